package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.VgiFunction;
import java.util.List;

/**
 * A schema of a catalog with what is registered in it.
 *
 * @param path its name, from the outermost schema in
 * @param comment text for people, possibly empty
 * @param functions its functions; several of one name and kind are overloads
 */
public record SchemaEntry(List<String> path, String comment, List<VgiFunction> functions) {
  /** Copies the parts. */
  public SchemaEntry {
    path = List.copyOf(path);
    functions = List.copyOf(functions);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a schema without a name");
    }
  }

  /**
   * Prints the path as people write it.
   *
   * @return the components, joined by dots
   */
  public String dotted() {
    return String.join(".", path);
  }
}
