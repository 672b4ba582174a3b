package dev.millrace.sdk.compat;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.sdk.vgi.VgiProtocol;
import dev.millrace.sdk.vgi.catalog.SchemaInfo;
import java.util.List;

/**
 * Names of schemas in this line for the paths of the internal model: the components of a path are
 * joined by dots ([COMPAT-7]).
 */
final class SchemaNames {
  private static final RecordCodec<SchemaInfo> SCHEMAS = RecordCodec.of(SchemaInfo.class);

  private final VgiProtocol current;

  SchemaNames(final VgiProtocol current) {
    this.current = current;
  }

  static String name(final List<String> path) {
    return path == null ? "" : String.join(".", path);
  }

  /** The path of a name; null where a caller leaves the schema open. */
  List<String> path(final byte[] attachOpaqueData, final String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    if (name.indexOf('.') >= 0) { // a dot in a component or between two: the catalog knows
      for (final byte[] item : current.catalogSchemas(attachOpaqueData, null).items()) {
        final List<String> path = SCHEMAS.fromStream(item).path();
        if (name(path).equals(name)) {
          return path;
        }
      }
    }
    return List.of(name);
  }
}
