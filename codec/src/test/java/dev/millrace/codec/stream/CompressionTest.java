package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.Limits;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compressed, and what is better left alone. */
final class CompressionTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("repetitive", new ArrowType.Int(64, true)),
          Field.nullable("random", new ArrowType.Int(64, true)),
          Field.nullable("tiny", new ArrowType.Int(64, true)),
          Field.nullable("nulls", new ArrowType.Int(64, true)));

  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void close() {
    arena.close();
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void buffersAreCompressedWhereThatPays(final Compression compression) {
    final BatchBuilder batch = new BatchBuilder(SCHEMA, BuilderMemory.offHeap(arena));
    final Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      batch.column(0, Int64Builder.class).append((long) (i % 10));
      batch.column(1, Int64Builder.class).append(random.nextLong());
      batch.column(2, Int64Builder.class).append(7L);
      batch.column(3, Int64Builder.class).appendNull();
    }
    final StreamWriter writer =
        new StreamWriter(SCHEMA, WriteOptions.DEFAULT.withCompression(compression, 0));
    final Gather schema = new Gather(arena);
    writer.start(schema);
    // twice into one gather: the first message must survive the growth caused by the second
    final Gather out = new Gather(arena);
    writer.batch(batch, Metadata.EMPTY, out);
    final long once = out.totalLength();
    writer.batch(batch, Metadata.of("k", "v"), out);
    final MemorySegment bytes = arena.allocate(schema.totalLength() + out.totalLength(), 64);
    schema.copyTo(bytes, 0);
    out.copyTo(bytes, schema.totalLength());

    final MessageFlyweight message = new MessageFlyweight(Limits.DEFAULT);
    final long at = schema.totalLength();
    final int length = bytes.get(ValueLayout.JAVA_INT_UNALIGNED, at + 4);
    message.wrap(bytes, at + 8, length);
    final RecordBatchFlyweight header = message.recordBatch();
    final long body = at + 8 + length;
    assertEquals(once, 8 + length + message.bodyLength());
    assertEquals(
        compression == Compression.ZSTD
            ? RecordBatchFlyweight.ZSTD
            : RecordBatchFlyweight.LZ4_FRAME,
        header.compression());
    // no validity, so empty and without a length in front
    assertEquals(0, header.bufferLength(0));
    // repetitive: the uncompressed length, then a short frame
    assertEquals(80_000, bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, body + header.bufferOffset(1)));
    assertTrue(header.bufferLength(1) < 8_000, "" + header.bufferLength(1));
    // random: -1, then the data as it is
    final long raw = body + header.bufferOffset(3);
    assertEquals(-1, bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, raw));
    assertEquals(80_008, header.bufferLength(3));
    assertEquals(
        -1,
        MemorySegment.mismatch(
            bytes,
            raw + 8,
            raw + 80_008,
            batch.bufferSegment(3),
            batch.bufferOffset(3),
            batch.bufferOffset(3) + 80_000));

    try (StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      long from = 0;
      assertEquals(Event.SCHEMA, decoder.decode(bytes, from, bytes.byteSize()));
      from += decoder.consumed();
      for (int i = 0; i < 2; i++) {
        assertEquals(Event.BATCH, decoder.decode(bytes, from, bytes.byteSize() - from));
        from += decoder.consumed();
        assertEquals(
            Values.of(dev.millrace.codec.RecordBatch.of(batch)), Values.of(decoder.batch()));
      }
    }
  }

  @Test
  void levelsAreBounded() {
    assertThrows(
        IllegalArgumentException.class,
        () -> WriteOptions.DEFAULT.withCompression(Compression.ZSTD, 10));
    assertThrows(
        IllegalArgumentException.class,
        () -> WriteOptions.DEFAULT.withCompression(Compression.ZSTD, -1));
    assertThrows(
        IllegalArgumentException.class, () -> WriteOptions.DEFAULT.withMetadataAlignment(16));
  }
}
