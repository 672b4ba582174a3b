package dev.millrace.spec.kit.service;

/** What {@link ScalarCalls} do. */
interface ScalarMethods extends ScalarCalls {
  @Override
  default String echoString(final String value) {
    return value;
  }

  @Override
  default byte[] echoBytes(final byte[] data) {
    return data;
  }

  @Override
  default long echoInt(final long value) {
    return value;
  }

  @Override
  default double echoFloat(final double value) {
    return value;
  }

  @Override
  default boolean echoBool(final boolean value) {
    return value;
  }

  @Override
  default int echoInt32(final int value) {
    return value;
  }

  @Override
  default float echoFloat32(final float value) {
    return value;
  }

  @Override
  default void voidNoop() {}

  @Override
  default void voidWithParam(final long value) {}

  @Override
  default String echoOptionalString(final String value) {
    return value;
  }

  @Override
  default Long echoOptionalInt(final Long value) {
    return value;
  }

  @Override
  default Integer echoAnnotatedOptionalInt(final Integer value) {
    return value;
  }

  @Override
  default int echoOuterOptionalNonNull(final int value) {
    return value;
  }

  @Override
  default double addFloats(final double a, final double b) {
    return a + b;
  }

  @Override
  default String concatenate(final String prefix, final String suffix, final String separator) {
    return prefix + separator + suffix;
  }

  @Override
  default String withDefaults(
      final long required, final String optionalStr, final long optionalInt) {
    return "required=%d, optional_str=%s, optional_int=%d"
        .formatted(required, optionalStr, optionalInt);
  }
}
