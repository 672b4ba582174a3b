package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.message.BatchMetadataTemplate;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decoding costs once it runs: no garbage; and that sizes are not limited to an int. */
class SteadyStateTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.required("n", new ArrowType.Int(64, true)),
          Field.nullable("d", new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE)),
          Field.nullable("s", new ArrowType.Utf8()));

  @TempDir Path folder;

  private static byte[] stream(final int batches, final int rows) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined();
        StreamWriter writer = new StreamWriter(SCHEMA, WriteOptions.DEFAULT)) {
      final BatchBuilder builder = new BatchBuilder(SCHEMA, BuilderMemory.offHeap(arena));
      for (int i = 0; i < batches; i++) {
        builder.reset();
        Corpus.fill(builder, i, rows, 0.1);
        bytes.writeBytes(writer.batch(builder, Metadata.of("key", "value " + i)).toByteArray());
      }
      bytes.writeBytes(writer.end().toByteArray());
    }
    return bytes.toByteArray();
  }

  @Test
  void wholeStreamsOfAKnownSchemaAreReadWithoutGarbage() {
    final byte[] bytes = stream(3, 50);
    final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Arena arena = Arena.ofConfined();
        StreamReader reader = StreamReader.connection(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment memory = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
      long allocated = 0;
      long batches = 0;
      final int rounds = 2000;
      for (int i = 0; i < 2 * rounds; i++) {
        final long before = threads.getCurrentThreadAllocatedBytes();
        batches += readAll(reader, memory);
        if (i >= rounds) {
          allocated += threads.getCurrentThreadAllocatedBytes() - before;
        }
      }
      assertEquals(6L * rounds, batches);
      // Before the compiler has seen it all, a few small objects are not yet optimised away.
      assertTrue(allocated / (3.0 * rounds) < 32, allocated / (3.0 * rounds) + " bytes a batch");
    }
  }

  private static int readAll(final StreamReader reader, final MemorySegment memory) {
    int batches = 0;
    long at = 0;
    for (Event event = reader.next(); event != Event.END; event = reader.next()) {
      if (event == Event.NEED_INPUT) {
        at += reader.push(memory, at, memory.byteSize() - at);
      } else if (event == Event.BATCH) {
        batches++;
      }
    }
    reader.nextStream();
    return batches;
  }

  @Test
  void equalSchemaMessagesGiveTheSameObjects() {
    final byte[] bytes = stream(1, 3);
    try (StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL));
        Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
      decoder.decode(memory, 0, bytes.length);
      final Schema schema = decoder.schema();
      final Object column = decoder.batch().column(2);
      decoder.reset();
      decoder.decode(memory, 0, bytes.length);
      assertSame(schema, decoder.schema());
      assertSame(column, decoder.batch().column(2));
    }
  }

  /** The body of a batch is made a hole of 3 GiB in a sparse file. */
  @Test
  void aBatchMayBeLargerThanTwoGibibytes() throws IOException {
    final Schema one = Schema.of(Field.required("n", new ArrowType.Int(64, true)));
    final long rows = (3L << 30) / 8;
    final Path path = folder.resolve("sparse");
    try (Arena arena = Arena.ofShared();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      final byte[] head = head(one, rows);
      file.write(head);
      file.setLength(head.length + rows * 8 + 8);
      final MemorySegment memory =
          file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, file.length(), arena);
      memory.set(ValueLayout.JAVA_LONG_UNALIGNED, head.length + (rows - 1) * 8, 42);
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, head.length + rows * 8, -1);
      assertEquals(Event.SCHEMA, decoder.decode(memory, 0, memory.byteSize()));
      long at = decoder.consumed();
      assertEquals(Event.BATCH, decoder.decode(memory, at, memory.byteSize() - at));
      at += decoder.consumed();
      assertEquals(rows, decoder.batch().rowCount());
      final var column = (Int64Column) decoder.batch().column(0);
      assertEquals(42, column.get(rows - 1));
      assertEquals(42, ((Int64Column) column.slice(rows - 2, 2)).get(1));
      assertEquals(Event.END, decoder.decode(memory, at, memory.byteSize() - at));
    }
  }

  /** Schema and batch metadata of one int64 column with that many rows. */
  private static byte[] head(final Schema schema, final long rows) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = arena.allocate(4096);
      long length = SchemaEncoder.encode(schema, memory, 0);
      final var template = BatchMetadataTemplate.recordBatch(1, 2, 0, RecordBatchFlyweight.NONE, 8);
      template.setRowCount(rows);
      template.setNode(0, rows, 0);
      template.setBuffer(0, 0, 0);
      template.setBuffer(1, 0, rows * 8);
      template.setBodyLength(rows * 8);
      length += template.encode(memory, length, Metadata.EMPTY);
      bytes.writeBytes(memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }
    return bytes.toByteArray();
  }
}
