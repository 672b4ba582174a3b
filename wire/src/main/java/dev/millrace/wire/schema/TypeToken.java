package dev.millrace.wire.schema;

import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.IntervalUnit;
import dev.millrace.wire.schema.ArrowType.Precision;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.ArrowType.UnionMode;
import java.util.List;

/**
 * Arrow types as short text: {@code int64}, {@code list<item?:utf8>}, {@code timestamp(us,tz=UTC)}.
 * Protocol hashes are made of these tokens, and declarations name types with them; the grammar is
 * [VAL-11] and [VAL-12].
 *
 * <p>A token stands for what is part of the type: children with their nullability, a dictionary's
 * index and value types, an extension's name and storage. It leaves out what is not: the names that
 * a list's item and a map's key and value happen to have, metadata, dictionary ids. A child name
 * that holds {@code : ? , < >} is printed as it is but can't be read back.
 */
public final class TypeToken {
  /** Metadata key of an extension type's name. */
  static final String EXTENSION_NAME = "ARROW:extension:name";

  private TypeToken() {}

  /**
   * Prints the type of a field; every type has a token.
   *
   * @param field the field; its own name and nullability don't matter
   * @return the token
   */
  public static String of(final Field field) {
    final StringBuilder out = new StringBuilder();
    print(field, out);
    return out.toString();
  }

  /**
   * Prints the type of a field for a protocol hash. The 32 and 64 bit decimals have no token that
   * the peers of a protocol agree on, so a protocol that uses them has no hash [VAL-13].
   *
   * @param field the field; its own name and nullability don't matter
   * @return the token
   * @throws IllegalArgumentException if the type, or one inside it, has no agreed token
   */
  public static String canonical(final Field field) {
    requireCanonical(field);
    return of(field);
  }

  /**
   * Reads a token.
   *
   * @param token the text
   * @return a non-null field without a name that has the type
   * @throws IllegalArgumentException if the text is no token
   */
  public static Field parse(final String token) {
    return TypeTokenParser.parse(token);
  }

  private static void requireCanonical(final Field field) {
    if (field.type() instanceof ArrowType.Decimal(var p, var s, var bits) && bits < 128) {
      throw new IllegalArgumentException("no canonical token for " + of(field));
    }
    field.children().forEach(TypeToken::requireCanonical);
  }

  private static void print(final Field field, final StringBuilder out) {
    final String extension = field.metadata().get(EXTENSION_NAME);
    if (extension != null) {
      out.append("extension(").append(extension).append(")<");
      printEncoded(field, out);
      out.append('>');
    } else {
      printEncoded(field, out);
    }
  }

  private static void printEncoded(final Field field, final StringBuilder out) {
    final DictionaryEncoding dictionary = field.dictionary();
    if (dictionary == null) {
      printPlain(field, out);
      return;
    }
    out.append("dictionary<index:");
    printInt(dictionary.indexType(), out);
    out.append(",value:");
    printPlain(field, out);
    out.append('>').append(dictionary.ordered() ? ",ordered" : "");
  }

  private static void printPlain(final Field field, final StringBuilder out) {
    final List<Field> children = field.children();
    switch (field.type()) {
      case ArrowType.Null t -> out.append("null");
      case ArrowType.Bool t -> out.append("bool");
      case ArrowType.Int t -> printInt(t, out);
      case ArrowType.FloatingPoint t -> out.append(floating(t.precision()));
      case ArrowType.Decimal t ->
          out.append("decimal")
              .append(t.bitWidth())
              .append('(')
              .append(t.precision())
              .append(',')
              .append(t.scale())
              .append(')');
      case ArrowType.Date t -> out.append(t.unit() == DateUnit.DAY ? "date32" : "date64");
      case ArrowType.Time t ->
          out.append("time").append(t.bitWidth()).append('(').append(unit(t.unit())).append(')');
      case ArrowType.Timestamp t -> {
        out.append("timestamp(").append(unit(t.unit()));
        out.append(t.timezone() == null ? "" : ",tz=" + t.timezone()).append(')');
      }
      case ArrowType.Duration t -> out.append("duration(").append(unit(t.unit())).append(')');
      case ArrowType.Interval t -> out.append(interval(t.unit()));
      case ArrowType.Utf8 t -> out.append("utf8");
      case ArrowType.LargeUtf8 t -> out.append("large_utf8");
      case ArrowType.Utf8View t -> out.append("utf8_view");
      case ArrowType.Binary t -> out.append("binary");
      case ArrowType.LargeBinary t -> out.append("large_binary");
      case ArrowType.BinaryView t -> out.append("binary_view");
      case ArrowType.FixedSizeBinary t ->
          out.append("fixed_size_binary(").append(t.byteWidth()).append(')');
      case ArrowType.List t -> printItem("list", children, out);
      case ArrowType.LargeList t -> printItem("large_list", children, out);
      case ArrowType.ListView t -> printItem("list_view", children, out);
      case ArrowType.LargeListView t -> printItem("large_list_view", children, out);
      case ArrowType.FixedSizeList t ->
          printItem("fixed_size_list(" + t.listSize() + ')', children, out);
      case ArrowType.Struct t -> printStruct(children, out);
      case ArrowType.Map t -> printMap(t, children, out);
      case ArrowType.Union t -> printUnion(t, children, out);
      case ArrowType.RunEndEncoded t -> printRunEnds(children, out);
    }
  }

  private static void printInt(final ArrowType.Int type, final StringBuilder out) {
    out.append(type.signed() ? "int" : "uint").append(type.bitWidth());
  }

  private static void printItem(
      final String name, final List<Field> children, final StringBuilder out) {
    out.append(name).append('<');
    printChild("item", child(children, 0), out);
    out.append('>');
  }

  private static void printStruct(final List<Field> children, final StringBuilder out) {
    out.append("struct<");
    for (int i = 0; i < children.size(); i++) {
      out.append(i == 0 ? "" : ",");
      printChild(children.get(i).name(), children.get(i), out);
    }
    out.append('>');
  }

  private static void printMap(
      final ArrowType.Map type, final List<Field> children, final StringBuilder out) {
    final List<Field> entry = child(children, 0).children();
    out.append("map<");
    printChild("key", child(entry, 0), out);
    out.append(',');
    printChild("value", child(entry, 1), out);
    out.append('>').append(type.keysSorted() ? ",keys_sorted" : "");
  }

  private static void printUnion(
      final ArrowType.Union type, final List<Field> children, final StringBuilder out) {
    out.append(type.mode() == UnionMode.SPARSE ? "sparse_union<" : "dense_union<");
    for (int i = 0; i < children.size(); i++) {
      out.append(i == 0 ? "" : ",").append(type.typeIds().get(i)).append('=');
      printChild(children.get(i).name(), children.get(i), out);
    }
    out.append('>');
  }

  private static void printRunEnds(final List<Field> children, final StringBuilder out) {
    out.append("run_end_encoded<run_ends:");
    print(child(children, 0), out);
    out.append(",values:");
    print(child(children, 1), out);
    out.append('>');
  }

  private static void printChild(final String name, final Field child, final StringBuilder out) {
    out.append(name).append(child.nullable() ? "?:" : ":");
    print(child, out);
  }

  private static Field child(final List<Field> children, final int index) {
    if (index >= children.size()) {
      throw new IllegalArgumentException("a nested type lacks its child " + index);
    }
    return children.get(index);
  }

  private static String floating(final Precision precision) {
    return switch (precision) {
      case HALF -> "float16";
      case SINGLE -> "float32";
      case DOUBLE -> "float64";
    };
  }

  /**
   * Spells a unit.
   *
   * @param unit the unit
   * @return {@code s}, {@code ms}, {@code us} or {@code ns}
   */
  static String unit(final TimeUnit unit) {
    return switch (unit) {
      case SECOND -> "s";
      case MILLISECOND -> "ms";
      case MICROSECOND -> "us";
      case NANOSECOND -> "ns";
    };
  }

  private static String interval(final IntervalUnit unit) {
    return switch (unit) {
      case YEAR_MONTH -> "interval_months";
      case DAY_TIME -> "interval_day_time";
      case MONTH_DAY_NANO -> "interval_month_day_nano";
    };
  }
}
