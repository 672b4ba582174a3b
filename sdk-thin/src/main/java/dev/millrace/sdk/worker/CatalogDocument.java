package dev.millrace.sdk.worker;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.vgi.SchemaObjectType;
import dev.millrace.sdk.vgi.catalog.CatalogContentsResponse;
import dev.millrace.sdk.vgi.catalog.FunctionInfo;
import dev.millrace.sdk.vgi.catalog.SchemaInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog written out for clients, once: piece by piece and as a whole (clause VGI-3). */
final class CatalogDocument {
  /** Catalogs here never change. */
  static final long VERSION = 1;

  private static final RecordCodec<SchemaInfo> SCHEMAS = RecordCodec.of(SchemaInfo.class);
  private static final RecordCodec<FunctionInfo> FUNCTIONS = RecordCodec.of(FunctionInfo.class);

  private final Map<SchemaEntry, byte[]> schemaItems = new LinkedHashMap<>();
  private final Map<SchemaEntry, List<byte[]>> scalarItems = new LinkedHashMap<>();
  private final Map<SchemaEntry, List<byte[]>> tableItems = new LinkedHashMap<>();
  private final byte[] schemas;
  private final byte[] functions;
  private final String etag;

  CatalogDocument(final Catalog catalog) {
    final List<SchemaInfo> allSchemas = new ArrayList<>();
    final List<FunctionInfo> allFunctions = new ArrayList<>();
    for (final SchemaEntry schema : catalog.schemas()) {
      final List<byte[]> scalars = new ArrayList<>();
      final List<byte[]> tables = new ArrayList<>();
      for (final var function : schema.functions()) {
        final FunctionInfo info = FunctionInfos.of(schema, function);
        allFunctions.add(info);
        (function instanceof ScalarFunction ? scalars : tables).add(FUNCTIONS.toStream(info));
      }
      final SchemaInfo info = schemaInfo(schema, scalars.size(), tables.size());
      allSchemas.add(info);
      schemaItems.put(schema, SCHEMAS.toStream(info));
      scalarItems.put(schema, scalars);
      tableItems.put(schema, tables);
    }
    schemas = SCHEMAS.toStream(allSchemas);
    functions = allFunctions.isEmpty() ? null : FUNCTIONS.toStream(allFunctions);
    etag = etag();
  }

  private static SchemaInfo schemaInfo(
      final SchemaEntry schema, final long scalars, final long tables) {
    final Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("aggregate_function", 0L);
    counts.put("index", 0L);
    counts.put("macro", 0L);
    counts.put("scalar_function", scalars);
    counts.put("table", 0L);
    counts.put("table_function", tables);
    counts.put("view", 0L);
    return new SchemaInfo(
        schema.comment().isEmpty() ? null : schema.comment(), Map.of(), schema.path(), counts);
  }

  private String etag() {
    try {
      final MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("vgi.catalog.contents.2.2\0".getBytes(StandardCharsets.UTF_8));
      digest(digest, "schemas", schemas);
      digest(digest, "tables", null);
      digest(digest, "views", null);
      digest(digest, "functions", functions);
      digest(digest, "macros", null);
      digest(digest, "indexes", null);
      return HexFormat.of().formatHex(digest.digest());
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static void digest(final MessageDigest digest, final String name, final byte[] bytes) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update((byte) (bytes == null ? 0 : 1));
    if (bytes != null) {
      digest.update(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(bytes.length)
              .flip());
      digest.update(bytes);
    }
  }

  List<byte[]> schemas() {
    return List.copyOf(schemaItems.values());
  }

  byte[] schema(final SchemaEntry schema) {
    return schemaItems.get(schema);
  }

  List<byte[]> functions(final SchemaEntry schema, final SchemaObjectType kind) {
    return switch (kind) {
      case SCALAR_FUNCTION -> scalarItems.get(schema);
      case TABLE_FUNCTION -> tableItems.get(schema);
      case AGGREGATE_FUNCTION -> List.of();
      default -> throw VgiErrors.invalid(kind + " is no kind of function");
    };
  }

  CatalogContentsResponse contents(final String ifNoneMatch) {
    return etag.equals(ifNoneMatch)
        ? new CatalogContentsResponse(VERSION, etag, true, null, null, null, null, null, null)
        : new CatalogContentsResponse(
            VERSION, etag, false, schemas, null, null, functions, null, null);
  }
}
