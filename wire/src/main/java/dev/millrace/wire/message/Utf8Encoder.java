package dev.millrace.wire.message;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Writes text as UTF-8 without an intermediate array. A lone surrogate becomes {@code ?}, as the
 * JDK does it.
 */
final class Utf8Encoder {
  private Utf8Encoder() {}

  /** Tells how many bytes a text takes. */
  static long length(final String text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (isPair(text, i)) {
        length += 4;
        i++;
      } else {
        length++;
      }
    }
    return length;
  }

  /**
   * Writes a text and gives the offset behind it, where it may write a zero byte as well.
   *
   * @param length what {@link #length} said
   */
  static long encode(
      final String text, final long length, final MemorySegment to, final long offset) {
    if (length == text.length()) {
      // ASCII, which the JDK copies in bulk; with other characters it would make an array first.
      to.setString(offset, text, StandardCharsets.UTF_8);
      return offset + length;
    }
    long at = offset;
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c < 0x80) {
        at = put(to, at, c);
      } else if (c < 0x800) {
        at = put(to, at, 0xC0 | c >> 6);
        at = put(to, at, 0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        at = put(to, at, 0xE0 | c >> 12);
        at = put(to, at, 0x80 | c >> 6 & 0x3F);
        at = put(to, at, 0x80 | c & 0x3F);
      } else if (isPair(text, i)) {
        final int point = Character.toCodePoint(c, text.charAt(++i));
        at = put(to, at, 0xF0 | point >> 18);
        at = put(to, at, 0x80 | point >> 12 & 0x3F);
        at = put(to, at, 0x80 | point >> 6 & 0x3F);
        at = put(to, at, 0x80 | point & 0x3F);
      } else {
        at = put(to, at, '?');
      }
    }
    return at;
  }

  private static boolean isPair(final String text, final int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static long put(final MemorySegment to, final long offset, final int value) {
    to.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
    return offset + 1;
  }
}
