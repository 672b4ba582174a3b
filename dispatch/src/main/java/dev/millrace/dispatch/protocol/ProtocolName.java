package dev.millrace.dispatch.protocol;

import java.nio.charset.StandardCharsets;

/** The grammar of protocol names ([RPC-5]). */
public final class ProtocolName {
  /** Longest name in UTF-8 bytes. */
  public static final int MAX_LENGTH = 255;

  private ProtocolName() {}

  /**
   * Tells whether a text is a protocol name. What is not never reaches an error text, a log or a
   * metric.
   *
   * @param name the text
   * @return true when it follows {@code [A-Za-z_][A-Za-z0-9_.]*} and is not too long
   */
  public static boolean isValid(final String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      final char c = name.charAt(i);
      final boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      final boolean inner = (c >= '0' && c <= '9') || c == '.';
      if (!letter && (i == 0 || !inner)) {
        return false;
      }
    }
    return name.getBytes(StandardCharsets.UTF_8).length <= MAX_LENGTH;
  }

  /**
   * Checks the name of an application's protocol.
   *
   * @param name the name
   * @return the name
   * @throws IllegalArgumentException when it breaks the grammar or belongs to the framework
   */
  public static String requireApplication(final String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException("not a protocol name: '" + name + "'");
    }
    if (name.startsWith(Keys.PREFIX)) {
      throw new IllegalArgumentException("'" + name + "' is in the framework's name space");
    }
    return name;
  }
}
