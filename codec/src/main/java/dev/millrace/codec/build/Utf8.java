package dev.millrace.codec.build;

import static dev.millrace.codec.build.Le.BYTE;
import static dev.millrace.codec.build.Le.INT;

import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;

/** Encodes strings into memory without garbage. */
final class Utf8 {
  private Utf8() {}

  /** Most bytes that a text can take. */
  static long bound(final String text) {
    return 3L * text.length();
  }

  /**
   * Encodes a text; the target has room for {@link #bound}. Unpaired surrogates become '?', as with
   * {@code String.getBytes}.
   *
   * @return number of bytes written
   */
  static long encode(final String text, final MemorySegment memory, final long offset) {
    final MemorySegment target = OffHeap.cast(memory);
    final int chars = text.length();
    int i = 0;
    for (; i + 4 <= chars; i += 4) {
      final int a = text.charAt(i);
      final int b = text.charAt(i + 1);
      final int c = text.charAt(i + 2);
      final int d = text.charAt(i + 3);
      if ((a | b | c | d) >= 0x80) {
        break;
      }
      target.set(INT, offset + i, a | b << 8 | c << 16 | d << 24);
    }
    for (; i < chars; i++) {
      final char c = text.charAt(i);
      if (c >= 0x80) {
        break;
      }
      target.set(BYTE, offset + i, (byte) c);
    }
    return i == chars ? chars : encodeRest(text, i, target, offset);
  }

  private static long encodeRest(
      final String text, final int from, final MemorySegment target, final long offset) {
    final int chars = text.length();
    long at = offset + from;
    for (int i = from; i < chars; i++) {
      final char c = text.charAt(i);
      if (c < 0x80) {
        target.set(BYTE, at++, (byte) c);
      } else if (c < 0x800) {
        target.set(BYTE, at, (byte) (0xc0 | c >> 6));
        target.set(BYTE, at + 1, (byte) (0x80 | c & 0x3f));
        at += 2;
      } else if (!Character.isSurrogate(c)) {
        target.set(BYTE, at, (byte) (0xe0 | c >> 12));
        target.set(BYTE, at + 1, (byte) (0x80 | c >> 6 & 0x3f));
        target.set(BYTE, at + 2, (byte) (0x80 | c & 0x3f));
        at += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < chars
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        final int point = Character.toCodePoint(c, text.charAt(++i));
        target.set(BYTE, at, (byte) (0xf0 | point >> 18));
        target.set(BYTE, at + 1, (byte) (0x80 | point >> 12 & 0x3f));
        target.set(BYTE, at + 2, (byte) (0x80 | point >> 6 & 0x3f));
        target.set(BYTE, at + 3, (byte) (0x80 | point & 0x3f));
        at += 4;
      } else {
        target.set(BYTE, at++, (byte) '?');
      }
    }
    return at - offset;
  }
}
