package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams in memory that is written by somebody else after it was checked, and while it is checked:
 * a value, a typed error or an arithmetic one, never a read outside the memory, a crash, or an
 * allocation beyond what the stream could hold.
 */
@Timeout(120)
class ChangingMemoryTest {
  private static final int GUARD = 4096;
  private static final DecodeOptions FULL =
      new DecodeOptions(
          Validation.FULL,
          Limits.DEFAULT
              .withMaxBodyLength(1 << 24)
              .withMaxRows(1 << 16)
              .withMaxDecompressedLength(1 << 24));

  static Stream<HostileStreamTest.Small> streams() {
    return HostileStreamTest.streams().filter(s -> !s.name().equals("no_columns"));
  }

  /** A stream in the middle of a larger memory, at an odd address. */
  private static MemorySegment place(final byte[] bytes, final Arena arena, final int odd) {
    final MemorySegment memory = arena.allocate(bytes.length + 2L * GUARD, 64);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, GUARD + odd, bytes.length);
    return memory;
  }

  @ParameterizedTest
  @MethodSource("streams")
  void oddAddressesMakeNoDifference(final HostileStreamTest.Small stream) {
    try (Arena arena = Arena.ofConfined();
        StreamDecoder aligned = new StreamDecoder(FULL);
        StreamDecoder unaligned = StreamDecoder.ofChangingMemory(FULL)) {
      final List<List<Object>> expected = values(aligned, place(stream.bytes(), arena, 0), 0);
      for (int odd = 1; odd < 64; odd += 6) {
        unaligned.reset();
        assertEquals(expected, values(unaligned, place(stream.bytes(), arena, odd), odd));
      }
    }
  }

  private static List<List<Object>> values(
      final StreamDecoder decoder, final MemorySegment memory, final int odd) {
    return Values.of(decode(decoder, memory, GUARD + odd));
  }

  private static RecordBatch decode(
      final StreamDecoder decoder, final MemorySegment memory, final long from) {
    long at = from;
    Event event = Event.SCHEMA;
    while (event == Event.SCHEMA) {
      event = decoder.decode(memory, at, memory.byteSize() - at);
      at += decoder.consumed();
    }
    if (event != Event.BATCH) {
      throw new IllegalStateException("no batch");
    }
    return decoder.batch();
  }

  /** Every byte in turn, the metadata's too, is set to something else after the check. */
  @ParameterizedTest
  @MethodSource("streams")
  void bytesChangedAfterTheCheckAreNeverFollowedOutside(final HostileStreamTest.Small stream) {
    final byte[] bytes = stream.bytes();
    final Random random = new Random(bytes.length);
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = StreamDecoder.ofChangingMemory(FULL)) {
      final MemorySegment memory = place(bytes, arena, 3);
      for (int i = 0; i < bytes.length; i += 1 + i % 3) {
        decoder.reset();
        final RecordBatch batch = decode(decoder, memory, GUARD + 3);
        final long rows = batch.rowCount();
        for (int j = i; j < Math.min(bytes.length, i + 4); j++) {
          memory.set(ValueLayout.JAVA_BYTE, GUARD + 3 + j, (byte) random.nextInt());
        }
        assertEquals(rows, batch.rowCount());
        read(batch, stream.name() + " byte " + i);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, GUARD + 3, bytes.length);
      }
    }
  }

  private static void read(final RecordBatch batch, final String where) {
    try {
      Values.of(batch);
    } catch (final MalformedException | ArithmeticException e) {
      return; // found by an accessor
    } catch (final RuntimeException e) {
      fail(where, e);
    }
  }

  /** The other side writes all the time, in particular between check and use. */
  @Test
  void bytesThatChangeMeanwhileAreNeverFollowedOutside() throws InterruptedException {
    for (final Corpus.Case c : Corpus.cases()) {
      final byte[] bytes = HostileStreamTest.write(c);
      try (Arena arena = Arena.ofShared();
          StreamDecoder decoder = StreamDecoder.ofChangingMemory(FULL)) {
        final MemorySegment memory = place(bytes, arena, 1);
        final AtomicBoolean over = new AtomicBoolean();
        final Thread hostile = new Thread(() -> scribble(memory, bytes, over));
        hostile.start();
        for (int round = 0; round < 200; round++) {
          decoder.reset();
          try {
            read(decode(decoder, memory, GUARD + 1), c.name());
          } catch (final MalformedException e) {
            assertTrue(e.clause().matches("[A-Z]+-[0-9]+"), e.getMessage());
          } catch (final IllegalStateException e) {
            continue; // a length or the end mark changed: no batch was found
          }
        }
        over.set(true);
        hostile.join();
      }
    }
  }

  private static void scribble(
      final MemorySegment memory, final byte[] bytes, final AtomicBoolean over) {
    final Random random = new Random(5);
    while (!over.get()) {
      final int at = random.nextInt(bytes.length);
      memory.set(ValueLayout.JAVA_BYTE, GUARD + 1 + at, (byte) random.nextInt());
      for (int i = random.nextInt(200); i > 0; i--) {
        Thread.onSpinWait();
      }
      memory.set(ValueLayout.JAVA_BYTE, GUARD + 1 + at, bytes[at]);
    }
  }
}
