package dev.millrace.jmh.micro;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The texts of a sample as strings. */
final class Texts {
  private Texts() {}

  static String[] of(final byte[][] texts) {
    return Arrays.stream(texts)
        .map(text -> new String(text, StandardCharsets.UTF_8))
        .toArray(String[]::new);
  }
}
