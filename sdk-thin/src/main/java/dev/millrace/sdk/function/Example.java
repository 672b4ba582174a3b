package dev.millrace.sdk.function;

import java.util.Optional;

/**
 * A query that shows how a function is used.
 *
 * @param sql the query
 * @param description what it shows
 * @param expectedOutput what it prints
 */
public record Example(String sql, String description, Optional<String> expectedOutput) {

  /**
   * Makes an example without output.
   *
   * @param sql the query
   * @param description what it shows
   */
  public Example(final String sql, final String description) {
    this(sql, description, Optional.empty());
  }
}
