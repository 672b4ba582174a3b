package dev.millrace.spec.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonFloatTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "-0.0, -0.0",
    "0, 0.0",
    "2.5, 2.5",
    "0.1, 0.1",
    "123456789.125, 123456789.125",
    "1e15, 1000000000000000.0",
    "9007199254740993, 9007199254740992.0",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-1.25e-7, -1.25e-07",
    "4.9e-324, 5e-324",
    "2e-323, 2e-323",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf",
  })
  void writesWhatPythonWrites(final double value, final String text) {
    assertEquals(text, PythonFloat.text(value));
  }
}
