package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Metadata of batches, ours against the code that Arrow generated, in both directions. */
class BatchMetadataTest {
  private static final int CASES = 3000;
  private static final int MARGIN = 64;

  private final MessageFlyweight message = new MessageFlyweight();

  @Test
  void bothReadWhatTheTemplateEncodes() {
    for (int seed = 0; seed < CASES; seed++) {
      final Random random = new Random(seed);
      final BatchNumbers numbers = BatchNumbers.random(random);
      final int alignment = random.nextBoolean() ? 8 : 64;
      final BatchMetadataTemplate template = numbers.template(alignment);
      final byte[] dirty = new byte[(int) template.maxLength(numbers.custom()) + 2 * MARGIN];
      Arrays.fill(dirty, (byte) 0xA5);
      final MemorySegment memory = Memory.of(dirty);

      final long length = template.encode(memory, MARGIN, numbers.custom());
      final byte[] written = memory.toArray(ValueLayout.JAVA_BYTE);

      assertEquals(dirty.length - 2 * MARGIN, length);
      assertEquals(0, length % alignment);
      for (int i = 0; i < MARGIN; i++) {
        assertEquals((byte) 0xA5, written[i]);
        assertEquals((byte) 0xA5, written[written.length - 1 - i]);
      }
      final byte[] framed = Arrays.copyOfRange(written, MARGIN, MARGIN + (int) length);
      numbers.assertReadByOracle(SchemaCodingTest.metadata(framed));
      numbers.assertReadByUs(message.wrap(memory, MARGIN + 8, length - 8));
    }
  }

  @Test
  void weReadWhatTheOracleWrites() {
    for (int seed = 0; seed < CASES; seed++) {
      final BatchNumbers numbers = BatchNumbers.random(new Random(seed));
      final byte[] metadata = numbers.writtenByOracle(seed);
      numbers.assertReadByUs(message.wrap(Memory.of(metadata), 0, metadata.length));
    }
  }

  /** What is kept of custom metadata that repeats must not show in what it writes. */
  @Test
  void customMetadataThatRepeatsIsEncodedAlike() {
    final Random random = new Random(11);
    final BatchMetadataTemplate template =
        BatchMetadataTemplate.recordBatch(1, 2, 0, RecordBatchFlyweight.NONE, 8);
    final Metadata[] customs = {
      Metadata.EMPTY,
      Metadata.of("key", "value"),
      Metadata.of("key", "other"),
      Metadata.of("key", "third"),
      Metadata.of("key", "fourth"),
      Metadata.of("key", "value", "λ", "x".repeat(300)),
      Metadata.of("long", "y".repeat(5000))
    };
    final MemorySegment memory = Memory.ofLength(1 << 14);
    int at = 0;
    for (int i = 0; i < 500; i++) {
      at = random.nextInt(3) == 0 ? random.nextInt(customs.length) : at;
      final BatchMetadataTemplate fresh =
          BatchMetadataTemplate.recordBatch(1, 2, 0, RecordBatchFlyweight.NONE, 8);
      fresh.setRowCount(i);
      template.setRowCount(i);
      memory.fill((byte) 0xA5);
      assertEquals(fresh.maxLength(customs[at]), template.maxLength(customs[at]));
      final byte[] expected = encoded(fresh, memory, customs[at]);
      memory.fill((byte) 0x5A);
      assertArrayEquals(expected, encoded(template, memory, customs[at]));
    }
  }

  /** What is kept of a message that repeats must not show when any one number of it changes. */
  @Test
  void messagesThatRepeatAreEncodedAlike() {
    final Random random = new Random(12);
    final Metadata[] customs = {
      Metadata.EMPTY, Metadata.of("key", "value"), Metadata.of("long", "y".repeat(5000))
    };
    final long[] numbers = new long[8];
    int custom = 0;
    final BatchMetadataTemplate template =
        BatchMetadataTemplate.dictionaryBatch(7, 1, 2, 1, RecordBatchFlyweight.NONE, 8);
    final MemorySegment memory = Memory.ofLength(1 << 14);
    for (int i = 0; i < 2000; i++) {
      final int change = random.nextInt(20);
      if (change < numbers.length) {
        numbers[change] = random.nextInt(3);
      } else if (change == numbers.length) {
        custom = random.nextInt(customs.length);
      }
      final BatchMetadataTemplate fresh =
          BatchMetadataTemplate.dictionaryBatch(7, 1, 2, 1, RecordBatchFlyweight.NONE, 8);
      set(fresh, numbers);
      set(template, numbers);
      memory.fill((byte) 0xA5);
      assertEquals(fresh.maxLength(customs[custom]), template.maxLength(customs[custom]));
      final byte[] expected = encoded(fresh, memory, customs[custom]);
      memory.fill((byte) 0x5A);
      assertArrayEquals(expected, encoded(template, memory, customs[custom]));
    }
  }

  private static void set(final BatchMetadataTemplate template, final long[] numbers) {
    template.setRowCount(numbers[0]);
    template.setNode(0, numbers[1], numbers[2]);
    template.setBuffer(1, numbers[3], numbers[4]);
    template.setVariadic(0, numbers[5]);
    template.setBodyLength(numbers[6]);
    template.setDelta(numbers[7] > 0);
  }

  private static byte[] encoded(
      final BatchMetadataTemplate template, final MemorySegment memory, final Metadata custom) {
    final long length = template.encode(memory, 0, custom);
    return memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void aTemplateIsPatchedFromBatchToBatch() {
    final BatchMetadataTemplate template =
        BatchMetadataTemplate.recordBatch(1, 2, 0, RecordBatchFlyweight.NONE, 8);
    final MemorySegment memory = Memory.ofLength(1024);
    final Metadata custom = Metadata.of("key", "value");
    for (int i = 0; i < 3; i++) {
      template.setRowCount(i);
      template.setNode(0, i, 0);
      template.setBuffer(1, 64L * i, i);
      template.setBodyLength(1000);
      // With and without custom metadata by turns: what is left of the last turn must not show.
      final long length = template.encode(memory, 0, i == 1 ? Metadata.EMPTY : custom);
      message.wrap(memory, 8, length - 8);
      assertEquals(i, message.recordBatch().rowCount());
      assertEquals(i, message.recordBatch().nodeLength(0));
      assertEquals(64L * i, message.recordBatch().bufferOffset(1));
      assertEquals(i == 1 ? Metadata.EMPTY : custom, message.customMetadata().copy());
    }
  }

  @Test
  void keysAreWrittenAsTheJdkEncodesThem() {
    final String[] keys = {
      "",
      "plain",
      "\u007f\u0080\u07ff\u0800\uffff",
      "\ud83c\udf0a",
      "\ud83c",
      "a\udf0ab",
      "\ud83c\ud83c\udf0a"
    };
    final BatchMetadataTemplate template =
        BatchMetadataTemplate.recordBatch(0, 0, 0, RecordBatchFlyweight.NONE, 8);
    for (final String key : keys) {
      final Metadata custom = Metadata.builder().put(key, key).build();
      final MemorySegment memory = Memory.ofLength(512);
      final long length = template.encode(memory, 0, custom);
      final byte[] expected = key.getBytes(StandardCharsets.UTF_8);
      final CustomMetadataFlyweight read = message.wrap(memory, 8, length - 8).customMetadata();
      assertEquals(0, read.indexOf(expected), key);
      assertArrayEquals(expected, read.valueBytes(0));
    }
  }

  @Test
  void customMetadataIsFoundInPlace() {
    final byte[] raw = {(byte) 0xFF, 0, (byte) 0xC3};
    final Metadata custom =
        Metadata.builder()
            .put("vgi_rpc.method", "add")
            .put("vgi_rpc.methoe", "other")
            .put("raw", raw)
            .put("raw", "second")
            .put("", "")
            .build();
    final MemorySegment memory = Memory.ofLength(1024);
    final long length =
        BatchMetadataTemplate.recordBatch(0, 0, 0, RecordBatchFlyweight.NONE, 8)
            .encode(memory, 0, custom);
    final CustomMetadataFlyweight read = message.wrap(memory, 8, length - 8).customMetadata();

    assertEquals(5, read.size());
    assertEquals(0, read.indexOf("vgi_rpc.method".getBytes(StandardCharsets.UTF_8)));
    assertEquals(1, read.indexOf("vgi_rpc.methoe".getBytes(StandardCharsets.UTF_8)));
    assertEquals(2, read.indexOf("raw".getBytes(StandardCharsets.UTF_8)));
    assertEquals(4, read.indexOf(new byte[0]));
    assertEquals(-1, read.indexOf("vgi_rpc.metho".getBytes(StandardCharsets.UTF_8)));
    assertEquals(-1, read.indexOf("gi_rpc.method".getBytes(StandardCharsets.UTF_8)));
    assertTrue(read.valueEquals(0, "add".getBytes(StandardCharsets.UTF_8)));
    assertFalse(read.valueEquals(0, "ade".getBytes(StandardCharsets.UTF_8)));
    assertFalse(read.valueEquals(0, "ad".getBytes(StandardCharsets.UTF_8)));
    assertArrayEquals(raw, read.valueBytes(2));
    assertEquals(3, read.valueLength(2));
    assertEquals(
        Memory.of(raw).mismatch(read.segment().asSlice(read.valueOffset(2), read.valueLength(2))),
        -1);
    assertEquals("vgi_rpc.methoe", read.keyText(1));
    assertEquals("second", read.valueText(3));
    assertEquals(0, read.valueLength(4));
    assertThrows(IndexOutOfBoundsException.class, () -> read.valueBytes(5));
  }

  @Test
  void aTooShortDestinationStaysUntouched() {
    final BatchMetadataTemplate template =
        BatchMetadataTemplate.recordBatch(2, 4, 0, RecordBatchFlyweight.ZSTD, 64);
    final Metadata custom = Metadata.of("key", "value");
    final byte[] tooShort = new byte[(int) template.maxLength(custom) - 1];
    final MemorySegment memory = Memory.of(tooShort);
    assertThrows(IndexOutOfBoundsException.class, () -> template.encode(memory, 0, custom));
    assertArrayEquals(tooShort, memory.toArray(ValueLayout.JAVA_BYTE));
    final MemorySegment heap = MemorySegment.ofArray(new byte[1024]);
    assertThrows(IllegalArgumentException.class, () -> template.encode(heap, 0, custom));
  }

  @Test
  void misuseOfATemplateIsRefused() {
    final BatchMetadataTemplate template =
        BatchMetadataTemplate.recordBatch(1, 1, 0, RecordBatchFlyweight.NONE, 8);
    assertThrows(IndexOutOfBoundsException.class, () -> template.setNode(1, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> template.setBuffer(-1, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> template.setVariadic(0, 0));
    assertThrows(IllegalStateException.class, () -> template.setDelta(true));
    assertThrows(
        IllegalArgumentException.class, () -> BatchMetadataTemplate.recordBatch(1, 1, 0, 2, 8));
    assertThrows(
        IllegalArgumentException.class, () -> BatchMetadataTemplate.recordBatch(1, 1, 0, 0, 16));
  }

  @Test
  void accessorsAskForTheRightKindOfMessage() {
    final MessageFlyweight nothing = new MessageFlyweight();
    assertThrows(IllegalStateException.class, nothing::headerType);
    assertThrows(IllegalStateException.class, nothing::customMetadata);
    final byte[] metadata = BatchNumbers.random(new Random(1)).writtenByOracle(1);
    message.wrap(Memory.of(metadata), 0, metadata.length);
    assertThrows(IllegalStateException.class, () -> SchemaDecoder.decode(message));
  }
}
