package dev.millrace.dispatch.protocol;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** JSON texts of maps, lists, strings, numbers, booleans and nulls. */
public final class Json {
  private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  /**
   * Writes a value, compact.
   *
   * @param value the value
   * @return its text
   * @throws IllegalArgumentException when it holds something that is no JSON
   */
  public static String write(final Object value) {
    try {
      return WRITER.asString(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text that a peer sent.
   *
   * @param text the text, or null
   * @return its value; null also when the text is none
   */
  public static Object readOrNull(final String text) {
    try {
      return text == null ? null : JSON.std.anyFrom(text);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /**
   * Reads an object that a peer sent.
   *
   * @param text the text, or null
   * @return its members; none also when the text is no object
   */
  public static Map<?, ?> readObject(final String text) {
    return readOrNull(text) instanceof Map<?, ?> map ? map : Map.of();
  }
}
