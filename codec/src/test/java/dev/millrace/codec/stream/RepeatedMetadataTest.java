package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.column.Int64Column;
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
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata that were verified before are recognised, and nothing else is taken for them. */
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
