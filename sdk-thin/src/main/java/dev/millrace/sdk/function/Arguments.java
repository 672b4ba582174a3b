package dev.millrace.sdk.function;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Constant arguments of a call by parameter name: defaults are filled in, values have the declared
 * types, constraints hold. Immutable.
 *
 * <p>Integers of every width are Long, floating point numbers Double, texts String, bytes byte[],
 * decimals BigDecimal, dates and times the classes of java.time, lists List, structs and maps Map.
 * A repeated parameter is a List of such values.
 */
public final class Arguments {

  /** No arguments. */
  public static final Arguments NONE = new Arguments(Map.of());

  private final Map<String, Object> values;

  /**
   * Makes arguments from values that hold to the above.
   *
   * @param values value by parameter name, null for NULL; copied
   */
  public Arguments(final Map<String, ?> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Gives all arguments.
   *
   * @return value by parameter name, in declaration order
   */
  public Map<String, Object> asMap() {
    return values;
  }

  /**
   * Gives an argument.
   *
   * @param name parameter name
   * @return its value, null for NULL
   * @throws IllegalArgumentException if no constant parameter has that name
   */
  public Object get(final String name) {
    final Object value = values.get(name);
    if (value == null && !values.containsKey(name)) {
      throw new IllegalArgumentException(
          "no argument '" + name + "'; there are " + values.keySet());
    }
    return value;
  }

  /**
   * Tells whether an argument is NULL.
   *
   * @param name parameter name
   * @return true for NULL
   */
  public boolean isNull(final String name) {
    return get(name) == null;
  }

  /**
   * Gives an integer argument.
   *
   * @param name parameter name
   * @return its value
   */
  public long getLong(final String name) {
    return as(name, Long.class);
  }

  /**
   * Gives a floating point argument.
   *
   * @param name parameter name
   * @return its value
   */
  public double getDouble(final String name) {
    return as(name, Double.class);
  }

  /**
   * Gives a truth value.
   *
   * @param name parameter name
   * @return its value
   */
  public boolean getBoolean(final String name) {
    return as(name, Boolean.class);
  }

  /**
   * Gives a text argument.
   *
   * @param name parameter name
   * @return its value
   */
  public String getString(final String name) {
    return as(name, String.class);
  }

  /**
   * Gives a binary argument.
   *
   * @param name parameter name
   * @return its value; not to be changed
   */
  public byte[] getBytes(final String name) {
    return as(name, byte[].class);
  }

  /**
   * Gives the values of a repeated parameter.
   *
   * @param name parameter name
   * @return its values, in order
   */
  public List<?> getAll(final String name) {
    return as(name, List.class);
  }

  private <T> T as(final String name, final Class<T> type) {
    final Object value = get(name);
    if (value == null) {
      throw new IllegalArgumentException("argument '" + name + "' is NULL");
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "argument '" + name + "' is a " + value.getClass().getSimpleName());
    }
    return type.cast(value);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
