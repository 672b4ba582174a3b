package dev.millrace.spec.kit.driver;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One line from the harness.
 *
 * @param op what is asked for
 * @param fields every field of the line, {@code op} included
 */
record Request(String op, Map<String, Object> fields) {
  /**
   * Reads a line.
   *
   * @param line JSON text
   * @return the request
   * @throws DriverException when the line is no object with an {@code op}
   */
  static Request parse(final String line) {
    final Object any;
    try {
      any = JSON.std.anyFrom(line);
    } catch (IOException e) {
      throw new DriverException("the line is not JSON: " + e.getMessage());
    }
    if (!(any instanceof Map<?, ?> object) || !(object.get("op") instanceof String op)) {
      throw new DriverException("the line is no object with a text 'op'");
    }
    @SuppressWarnings("unchecked")
    final Map<String, Object> fields = (Map<String, Object>) object;
    return new Request(op, fields);
  }

  /**
   * Gives a text that must be there.
   *
   * @param name the field
   * @return its text
   */
  String text(final String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new DriverException(op + " needs a text '" + name + "'");
  }

  /**
   * Gives a flag that must be there, since guessing it would hide what the client does with it.
   *
   * @param name the field
   * @return its value
   */
  boolean flag(final String name) {
    if (fields.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw new DriverException(op + " needs a boolean '" + name + "'");
  }

  /**
   * Gives a number that must be there and be positive.
   *
   * @param name the field
   * @return its value
   */
  long positive(final String name) {
    if (fields.get(name) instanceof Number number && number.longValue() > 0) {
      return number.longValue();
    }
    throw new DriverException(op + " needs a positive number '" + name + "'");
  }

  /**
   * Gives a list of texts that must be there.
   *
   * @param name the field
   * @return its texts
   */
  List<String> texts(final String name) {
    if (fields.get(name) instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new DriverException(op + " needs a list of texts '" + name + "'");
  }

  /**
   * Gives bytes that must be there.
   *
   * @param name the field, in base64
   * @return the bytes
   */
  byte[] bytes(final String name) {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw new DriverException("'" + name + "' is not base64: " + e.getMessage());
    }
  }

  /**
   * Tells whether an optional field is there.
   *
   * @param name the field
   * @return false when it is absent or null
   */
  boolean has(final String name) {
    return Objects.nonNull(fields.get(name));
  }
}
