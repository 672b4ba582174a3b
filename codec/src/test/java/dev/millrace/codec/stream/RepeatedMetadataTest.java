package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.codec.Dump;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Metadata that were verified before, and batches at the same place, are recognised, and nothing
 * else is taken for them.
 */
class RepeatedMetadataTest {
  private static final Schema SCHEMA = Schema.of(Field.required("n", new ArrowType.Int(64, true)));

  /** A batch of {@code shape + 1} rows with all metadata as long as that of any other. */
  private static byte[] stream(final int[] shapes) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined();
        StreamWriter writer = new StreamWriter(SCHEMA, WriteOptions.DEFAULT)) {
      final BatchBuilder builder = new BatchBuilder(SCHEMA, BuilderMemory.offHeap(arena));
      for (int i = 0; i < shapes.length; i++) {
        builder.reset();
        for (int row = 0; row <= shapes[i]; row++) {
          builder.column(0, Int64Builder.class).append(1000L * i + row);
        }
        bytes.writeBytes(
            writer.batch(builder, Metadata.of("shape", "" + (10 + shapes[i]))).toByteArray());
      }
      bytes.writeBytes(writer.end().toByteArray());
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9})
  void everyBatchHasItsOwnMetadataWhateverCameBefore(final int different) {
    final Random random = new Random(different);
    final int[] shapes =
        IntStream.range(0, 400)
            .map(i -> i < 200 ? i % different : random.nextInt(different))
            .toArray();
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, stream(shapes));
      assertEquals(Event.SCHEMA, decoder.decode(memory, 0, memory.byteSize()));
      long at = decoder.consumed();
      for (int i = 0; i < shapes.length; i++) {
        assertEquals(Event.BATCH, decoder.decode(memory, at, memory.byteSize() - at));
        at += decoder.consumed();
        assertEquals(shapes[i] + 1, decoder.batch().rowCount());
        assertEquals("" + (10 + shapes[i]), decoder.batch().metadata().get("shape"));
        final Int64Column n = (Int64Column) decoder.batch().column(0);
        assertEquals(1000L * i + shapes[i], n.get(shapes[i]));
      }
    }
  }

  static List<Corpus.Case> cases() {
    return Corpus.cases();
  }

  /** Batches of few lengths, filled from seeds, each with the dictionaries it needs before it. */
  private static List<byte[]> batches(
      final Schema schema, final Compression compression, final Random random) {
    final List<byte[]> messages = new ArrayList<>();
    try (Arena arena = Arena.ofConfined();
        StreamWriter writer =
            new StreamWriter(schema, WriteOptions.DEFAULT.withCompression(compression, 0))) {
      final BatchBuilder builder = new BatchBuilder(schema, BuilderMemory.offHeap(arena));
      for (int i = 0; i < 60; i++) {
        builder.reset();
        Corpus.fill(builder, random.nextInt(4), 3 + random.nextInt(2) * 60, 0);
        messages.add(writer.batch(builder, Metadata.of("k", "v")).toByteArray());
      }
    }
    return messages;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyBatchHasItsOwnValuesWhateverLayInItsPlace(final Corpus.Case type) {
    for (final Compression compression : Compression.values()) {
      final Random random = new Random(type.name().hashCode());
      final List<byte[]> messages = batches(type.schema(), compression, random);
      try (Arena arena = Arena.ofConfined();
          StreamDecoder elsewhere = new StreamDecoder(DecodeOptions.of(Validation.FULL));
          StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL));
          StreamDecoder wary = StreamDecoder.ofChangingMemory(DecodeOptions.of(Validation.FULL))) {
        final List<MemorySegment> memories =
            List.of(arena.allocate(1 << 20, 64), arena.allocate(1 << 20, 64));
        Object grown = null;
        Object grownElsewhere = null;
        for (final byte[] message : messages) {
          final String expected =
              decoded(elsewhere, arena.allocate(message.length + 64, 64), 0, message);
          final MemorySegment memory = memories.get(random.nextInt(6) == 0 ? 1 : 0);
          final long at = random.nextInt(6) == 0 ? 64 : 0;
          assertEquals(expected, decoded(decoder, memory, at, message));
          assertEquals(expected, decoded(wary, memory, at, message));
          assertEquals(lineage(elsewhere) == grownElsewhere, lineage(decoder) == grown);
          grownElsewhere = lineage(elsewhere);
          grown = lineage(decoder);
        }
      }
    }
  }

  private static Object lineage(final StreamDecoder decoder) {
    final RecordBatch batch = decoder.batch();
    return batch.columnCount() > 0 && batch.column(0) instanceof DictionaryColumn column
        ? column.lineage()
        : null;
  }

  /** Shows every message at the same place, and no more than is asked for. */
  private static String decoded(
      final StreamDecoder decoder, final MemorySegment memory, final long at, final byte[] bytes) {
    int done = 0;
    for (Event event = Event.NEED_INPUT; event != Event.BATCH; ) {
      final int length = (int) decoder.needed();
      MemorySegment.copy(bytes, done, memory, ValueLayout.JAVA_BYTE, at, length);
      event = decoder.decode(memory, at, length);
      done += (int) decoder.consumed();
    }
    assertEquals(bytes.length, done);
    return Dump.of(0, decoder.batch()) + decoder.batch().metadata();
  }

  @Test
  void aBatchThatTookTheMetadataOfAnotherHasItsOwnWhenItComesAgain() {
    final byte[] bytes = stream(new int[] {2, 3});
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL));
        StreamDecoder other = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      decoder.decode(memory, 0, bytes.length);
      other.decode(memory, 0, bytes.length);
      final long first = decoder.consumed();
      other.decode(memory, first, bytes.length - first);
      final long second = first + other.consumed();
      other.decode(memory, second, bytes.length - second);
      for (int i = 0; i < 3; i++) {
        decoder.decode(memory, first, bytes.length - first);
        assertEquals("12", decoder.batch().metadata().get("shape"));
        decoder.batch().adoptMetadata(other.batch());
        assertEquals("13", decoder.batch().metadata().get("shape"));
      }
    }
  }

  /** Nothing of it shows, and what comes after it in its place is seen. */
  @Test
  void aRefusedBodyLeavesNothingBehind() {
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final Schema texts = Schema.of(Field.required("t", new ArrowType.Utf8()));
      final BatchBuilder builder = new BatchBuilder(texts, BuilderMemory.offHeap(arena));
      builder.column(0, VarBinaryBuilder.class).append("xyz");
      final byte[] message;
      try (StreamWriter writer = new StreamWriter(texts, WriteOptions.DEFAULT)) {
        writer.batch(builder, Metadata.EMPTY);
        message = writer.batch(builder, Metadata.EMPTY).toByteArray();
      }
      final byte[] bad = message.clone();
      bad[bad.length - 64] = (byte) 0xff;
      final MemorySegment memory = arena.allocate(message.length, 64);
      decoder.reset(texts);
      final String good = decoded(decoder, memory, 0, message);
      for (int i = 0; i < 5; i++) {
        final MalformedException refusal =
            assertThrows(MalformedException.class, () -> decoded(decoder, memory, 0, bad));
        assertEquals("COL-18", refusal.clause());
        assertEquals(0, decoder.batch().rowCount());
        decoder.reset(texts);
        assertEquals(good, decoded(decoder, memory, 0, message));
        assertEquals(good, decoded(decoder, memory, 0, message));
      }
    }
  }

  @Test
  void whatWasRefusedIsRefusedAgain() {
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, stream(new int[] {0}));
      decoder.decode(memory, 0, memory.byteSize());
      final long batch = decoder.consumed();
      // The vtable of the message is where its root table says.
      final long metadata = batch + 8;
      final long table = metadata + memory.get(ValueLayout.JAVA_INT_UNALIGNED, metadata);
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, table, Integer.MIN_VALUE);
      for (int i = 0; i < 10; i++) {
        final MalformedException refusal =
            assertThrows(
                MalformedException.class,
                () -> decoder.decode(memory, batch, memory.byteSize() - batch));
        assertEquals("META-3", refusal.clause());
        decoder.reset(SCHEMA);
      }
    }
  }
}
