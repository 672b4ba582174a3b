package dev.millrace.sdk.cli;

/** Reads arguments of a command line as SQL would read literals. */
final class Literal {

  private Literal() {}

  /**
   * Reads a value: NULL, true, false, an integer, a decimal number; text in quotes or anything else
   * is text.
   */
  static Object parse(final String text) {
    if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
      return text.substring(1, text.length() - 1).replace("''", "'");
    }
    if (text.equalsIgnoreCase("null")) {
      return null;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    if (text.matches("[+-]?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    if (text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      return Double.valueOf(text);
    }
    return text;
  }
}
