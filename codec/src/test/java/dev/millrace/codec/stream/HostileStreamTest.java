package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.millrace.codec.Fixtures;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams cut at every byte, with every byte flipped, and in every kind of pieces: the result is
 * the right one, a valid view of something else, or a typed error, never another exception.
 */
class HostileStreamTest {
  private static final Limits LIMITS =
      Limits.DEFAULT
          .withMaxBodyLength(1 << 24)
          .withMaxRows(1 << 16)
          .withMaxDecompressedLength(1 << 24);
  private static final DecodeOptions FULL = new DecodeOptions(Validation.FULL, LIMITS);

  /** A small stream for every schema of the corpus, and some of pyarrow's. */
  record Small(String name, byte[] bytes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Small> streams() {
    return Stream.concat(
        Corpus.cases().stream().map(c -> new Small(c.name(), write(c))),
        Stream.of("dict_replaced", "dict_delta", "no_columns")
            .map(n -> new Small(n, Fixtures.bytes(n + ".arrows"))));
  }

  static byte[] write(final Corpus.Case c) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined();
        StreamWriter writer = new StreamWriter(c.schema(), WriteOptions.DEFAULT)) {
      final BatchBuilder builder = new BatchBuilder(c.schema(), BuilderMemory.offHeap(arena));
      for (int i = 0; i < 2; i++) {
        builder.reset();
        Corpus.fill(builder, i, 5, 0.3);
        bytes.writeBytes(writer.batch(builder, Metadata.of("n", "" + i)).toByteArray());
      }
      bytes.writeBytes(writer.end().toByteArray());
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void everyCutAsksForMore(final Small stream) {
    final byte[] bytes = stream.bytes();
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = Fixtures.offHeap(bytes, arena);
      for (int length = 0; length < bytes.length; length++) {
        // The slice ends where the input does: a byte read beyond it is an
        // IndexOutOfBoundsException.
        final MemorySegment cut = memory.asSlice(0, length);
        try (StreamDecoder decoder = new StreamDecoder(FULL)) {
          long at = 0;
          Event event = Event.SCHEMA;
          while (event != Event.NEED_INPUT) {
            event = decoder.decode(cut, at, length - at);
            at += decoder.consumed();
            assertTrue(event != Event.END, "ends at " + length);
          }
          assertTrue(decoder.needed() > length - at);
          assertTrue(at + decoder.needed() <= bytes.length, "asks for a byte after the end");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void everyFlipIsAViewOrAnError(final Small stream) {
    final byte[] bytes = stream.bytes();
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = Fixtures.offHeap(bytes, arena);
      for (int i = 0; i < bytes.length; i++) {
        for (final int mask : new int[] {1 << (i & 7), 0xFF}) {
          final byte before = bytes[i];
          memory.set(ValueLayout.JAVA_BYTE, i, (byte) (before ^ mask));
          for (final Validation level : Validation.values()) {
            readWhatThereIs(memory, level, i, mask);
          }
          memory.set(ValueLayout.JAVA_BYTE, i, before);
        }
      }
    }
  }

  /**
   * After FULL validation every value can be read; below it, accessors may find the defect
   * themselves.
   */
  private static void readWhatThereIs(
      final MemorySegment memory, final Validation level, final int i, final int mask) {
    boolean decoded = false;
    try (StreamDecoder decoder = new StreamDecoder(new DecodeOptions(level, LIMITS))) {
      long at = 0;
      Event event = Event.SCHEMA;
      while (event != Event.END && event != Event.NEED_INPUT) {
        decoded = false;
        event = decoder.decode(memory, at, memory.byteSize() - at);
        decoded = true;
        at += decoder.consumed();
        if (event == Event.BATCH && decoder.batch().rowCount() < 1000) {
          Values.of(decoder.batch());
        }
      }
    } catch (final MalformedException e) {
      assertFalse(decoded && level == Validation.FULL, "found by an accessor: " + e.getMessage());
      assertTrue(e.clause().matches("[A-Z]+-[0-9]+"), e.getMessage());
      assertTrue(e.offset() >= -1 && e.offset() <= memory.byteSize(), e.getMessage());
    } catch (final RuntimeException e) {
      if (decoded && e instanceof ArithmeticException) {
        return;
      }
      fail("byte " + i + " xor " + mask + " at " + level, e);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void piecesMakeNoDifference(final Small stream) {
    final List<List<List<Object>>> whole = push(stream.bytes(), stream.bytes().length, false);
    for (final int piece : new int[] {1, 3, 8, 61}) {
      assertEquals(whole, push(stream.bytes(), piece, false));
      assertEquals(whole, push(stream.bytes(), piece, true));
    }
  }

  /**
   * Two streams in a row: a strict reader leaves the second alone, a connection reader goes on to
   * it.
   */
  private static List<List<List<Object>>> push(
      final byte[] stream, final int piece, final boolean strict) {
    final byte[] twice = new byte[2 * stream.length];
    System.arraycopy(stream, 0, twice, 0, stream.length);
    System.arraycopy(stream, 0, twice, stream.length, stream.length);
    final List<List<List<Object>>> first = new ArrayList<>();
    final List<List<List<Object>>> second = new ArrayList<>();
    try (StreamReader reader = strict ? StreamReader.strict(FULL) : StreamReader.connection(FULL)) {
      int at = read(reader, twice, 0, piece, first);
      assertTrue(!strict || at == stream.length, "took " + at + " of " + stream.length);
      assertEquals(!strict && at > stream.length, !reader.atBoundary());
      reader.nextStream();
      at = read(reader, twice, at, piece, second);
      assertEquals(twice.length, at);
      assertTrue(reader.atBoundary());
      assertTrue(reader.endOfInput());
    }
    assertEquals(first, second);
    return first;
  }

  private static int read(
      final StreamReader reader,
      final byte[] bytes,
      final int from,
      final int piece,
      final List<List<List<Object>>> batches) {
    int at = from;
    for (Event event = reader.next(); event != Event.END; event = reader.next()) {
      if (event == Event.BATCH) {
        batches.add(Values.of(reader.batch()));
      } else if (event == Event.NEED_INPUT) {
        final int taken = reader.push(bytes, at, Math.min(piece, bytes.length - at));
        assertTrue(taken > 0, "no progress at " + at);
        at += taken;
      }
    }
    return at;
  }

  @Test
  void theBatchOutlivesTheSearchForTheEnd() {
    final byte[] bytes = Fixtures.bytes("dict_replaced.arrows");
    try (StreamReader reader = StreamReader.connection(FULL)) {
      int at = 0;
      int batches = 0;
      while (batches < 3) {
        switch (reader.next()) {
          case BATCH -> batches++;
          case NEED_INPUT -> at += reader.push(bytes, at, Math.min(7, bytes.length - at));
          default -> {}
        }
      }
      final RecordBatch batch = reader.batch();
      final List<List<Object>> before = Values.of(batch);
      Event event = reader.next();
      while (event == Event.NEED_INPUT) {
        at += reader.push(bytes, at, 1);
        event = reader.next();
      }
      assertEquals(Event.END, event);
      reader.nextStream();
      assertEquals(before, Values.of(batch));
    }
  }

  @Test
  void anAnnouncedLengthTakesNoMemory() {
    final byte[] bytes = Fixtures.bytes("types.arrows");
    final DecodeOptions generous = DecodeOptions.of(Validation.FULL);
    try (Arena arena = Arena.ofConfined();
        StreamReader reader = StreamReader.connection(generous)) {
      final MemorySegment memory = Fixtures.offHeap(bytes, arena);
      // The first message with a body, announced as one of 2^39 bytes.
      long at = 8 + memory.get(ValueLayout.JAVA_INT_UNALIGNED, 4);
      final long metadata = at + 8;
      final long length = memory.get(ValueLayout.JAVA_INT_UNALIGNED, at + 4);
      boolean patched = false;
      for (long i = metadata; i + 8 <= metadata + length && !patched; i++) {
        final long value = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, i);
        if (value > 0 && value == bodyLength(bytes, at)) {
          memory.set(ValueLayout.JAVA_LONG_UNALIGNED, i, 1L << 39);
          patched = true;
        }
      }
      assertTrue(patched);
      long pushed = 0;
      Event event = reader.next();
      while (event != Event.NEED_INPUT || pushed < memory.byteSize()) {
        if (event == Event.NEED_INPUT) {
          pushed += reader.push(memory, pushed, memory.byteSize() - pushed);
        }
        event = reader.next();
      }
      assertTrue(reader.region().byteSize() <= 1 << 21, "" + reader.region().byteSize());
      assertThrows(MalformedException.class, reader::endOfInput);
    }
  }

  private static long bodyLength(final byte[] bytes, final long messageAt) {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = Fixtures.offHeap(bytes, arena);
      final var message = new dev.millrace.wire.message.MessageFlyweight();
      message.wrap(
          memory, messageAt + 8, memory.get(ValueLayout.JAVA_INT_UNALIGNED, messageAt + 4));
      return message.bodyLength();
    }
  }

  @Test
  void afterBadContentTheNextStreamIsReached() {
    final byte[] good = Fixtures.bytes("types.arrows");
    final byte[] bad = good.clone();
    int at = -1;
    for (int i = 0; i + 12 <= bad.length && at < 0; i++) {
      at =
          new String(bad, i, 12, java.nio.charset.StandardCharsets.ISO_8859_1)
                  .equals("twelve bytes")
              ? i
              : -1;
    }
    bad[at] = (byte) 0xFF;
    final byte[] both = new byte[bad.length + good.length];
    System.arraycopy(bad, 0, both, 0, bad.length);
    System.arraycopy(good, 0, both, bad.length, good.length);
    final List<List<List<Object>>> batches = new ArrayList<>();
    try (StreamReader reader = StreamReader.connection(FULL)) {
      int pushed = 0;
      MalformedException error = null;
      while (error == null) {
        try {
          if (reader.next() == Event.NEED_INPUT) {
            pushed += reader.push(both, pushed, Math.min(500, both.length - pushed));
          }
        } catch (final MalformedException e) {
          error = e;
        }
      }
      assertEquals("COL-18", error.clause());
      assertThrows(IllegalStateException.class, reader::next);
      assertTrue(reader.drain());
      while (reader.next() != Event.END) {
        pushed += reader.push(both, pushed, Math.min(500, both.length - pushed));
      }
      reader.nextStream();
      assertEquals(both.length, read(reader, both, pushed, 500, batches));
    }
    assertEquals(4, batches.size());
  }
}
