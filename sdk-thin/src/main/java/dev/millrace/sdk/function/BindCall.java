package dev.millrace.sdk.function;

import dev.millrace.wire.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A call being resolved: what is known before any row. Immutable, valid for as long as it is kept.
 */
public interface BindCall {

  /**
   * Gives the constant arguments, defaults applied and constraints checked.
   *
   * @return the arguments by parameter name
   */
  Arguments arguments();

  /**
   * Tells the input columns as the rows will have them.
   *
   * @return of a scalar function one column for each parameter that is a column, in declaration
   *     order; of a table-in-out function the columns of its table; empty for a table function
   */
  Schema input();

  /**
   * Tells the names of the argument expressions at the call site.
   *
   * @return one name for each argument, empty when the client does not know
   */
  List<String> argumentNames();

  /**
   * Tells the moment that an AT clause asks for.
   *
   * @return unit ({@code VERSION} or {@code TIMESTAMP}) and value
   */
  Optional<AtClause> at();

  /**
   * An AT clause.
   *
   * @param unit {@code VERSION} or {@code TIMESTAMP}
   * @param value the version or the time, as text
   */
  record AtClause(String unit, String value) {}
}
