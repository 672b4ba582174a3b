package dev.millrace.spec.kit.service;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/** Unary methods on everyday values: scalars, nothing, optional values, several parameters. */
public interface ScalarCalls {
  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  String echoString(String value);

  /**
   * Echoes its argument.
   *
   * @param data any value
   * @return the argument
   */
  byte[] echoBytes(byte[] data);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  long echoInt(long value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  double echoFloat(double value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  boolean echoBool(boolean value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  int echoInt32(int value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  float echoFloat32(float value);

  /** Does nothing. */
  void voidNoop();

  /**
   * Takes a value and does nothing.
   *
   * @param value any value
   */
  void voidWithParam(long value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Nullable
  String echoOptionalString(@Nullable String value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Nullable
  Long echoOptionalInt(@Nullable Long value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Nullable
  Integer echoAnnotatedOptionalInt(@Nullable Integer value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  int echoOuterOptionalNonNull(int value);

  /**
   * Adds.
   *
   * @param a first summand
   * @param b second summand
   * @return the sum
   */
  double addFloats(double a, double b);

  /**
   * Joins two texts.
   *
   * @param prefix first part
   * @param suffix last part
   * @param separator what comes between
   * @return prefix, separator, suffix
   */
  String concatenate(String prefix, String suffix, @Default("-") String separator);

  /**
   * Shows what arrives where a caller leaves parameters out.
   *
   * @param required a parameter without a default
   * @param optionalStr a text with a default
   * @param optionalInt a number with a default
   * @return all three in one line
   */
  String withDefaults(
      long required, @Default("default") String optionalStr, @Default("42") long optionalInt);
}
