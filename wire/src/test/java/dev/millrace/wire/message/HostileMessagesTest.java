package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every single-byte change and every cut of a corpus of messages. The memory is exactly as long as
 * the message, so a read outside of it is an error that is no {@link MalformedException} and fails.
 */
class HostileMessagesTest {
  /** Messages up to this length are tried with all values of each byte. */
  private static final int SMALL = 400;

  private static final int[] FEW = {1, 2, 4, 8, 16, 32, 64, 128, 255};
  private static final int[] ALL = IntStream.rangeClosed(1, 255).toArray();

  /** What a message may cost: the exception, plus so many bytes for each of its own. */
  private static final long FIXED_ALLOCATION = 32 << 10;

  private static final long ALLOCATION_FACTOR = 64;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static final List<String> STREAMS = Recorded.STREAMS;

  private final MessageFlyweight message = new MessageFlyweight();
  private final FooterFlyweight footer = new FooterFlyweight(Limits.DEFAULT);

  /** One decode of the given bytes, which must end in a value or in a typed error. */
  private interface Decode {
    void run(MemorySegment bytes);
  }

  private void decodeMessage(final MemorySegment bytes) {
    message.wrap(bytes, 0, bytes.byteSize());
    walk(message);
  }

  private void decodeFile(final MemorySegment bytes) {
    footer.wrap(bytes, 0, bytes.byteSize());
    walk(footer.customMetadata());
  }

  /** Touches all that a message offers. */
  private static void walk(final MessageFlyweight message) {
    walk(message.customMetadata());
    switch (message.headerType()) {
      case MessageFlyweight.SCHEMA -> SchemaDecoder.decode(message);
      case MessageFlyweight.RECORD_BATCH -> walk(message.recordBatch(), message.bodyLength());
      default -> walk(message.dictionaryBatch().data(), message.bodyLength());
    }
  }

  private static void walk(final RecordBatchFlyweight batch, final long bodyLength) {
    assertTrue(batch.rowCount() >= 0);
    for (int i = 0; i < batch.nodeCount(); i++) {
      assertTrue(0 <= batch.nodeNullCount(i) && batch.nodeNullCount(i) <= batch.nodeLength(i));
    }
    for (int i = 0; i < batch.bufferCount(); i++) {
      final long end = Math.addExact(batch.bufferOffset(i), batch.bufferLength(i));
      assertTrue(batch.bufferOffset(i) >= 0 && batch.bufferLength(i) >= 0 && end <= bodyLength);
    }
  }

  private static void walk(final CustomMetadataFlyweight metadata) {
    metadata.copy();
    metadata.indexOf(new byte[] {'k', 'e', 'y'});
  }

  private static void attempt(
      final Decode decode, final MemorySegment bytes, final String what, final long seen) {
    final long most = FIXED_ALLOCATION + ALLOCATION_FACTOR * bytes.byteSize();
    // The first error of a kind also pays for what the JVM links then, so a second try may decide.
    final long allocated = allocatedBy(decode, bytes, what, seen);
    if (allocated > most) {
      final long again = allocatedBy(decode, bytes, what, seen);
      assertTrue(again <= most, () -> what + " allocated " + again + " bytes");
    }
  }

  private static long allocatedBy(
      final Decode decode, final MemorySegment bytes, final String what, final long seen) {
    final long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      decode.run(bytes);
    } catch (final MalformedException e) {
      assertTrue(e.offset() >= 0 && e.offset() <= seen, () -> what + ": " + e.getMessage());
    } catch (final RuntimeException e) {
      throw new AssertionError(what, e);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Flips and cuts one message. */
  private void torment(
      final Decode decode, final byte[] original, final int prefix, final int[] changes) {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment bytes = arena.allocate(original.length);
      MemorySegment.copy(original, 0, bytes, ValueLayout.JAVA_BYTE, 0, original.length);
      decode.run(bytes);
      for (int at = 0; at < original.length; at++) {
        for (final int change : changes) {
          bytes.set(ValueLayout.JAVA_BYTE, at, (byte) (original[at] ^ change));
          attempt(decode, bytes, "byte " + at + " ^ " + change, original.length + prefix);
        }
        bytes.set(ValueLayout.JAVA_BYTE, at, original[at]);
      }
    }
    for (int length = 0; length < original.length; length++) {
      try (Arena arena = Arena.ofConfined()) {
        final MemorySegment bytes = arena.allocate(length);
        MemorySegment.copy(original, 0, bytes, ValueLayout.JAVA_BYTE, 0, length);
        attempt(decode, bytes, "cut at " + length, original.length + prefix);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("STREAMS")
  void recordedMessages(final String name) {
    for (final byte[] metadata : Recorded.metadata(name)) {
      torment(this::decodeMessage, metadata, 8, metadata.length <= SMALL ? ALL : FEW);
    }
  }

  @Test
  void theFooterOfARecordedFile() {
    torment(this::decodeFile, Recorded.bytes("file.arrow"), 0, FEW);
  }

  static List<Schema> schemas() {
    final List<Schema> small = new ArrayList<>();
    for (final Schema schema : SchemaCorpus.schemas()) {
      if (SchemaEncoder.encode(schema).length <= SMALL) {
        small.add(schema);
      }
    }
    return small;
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void schemasOfOtherWriters(final Schema schema) {
    torment(this::decodeMessage, new OracleWriter(schema.hashCode()).schemaMessage(schema), 8, FEW);
  }

  @Test
  void batchesOfOtherWriters() {
    for (int seed = 0; seed < 40; seed++) {
      torment(
          this::decodeMessage, BatchNumbers.random(new Random(seed)).writtenByOracle(seed), 8, FEW);
    }
  }

  @Test
  void randomBytes() {
    final Random random = new Random(1);
    final byte[] bytes = new byte[64];
    final MemorySegment memory = Memory.ofLength(bytes.length);
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(bytes);
      bytes[0] = (byte) (random.nextInt(8) * 4);
      bytes[1] = 0;
      bytes[2] = 0;
      bytes[3] = 0;
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
      attempt(this::decodeMessage, memory, "random " + i, 72);
    }
  }

  @Test
  void afterAnErrorNothingIsThere() {
    final byte[] good = Recorded.metadata("envelope.arrows").get(1);
    message.wrap(Memory.of(good), 0, good.length);
    final byte[] bad = good.clone();
    bad[0] = 1;
    assertThrows(MalformedException.class, () -> message.wrap(Memory.of(bad), 0, bad.length));
    assertThrows(IllegalStateException.class, message::headerType);
    assertThrows(IllegalStateException.class, message::recordBatch);
    assertThrows(IllegalStateException.class, message::customMetadata);
  }
}
