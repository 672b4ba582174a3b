package dev.millrace.sdk.compat;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.catalog.CatalogInfo;
import dev.millrace.sdk.vgi.catalog.ForeignKeyInfo;
import dev.millrace.sdk.vgi.catalog.FunctionInfo;
import dev.millrace.sdk.vgi.catalog.IndexInfo;
import dev.millrace.sdk.vgi.catalog.MacroInfo;
import dev.millrace.sdk.vgi.catalog.ScanBranchesResult;
import dev.millrace.sdk.vgi.catalog.ScanFunctionResult;
import dev.millrace.sdk.vgi.catalog.SchemaInfo;
import dev.millrace.sdk.vgi.catalog.TableInfo;
import dev.millrace.sdk.vgi.catalog.ViewInfo;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Rewrites records that lie as streams of their own inside answers. */
final class Items {

  private Items() {}

  static List<byte[]> each(final List<byte[]> items, final UnaryOperator<byte[]> rewrite) {
    return items.stream().map(rewrite).toList();
  }

  static byte[] catalog(final byte[] item) {
    return rewrite(item, CatalogInfo.class, CatalogItem.class, CatalogItem::of);
  }

  static byte[] schema(final byte[] item, final byte[] attachOpaqueData) {
    return rewrite(
        item, SchemaInfo.class, SchemaItem.class, i -> SchemaItem.of(i, attachOpaqueData));
  }

  static byte[] table(final byte[] item) {
    return rewrite(item, TableInfo.class, TableItem.class, TableItem::of);
  }

  static byte[] view(final byte[] item) {
    return rewrite(item, ViewInfo.class, ViewItem.class, ViewItem::of);
  }

  static byte[] function(final byte[] item) {
    return rewrite(item, FunctionInfo.class, FunctionItem.class, FunctionItem::of);
  }

  static byte[] macro(final byte[] item) {
    return rewrite(item, MacroInfo.class, MacroItem.class, MacroItem::of);
  }

  static byte[] index(final byte[] item) {
    return rewrite(item, IndexInfo.class, IndexItem.class, IndexItem::of);
  }

  static byte[] foreignKey(final byte[] item) {
    return rewrite(item, ForeignKeyInfo.class, ForeignKeyItem.class, ForeignKeyItem::of);
  }

  static byte[] scanFunction(final byte[] item) {
    return rewrite(item, ScanFunctionResult.class, ScanFunctionItem.class, ScanFunctionItem::of);
  }

  static byte[] scanBranches(final byte[] item) {
    return rewrite(item, ScanBranchesResult.class, ScanBranchesResult.class, ScanBranchItem::each);
  }

  static byte[] bindResult(final byte[] item) {
    return rewrite(item, BindResponse.class, BindAnswer.class, BindAnswer::of);
  }

  static <A extends Record, B extends Record> byte[] rewrite(
      final byte[] item, final Class<A> from, final Class<B> to, final Function<A, B> conversion) {
    return item == null
        ? null
        : RecordCodec.of(to).toStream(conversion.apply(RecordCodec.of(from).fromStream(item)));
  }
}
