package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.MalformedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Messages in memory that a peer can still write, as in a shared segment. */
class ChangingMemoryTest {
  @Test
  void numbersStayWhatWasChecked() {
    for (int seed = 0; seed < 50; seed++) {
      assertKept(BatchNumbers.random(new Random(seed)));
    }
  }

  private static void assertKept(final BatchNumbers numbers) {
    final BatchMetadataTemplate template = numbers.template(8);
    final MemorySegment memory = Memory.ofLength((int) template.maxLength(numbers.custom()));
    final long length = template.encode(memory, 0, numbers.custom());
    final MessageFlyweight message = new MessageFlyweight().wrap(memory, 8, length - 8);
    final CustomMetadataFlyweight custom = message.customMetadata();
    final long[] lengths = new long[custom.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = custom.valueLength(i);
    }

    memory.fill((byte) 0xFF);

    assertEquals(numbers.bodyLength(), message.bodyLength());
    final RecordBatchFlyweight batch =
        numbers.dictionary() == null ? message.recordBatch() : message.dictionaryBatch().data();
    assertEquals(numbers.rows(), batch.rowCount());
    for (int i = 0; i < batch.nodeCount(); i++) {
      assertEquals(numbers.nodes().get(i)[0], batch.nodeLength(i));
      assertEquals(numbers.nodes().get(i)[1], batch.nodeNullCount(i));
    }
    for (int i = 0; i < batch.bufferCount(); i++) {
      assertEquals(numbers.buffers().get(i)[0], batch.bufferOffset(i));
      assertEquals(numbers.buffers().get(i)[1], batch.bufferLength(i));
    }
    for (int i = 0; i < lengths.length; i++) {
      assertEquals(lengths[i], custom.valueBytes(i).length);
    }
  }

  @Test
  void whatIsReadDuringAWriteIsStillChecked() throws InterruptedException {
    final int rounds = 20_000;
    final byte[] batch = Recorded.metadata("envelope.arrows").get(1);
    final byte[] schema = Recorded.metadata("envelope.arrows").get(0);
    try (Arena arena = Arena.ofShared()) {
      final MemorySegment memory = arena.allocate(Math.max(batch.length, schema.length));
      final AtomicBoolean stop = new AtomicBoolean();
      final Thread peer = new Thread(() -> scribble(memory, batch, schema, stop));
      peer.start();
      try {
        final MessageFlyweight message = new MessageFlyweight();
        int read = 0;
        for (int i = 0; i < rounds; i++) {
          if (reads(message, memory)) {
            read++;
          }
        }
        assertTrue(read > 0, "nothing was ever read");
      } finally {
        stop.set(true);
        peer.join();
      }
    }
  }

  /** Writes either message and spoils bytes of it, over and over. */
  private static void scribble(
      final MemorySegment memory, final byte[] one, final byte[] other, final AtomicBoolean stop) {
    final Random random = new Random(1);
    while (!stop.get()) {
      final byte[] next = random.nextBoolean() ? one : other;
      MemorySegment.copy(next, 0, memory, ValueLayout.JAVA_BYTE, 0, next.length);
      for (int n = random.nextInt(4); n > 0; n--) {
        memory.set(
            ValueLayout.JAVA_BYTE, random.nextLong(memory.byteSize()), (byte) random.nextInt());
      }
    }
  }

  /** Any error but the typed one, or a buffer outside of the body, fails the test. */
  private static boolean reads(final MessageFlyweight message, final MemorySegment memory) {
    try {
      message.wrap(memory, 0, memory.byteSize());
    } catch (final MalformedException e) {
      return false;
    }
    message.customMetadata().copy();
    if (message.headerType() == MessageFlyweight.RECORD_BATCH) {
      final RecordBatchFlyweight batch = message.recordBatch();
      for (int i = 0; i < batch.bufferCount(); i++) {
        assertTrue(batch.bufferOffset(i) >= 0 && batch.bufferLength(i) >= 0);
        assertTrue(batch.bufferOffset(i) <= message.bodyLength() - batch.bufferLength(i));
      }
    }
    return true;
  }
}
