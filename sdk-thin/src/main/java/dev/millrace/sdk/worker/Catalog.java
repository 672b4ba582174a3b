package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.VgiFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A catalog as it is served. Immutable, so that its version never changes.
 *
 * @param name name to attach it by
 * @param comment text for people, possibly empty
 * @param schemas its schemas; the first is the default one
 */
public record Catalog(String name, String comment, List<SchemaEntry> schemas) {
  /** Name of the default schema. */
  public static final String MAIN = "main";

  /** Copies the parts. */
  public Catalog {
    schemas = List.copyOf(schemas);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a catalog without a name");
    }
  }

  /** A function together with the schema it is in. */
  record Entry(SchemaEntry schema, VgiFunction function) {}

  /**
   * Finds a schema.
   *
   * @param path its path, in any case
   * @return the schema, or empty
   */
  public Optional<SchemaEntry> schema(final List<String> path) {
    return schemas.stream().filter(s -> samePath(s.path(), path)).findFirst();
  }

  /**
   * Finds the overloads of a function.
   *
   * @param path the schema; null or empty for all of them
   * @param name the function, in any case
   * @param kind the kinds of function meant
   * @return the overloads
   */
  List<Entry> functions(
      final List<String> path, final String name, final Predicate<VgiFunction> kind) {
    final List<Entry> found = new ArrayList<>();
    for (final SchemaEntry schema : schemas) {
      if (path != null && !path.isEmpty() && !samePath(schema.path(), path)) {
        continue;
      }
      for (final VgiFunction function : schema.functions()) {
        if (kind.test(function) && function.declaration().name().equalsIgnoreCase(name)) {
          found.add(new Entry(schema, function));
        }
      }
    }
    return found;
  }

  private static boolean samePath(final List<String> a, final List<String> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).equalsIgnoreCase(b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
