package dev.millrace.codec.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.layout.LittleEndian;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The validator against the JDK's decoder, which stops at the first malformed character. */
class Utf8PropertyTest {
  private static final int ROOM = 16 << 10;

  /** First and last characters of each length, and those around the surrogates. */
  private static final int[] EDGES = {
    0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x40000,
    0xFFFFF, 0x100000, 0x10FFFF
  };

  /** Cut, continued too long, overlong, surrogate, too high, never used. */
  private static final String[] ILL_FORMED = {
    "80",
    "BF",
    "C3",
    "C0 80",
    "C1 BF",
    "E2 82",
    "E2",
    "E0 80 80",
    "E0 9F BF",
    "ED A0 80",
    "ED BF BF",
    "F0 9F 98",
    "F0 9F",
    "F0 8F BF BF",
    "F0 80 80 80",
    "F4 90 80 80",
    "F5 80 80 80",
    "F8 88 80 80 80",
    "FC 84 80 80 80 80",
    "FE",
    "FF",
    "E2 82 AC 80",
    "C3 A4 A4"
  };

  /** What a byte can be to the validator: the ends of each range it tells apart. */
  private static final int[] BYTES = {
    0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
    0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF
  };

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(ROOM);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer characters = CharBuffer.allocate(ROOM);

  @AfterEach
  void close() {
    arena.close();
  }

  private int expected(final byte[] bytes, final int length) {
    decoder.reset();
    final ByteBuffer source = ByteBuffer.wrap(bytes, 0, length);
    return decoder.decode(source, characters.clear(), true).isError() ? source.position() : -1;
  }

  /**
   * Checks bytes at an offset, between bytes that would make them wrong if they were looked at as
   * part of the text: unfinished characters before, continuations behind.
   */
  private void check(final byte[] bytes, final int length, final int offset) {
    memory.asSlice(0, offset).fill((byte) 0xF1);
    MemorySegment.copy(bytes, 0, memory, LittleEndian.BYTE, offset, length);
    memory.asSlice(offset + length, 8).fill((byte) 0x80);
    final long want = expected(bytes, length);
    final long found = Utf8.firstDefect(memory, offset, offset + length);
    if (found != (want < 0 ? -1 : offset + want)) {
      assertEquals(
          want < 0 ? -1 : offset + want,
          found,
          () -> "at " + offset + ": " + HexFormat.of().formatHex(bytes, 0, length));
    }
    boolean ascii = true;
    for (int i = 0; i < length; i++) {
      ascii &= bytes[i] >= 0;
    }
    assertEquals(ascii, Utf8.isAscii(memory, offset, offset + length));
  }

  @Test
  void allCombinationsOfByteClassesAtAllAlignments() {
    final byte[] text = new byte[64];
    int at = 0;
    for (final int first : BYTES) {
      for (final int second : BYTES) {
        for (final int third : BYTES) {
          for (final int fourth : BYTES) {
            final int place = 8 + at++ % 41;
            Arrays.fill(text, (byte) 'a');
            text[place] = (byte) first;
            text[place + 1] = (byte) second;
            text[place + 2] = (byte) third;
            text[place + 3] = (byte) fourth;
            check(text, text.length, at % 8);
            check(text, place + 4, at % 8);
          }
        }
      }
    }
  }

  @Test
  void everyCharacterIsWellFormed() {
    final StringBuilder text = new StringBuilder();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        text.appendCodePoint(point);
      }
      if (text.length() > 2000 || point == Character.MAX_CODE_POINT) {
        final byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        check(bytes, bytes.length, point & 7);
        text.setLength(0);
      }
    }
  }

  @Test
  void randomTextCutAtAnyByte() {
    final SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 400; i++) {
      final byte[] bytes = text(random, random.nextInt(1, 200), false);
      for (int length = 0; length <= bytes.length; length++) {
        check(bytes, length, random.nextInt(16));
      }
    }
  }

  @Test
  void randomTextWithDefects() {
    final SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      final byte[] bytes = text(random, random.nextInt(1, 300), i % 2 == 0);
      if (bytes.length > 0 && i % 3 == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      check(bytes, bytes.length, random.nextInt(64));
    }
  }

  @Test
  void textLongerThanABlock() {
    final SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 600; i++) {
      final byte[] bytes = text(random, random.nextInt(4000, 9000), false);
      check(bytes, bytes.length, random.nextInt(16));
      final int place = random.nextInt(bytes.length);
      bytes[place] ^= (byte) (1 << random.nextInt(8));
      check(bytes, bytes.length, random.nextInt(16));
    }
  }

  @Test
  void aCharacterAcrossTheEdgeOfABlock() {
    final byte[] bytes = new byte[9000];
    for (final String character : new String[] {"ä", "€", "😀"}) {
      final byte[] encoded = character.getBytes(StandardCharsets.UTF_8);
      for (int place = 4080; place < 4112; place++) {
        for (int kept = 1; kept <= encoded.length; kept++) {
          Arrays.fill(bytes, (byte) 'a');
          bytes[100] = (byte) 0xC3;
          bytes[101] = (byte) 0xA4;
          System.arraycopy(encoded, 0, bytes, place, kept);
          check(bytes, bytes.length, place & 7);
          check(bytes, place + kept, place & 7);
        }
      }
    }
  }

  /** Runs of characters of one length each, so that all ways through the validator are taken. */
  private static byte[] text(
      final SplittableRandom random, final int size, final boolean withDefects) {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (out.size() < size) {
      final int run = random.nextInt(1, 1 << random.nextInt(1, 7));
      final int kind = random.nextInt(6);
      for (int i = 0; i < run && out.size() < size; i++) {
        final int point =
            switch (kind) {
              case 0, 1 -> random.nextInt(0x80);
              case 2 -> random.nextInt(0x80, 0x800);
              case 3 -> random.nextInt(0x800, 0xD800);
              case 4 -> random.nextInt(0x10000, 0x110000);
              default -> EDGES[random.nextInt(EDGES.length)];
            };
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
      }
      if (withDefects && random.nextInt(4) == 0) {
        final String bytes = ILL_FORMED[random.nextInt(ILL_FORMED.length)];
        out.writeBytes(HexFormat.ofDelimiter(" ").parseHex(bytes));
      }
    }
    return out.toByteArray();
  }
}
