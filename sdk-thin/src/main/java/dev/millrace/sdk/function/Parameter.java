package dev.millrace.sdk.function;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A parameter of a function. Immutable: the methods that add to it give a new one.
 *
 * <pre>
 *   Parameter.constant("count", Types.INT64).doc("rows to produce").atLeast(0)
 *   Parameter.named("batch_size", Types.INT64).defaultsTo(0)
 * </pre>
 *
 * @param name its name, in snake case, as SQL and clients show it
 * @param role how an argument reaches the function
 * @param type its type, a field without a name; {@link Types#ANY} takes every type
 * @param doc what it means, for people
 * @param varargs whether it repeats, at least once; only the last positional parameter may
 * @param nullable whether a constant may be NULL
 * @param defaultValue value of an argument that was left out; when present the parameter is
 *     optional
 * @param choices allowed values; empty for all
 * @param bounds limits of a number
 * @param pattern regular expression that a text must match as a whole; null for none
 */
public record Parameter(
    String name,
    Role role,
    Field type,
    String doc,
    boolean varargs,
    boolean nullable,
    Optional<Object> defaultValue,
    List<Object> choices,
    Bounds bounds,
    String pattern) {

  /** How an argument reaches a function. */
  public enum Role {
    /** As a column of the input rows, for scalar functions. */
    COLUMN,
    /** By position, as one value known when the query is planned. */
    CONSTANT,
    /** By name, as one value known when the query is planned. */
    NAMED,
    /** As a table whose rows stream in, for table-in-out functions. */
    TABLE
  }

  /** Checks and copies the parts. */
  public Parameter {
    Objects.requireNonNull(role);
    Objects.requireNonNull(doc);
    Objects.requireNonNull(bounds);
    type = Objects.requireNonNull(type).withName("").withNullable(true);
    choices = List.copyOf(choices);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a parameter without a name");
    }
    if (varargs && (role == Role.NAMED || role == Role.TABLE)) {
      throw new IllegalArgumentException("parameter '" + name + "' can't repeat");
    }
  }

  private static Parameter of(final String name, final Role role, final Field type) {
    return new Parameter(
        name, role, type, "", false, false, Optional.empty(), List.of(), Bounds.NONE, null);
  }

  /**
   * Declares an input column of a scalar function.
   *
   * @param name its name
   * @param type its type
   * @return the parameter
   */
  public static Parameter column(final String name, final Field type) {
    return of(name, Role.COLUMN, type);
  }

  /**
   * Declares a positional constant.
   *
   * @param name its name
   * @param type its type
   * @return the parameter
   */
  public static Parameter constant(final String name, final Field type) {
    return of(name, Role.CONSTANT, type);
  }

  /**
   * Declares a constant given by name, {@code name := value}.
   *
   * @param name its name
   * @param type its type
   * @return the parameter
   */
  public static Parameter named(final String name, final Field type) {
    return of(name, Role.NAMED, type);
  }

  /**
   * Declares the table that a table-in-out function takes. It comes after the other positional
   * parameters: clients leave it out of their count.
   *
   * @param name its name
   * @return the parameter
   */
  public static Parameter table(final String name) {
    return of(name, Role.TABLE, Types.ANY);
  }

  /**
   * Documents the parameter.
   *
   * @param text what it means
   * @return the parameter with it
   */
  public Parameter doc(final String text) {
    return new Parameter(
        name, role, type, text, varargs, nullable, defaultValue, choices, bounds, pattern);
  }

  /**
   * Makes the parameter optional.
   *
   * @param value value of an argument that was left out: Boolean, String, a number, or byte[]
   * @return the parameter with it
   */
  public Parameter defaultsTo(final Object value) {
    return new Parameter(
        name,
        role,
        type,
        doc,
        varargs,
        nullable,
        Optional.of(number(value)),
        choices,
        bounds,
        pattern);
  }

  /**
   * Lets the parameter repeat.
   *
   * @return the parameter, repeatable
   */
  public Parameter repeated() {
    return new Parameter(
        name, role, type, doc, true, nullable, defaultValue, choices, bounds, pattern);
  }

  /**
   * Lets a constant be NULL.
   *
   * @return the parameter, nullable
   */
  public Parameter orNull() {
    return new Parameter(
        name, role, type, doc, varargs, true, defaultValue, choices, bounds, pattern);
  }

  /**
   * Restricts a constant to some values.
   *
   * @param values the allowed ones
   * @return the parameter with them
   */
  public Parameter oneOf(final Object... values) {
    final List<Object> allowed = java.util.Arrays.stream(values).map(Parameter::number).toList();
    return new Parameter(
        name, role, type, doc, varargs, nullable, defaultValue, allowed, bounds, pattern);
  }

  /**
   * Restricts a number from below.
   *
   * @param least smallest allowed value
   * @return the parameter with it
   */
  public Parameter atLeast(final Number least) {
    return bounded(new Bounds((Number) number(least), false, bounds.most(), bounds.mostExcluded()));
  }

  /**
   * Restricts a number from below.
   *
   * @param least largest value that is not allowed any more
   * @return the parameter with it
   */
  public Parameter above(final Number least) {
    return bounded(new Bounds((Number) number(least), true, bounds.most(), bounds.mostExcluded()));
  }

  /**
   * Restricts a number from above.
   *
   * @param most largest allowed value
   * @return the parameter with it
   */
  public Parameter atMost(final Number most) {
    return bounded(
        new Bounds(bounds.least(), bounds.leastExcluded(), (Number) number(most), false));
  }

  /**
   * Restricts a number from above.
   *
   * @param most smallest value that is not allowed any more
   * @return the parameter with it
   */
  public Parameter below(final Number most) {
    return bounded(new Bounds(bounds.least(), bounds.leastExcluded(), (Number) number(most), true));
  }

  private Parameter bounded(final Bounds limits) {
    return new Parameter(
        name, role, type, doc, varargs, nullable, defaultValue, choices, limits, pattern);
  }

  /**
   * Restricts a text.
   *
   * @param regex regular expression it must match as a whole
   * @return the parameter with it
   */
  public Parameter matching(final String regex) {
    java.util.regex.Pattern.compile(regex);
    return new Parameter(
        name, role, type, doc, varargs, nullable, defaultValue, choices, bounds, regex);
  }

  /**
   * Tells whether the parameter takes every type.
   *
   * @return true for {@link Types#ANY}
   */
  public boolean any() {
    return type.type() instanceof ArrowType.Null;
  }

  /**
   * Tells whether a call may leave the parameter out.
   *
   * @return true when it has a default
   */
  public boolean optional() {
    return defaultValue.isPresent();
  }

  /** Integers are compared and kept as Long, so that 1 and 1L are the same value. */
  private static Object number(final Object value) {
    return switch (value) {
      case Byte v -> v.longValue();
      case Short v -> v.longValue();
      case Integer v -> v.longValue();
      case Float v -> v.doubleValue();
      default -> value;
    };
  }
}
