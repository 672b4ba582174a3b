package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Reading and writing the metadata of batches of one shape leaves no garbage. */
class AllocationTest {
  private static final int ROUNDS = 20_000;
  private static final byte[] METHOD = "vgi_rpc.method".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ADD = "add".getBytes(StandardCharsets.UTF_8);
  private static final Metadata CUSTOM =
      Metadata.of(
          "vgi_rpc.method", "add", "vgi_rpc.request_id", "0123456789abcdef", "\u00fc", "\u6c34");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void encodingAndWrappingAllocateNothing() {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = arena.allocate(4096, 64);
      final BatchMetadataTemplate record = BatchMetadataTemplate.recordBatch(3, 7, 1, 1, 64);
      final BatchMetadataTemplate dictionary =
          BatchMetadataTemplate.dictionaryBatch(5, 1, 3, 0, RecordBatchFlyweight.NONE, 8);
      final MessageFlyweight message = new MessageFlyweight();
      for (int i = 0; i < 5; i++) {
        // Lets the JIT settle; what it compiles is not counted as this thread's.
        rounds(record, dictionary, message, memory);
      }
      final long before = threads.getCurrentThreadAllocatedBytes();
      final long seen = rounds(record, dictionary, message, memory);
      final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertEquals(ROUNDS * (ROUNDS - 1L) / 2, seen);
      // Less than a byte a round: what remains is the measurement.
      assertTrue(allocated < ROUNDS, () -> allocated + " bytes in " + ROUNDS + " rounds");
    }
  }

  private static long rounds(
      final BatchMetadataTemplate record,
      final BatchMetadataTemplate dictionary,
      final MessageFlyweight message,
      final MemorySegment memory) {
    long rows = 0;
    for (int i = 0; i < ROUNDS; i++) {
      record.setRowCount(i);
      record.setBodyLength(64L * i);
      for (int n = 0; n < 3; n++) {
        record.setNode(n, i, 0);
      }
      for (int n = 0; n < 7; n++) {
        record.setBuffer(n, 8L * i, i);
      }
      final long length = record.encode(memory, 0, (i & 1) == 0 ? CUSTOM : Metadata.EMPTY);
      message.wrap(memory, 8, length - 8);
      final RecordBatchFlyweight batch = message.recordBatch();
      final CustomMetadataFlyweight custom = message.customMetadata();
      final int method = custom.indexOf(METHOD);
      if ((method >= 0) == ((i & 1) == 0) && (method < 0 || custom.valueEquals(method, ADD))) {
        rows += Math.min(batch.rowCount(), batch.nodeLength(2));
      }
      dictionary.setRowCount(i);
      dictionary.setDelta((i & 1) == 0);
      final long dictionaryLength = dictionary.encode(memory, 2048, Metadata.EMPTY);
      message.wrap(memory, 2048 + 8, dictionaryLength - 8);
      if (message.dictionaryBatch().id() != 5) {
        rows--;
      }
    }
    return rows;
  }
}
