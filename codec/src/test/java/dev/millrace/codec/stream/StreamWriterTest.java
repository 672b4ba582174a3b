package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.LargeVarBinaryBuilder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.Limits;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of a stream, the states of a writer, and what goes out again. */
final class StreamWriterTest {
  private static final Schema INTS = Schema.of(Field.nullable("i", new ArrowType.Int(64, true)));

  private final Arena arena = Arena.ofConfined();
  private final BuilderMemory memory = BuilderMemory.offHeap(arena);

  @AfterEach
  void close() {
    arena.close();
  }

  static List<Corpus.Case> cases() {
    return Corpus.cases();
  }

  private MemorySegment bytes(final Gather gather) {
    final MemorySegment copy = arena.allocate(Math.max(1, gather.totalLength()), 64);
    assertEquals(gather.totalLength(), gather.copyTo(copy, 0));
    return copy.asSlice(0, gather.totalLength());
  }

  private BatchBuilder ints(final long... values) {
    final BatchBuilder batch = new BatchBuilder(INTS, memory);
    batch.column(0, Int64Builder.class).append(values);
    return batch;
  }

  private static Field dictionary(final long id) {
    return Field.nullable("d", new ArrowType.Utf8())
        .withDictionary(new DictionaryEncoding(id, new ArrowType.Int(16, true), false));
  }

  @Test
  void statesAreKept() {
    final StreamWriter writer = new StreamWriter(INTS, WriteOptions.DEFAULT);
    writer.start();
    assertThrows(IllegalStateException.class, writer::start);
    writer.batch(ints(1), Metadata.EMPTY);
    writer.end();
    assertThrows(IllegalStateException.class, writer::end);
    assertThrows(IllegalStateException.class, writer::start);
    assertThrows(IllegalStateException.class, () -> writer.batch(ints(1), Metadata.EMPTY));
    writer.reset();
    writer.end();
    writer.close();
    writer.close();
    assertThrows(IllegalStateException.class, writer::reset);
    assertThrows(IllegalStateException.class, writer::start);
    assertThrows(IllegalStateException.class, () -> writer.batch(ints(1), Metadata.EMPTY));
    assertThrows(IllegalStateException.class, writer::end);
  }

  @Test
  void anotherSchemaOrAnIncompleteBatchLeavesTheStreamUnchanged() {
    final StreamWriter writer = new StreamWriter(INTS, WriteOptions.DEFAULT);
    final Schema other = Schema.of(Field.required("i", new ArrowType.Int(64, true)));
    assertThrows(
        IllegalArgumentException.class,
        () -> writer.batch(new BatchBuilder(other, memory), Metadata.EMPTY));
    final BatchBuilder incomplete = ints(1, 2);
    incomplete.rowCount(3);
    assertThrows(IllegalStateException.class, () -> writer.batch(incomplete, Metadata.EMPTY));
    // still at the beginning: the schema goes out with the first good batch
    final StreamReading reading = new StreamReading(bytes(writer.batch(ints(7), Metadata.EMPTY)));
    assertEquals(INTS, reading.schema());
    assertEquals(List.of(List.of(7L)), reading.batch());
  }

  @Test
  void oneGatherTakesAWholeStream() {
    final Gather out = new Gather(arena);
    final StreamWriter writer = new StreamWriter(INTS, WriteOptions.DEFAULT);
    final BatchBuilder big = ints(new long[10_000]);
    writer.batch(ints(1, 2), Metadata.of("k", "v"), out);
    writer.batch(big, Metadata.EMPTY, out);
    writer.end(out);
    assertTrue(out.count() <= 3, "head, the large buffer, and the rest: " + out.count());
    final StreamReading reading = new StreamReading(bytes(out));
    reading.schema();
    assertEquals(List.of(List.of(1L, 2L)), reading.batch());
    assertEquals(Metadata.of("k", "v"), reading.metadata());
    assertEquals(10_000, reading.batch().get(0).size());
    reading.end();
    assertArrayEquals(bytes(out).toArray(ValueLayout.JAVA_BYTE), out.toByteArray());
    out.clear();
    assertEquals(0, out.totalLength());
  }

  @Test
  void aStreamWithoutBatchesIsSchemaAndEnd() {
    for (final Schema schema : List.of(INTS, Schema.EMPTY)) {
      final StreamReading reading =
          new StreamReading(bytes(new StreamWriter(schema, WriteOptions.DEFAULT).end()));
      assertEquals(schema, reading.schema());
      reading.end();
    }
  }

  @Test
  void rowsWithoutColumnsAreCounted() {
    final StreamWriter writer = new StreamWriter(Schema.EMPTY, WriteOptions.DEFAULT);
    final BatchBuilder batch = new BatchBuilder(Schema.EMPTY, memory).rowCount(5);
    final StreamReading reading = new StreamReading(bytes(writer.batch(batch, Metadata.EMPTY)));
    reading.schema();
    reading.batch();
    assertEquals(5, reading.rows());
    batch.reset();
    assertEquals(0, batch.rowCount());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bodiesAreAlignedAndPaddedWithZeros(final Corpus.Case c) {
    for (final int alignment : new int[] {8, 64}) {
      final BatchBuilder batch = new BatchBuilder(c.schema(), memory);
      // dirty memory first, so that padding has something to show
      Corpus.fill(batch, 3, 300, 0.5);
      batch.reset();
      Corpus.fill(batch, 4, 77, alignment == 8 ? 0 : 0.3);
      final StreamWriter writer =
          new StreamWriter(c.schema(), WriteOptions.DEFAULT.withMetadataAlignment(alignment));
      writer.start();
      final MemorySegment stream = bytes(writer.batch(batch, Metadata.of("key", "value")));
      long at = 0;
      final MessageFlyweight message = new MessageFlyweight(Limits.DEFAULT);
      while (at < stream.byteSize()) {
        final int length = stream.get(ValueLayout.JAVA_INT_UNALIGNED, at + 4);
        assertEquals(-1, stream.get(ValueLayout.JAVA_INT_UNALIGNED, at));
        assertEquals(0, (length + 8) % alignment);
        message.wrap(stream, at + 8, length);
        final boolean last = message.headerType() == MessageFlyweight.RECORD_BATCH;
        checkBody(
            stream,
            at + 8 + length,
            message.bodyLength(),
            last ? message.recordBatch() : message.dictionaryBatch().data());
        at += 8 + length + message.bodyLength();
      }
      assertEquals(stream.byteSize(), at);
    }
  }

  private static void checkBody(
      final MemorySegment stream,
      final long body,
      final long bodyLength,
      final RecordBatchFlyweight batch) {
    assertEquals(0, bodyLength % 64);
    long end = 0;
    for (int i = 0; i < batch.bufferCount(); i++) {
      assertEquals(0, batch.bufferOffset(i) % 64);
      for (long pad = end; pad < batch.bufferOffset(i); pad++) {
        assertEquals(0, stream.get(ValueLayout.JAVA_BYTE, body + pad), "padding");
      }
      end = Math.max(end, batch.bufferOffset(i) + batch.bufferLength(i));
    }
    for (long pad = end; pad < bodyLength; pad++) {
      assertEquals(0, stream.get(ValueLayout.JAVA_BYTE, body + pad), "padding");
    }
    assertTrue(bodyLength - end < 64);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void receivedBatchesGoOutAgain(final Corpus.Case c) {
    final BatchBuilder builder = new BatchBuilder(c.schema(), memory);
    final List<List<Object>> expected = Corpus.fill(builder, 8, 90, 0.2);
    final StreamWriter first = new StreamWriter(c.schema(), WriteOptions.DEFAULT);
    final MemorySegment received = bytes(first.batch(builder, Metadata.EMPTY));
    final StreamReading in = new StreamReading(received);
    in.schema();
    in.batch();
    final StreamWriter second = new StreamWriter(c.schema(), WriteOptions.DEFAULT);
    final MemorySegment sent = bytes(second.batch(in.view(), Metadata.EMPTY));
    assertArrayEquals(received.toArray(ValueLayout.JAVA_BYTE), sent.toArray(ValueLayout.JAVA_BYTE));
    assertNull(Values.difference(expected, Values.of(in.view())));
  }

  @Test
  void largeBuffersAreNotCopied() {
    final BatchBuilder batch = ints(new long[10_000]);
    final StreamWriter writer = new StreamWriter(INTS, WriteOptions.DEFAULT);
    final Gather out = writer.batch(batch, Metadata.EMPTY);
    boolean found = false;
    for (int i = 0; i < out.count(); i++) {
      found |= out.segment(i) == batch.bufferSegment(1) && out.length(i) == 80_000;
    }
    assertTrue(found);
    final MemorySegment received = bytes(out);
    final StreamReading in = new StreamReading(received);
    in.schema();
    in.batch();
    final Gather again =
        new StreamWriter(INTS, WriteOptions.DEFAULT).batch(in.view(), Metadata.EMPTY);
    assertSame(received, again.segment(1));
  }

  @Test
  void dictionariesAreSentWhenTheyChange() {
    final Schema schema = Schema.of(dictionary(3));
    final BatchBuilder batch = new BatchBuilder(schema, memory);
    final DictionaryBuilder d = batch.column(0, DictionaryBuilder.class);
    for (final DictionaryPolicy policy : DictionaryPolicy.values()) {
      final StreamWriter writer =
          new StreamWriter(schema, WriteOptions.DEFAULT.withDictionaries(policy));
      writer.start();
      batch.reset();
      d.clearDictionary();
      assertEquals(List.of("3 new 0", "batch 0"), kinds(writer.batch(batch, Metadata.EMPTY)));
      assertEquals(List.of("batch 0"), kinds(writer.batch(batch, Metadata.EMPTY)));
      d.append("a");
      d.append("b");
      d.append("a");
      final String grown = policy == DictionaryPolicy.DELTA ? "3 delta 2" : "3 new 2";
      assertEquals(List.of(grown, "batch 3"), kinds(writer.batch(batch, Metadata.EMPTY)));
      batch.reset();
      d.append("b");
      assertEquals(List.of("batch 1"), kinds(writer.batch(batch, Metadata.EMPTY)));
      d.append("c");
      final String more = policy == DictionaryPolicy.DELTA ? "3 delta 1" : "3 new 3";
      assertEquals(List.of(more, "batch 2"), kinds(writer.batch(batch, Metadata.EMPTY)));
      batch.reset();
      d.clearDictionary();
      d.append("z");
      assertEquals(List.of("3 new 1", "batch 1"), kinds(writer.batch(batch, Metadata.EMPTY)));
      writer.end();
      writer.reset();
      writer.start();
      assertEquals(List.of("3 new 1", "batch 1"), kinds(writer.batch(batch, Metadata.EMPTY)));
    }
  }

  @Test
  void dictionariesAreNumberedAsTheStreamNumbersThem() {
    final Schema theirs = Schema.of(dictionary(40), dictionary(41).withName("e"));
    final Schema ours = Schema.of(dictionary(1), dictionary(0).withName("e"));
    final BatchBuilder batch = new BatchBuilder(theirs, memory);
    batch.column(0, DictionaryBuilder.class).append("first");
    batch.column(1, DictionaryBuilder.class).append("second");
    final StreamWriter writer = new StreamWriter(ours, WriteOptions.DEFAULT);
    final StreamReading reading = new StreamReading(bytes(writer.batch(batch, Metadata.EMPTY)));
    assertEquals(ours, reading.schema());
    assertEquals(List.of(List.of("first"), List.of("second")), reading.batch());
    // one dictionary of the stream can't be two of the batch
    final Schema shared = Schema.of(dictionary(1), dictionary(1).withName("e"));
    final StreamWriter impossible = new StreamWriter(shared, WriteOptions.DEFAULT);
    assertThrows(IllegalArgumentException.class, () -> impossible.batch(batch, Metadata.EMPTY));
  }

  private List<String> kinds(final Gather gather) {
    final MemorySegment stream = bytes(gather);
    final List<String> kinds = new ArrayList<>();
    final MessageFlyweight message = new MessageFlyweight(Limits.DEFAULT);
    for (long at = 0; at < stream.byteSize(); ) {
      final int length = stream.get(ValueLayout.JAVA_INT_UNALIGNED, at + 4);
      message.wrap(stream, at + 8, length);
      kinds.add(
          message.headerType() == MessageFlyweight.RECORD_BATCH
              ? "batch " + message.recordBatch().rowCount()
              : message.dictionaryBatch().id()
                  + (message.dictionaryBatch().isDelta() ? " delta " : " new ")
                  + message.dictionaryBatch().data().rowCount());
      at += 8 + length + message.bodyLength();
    }
    return kinds;
  }

  @Test
  void moreThanTwoGigabytesAreDescribed(@TempDir final Path folder) throws IOException {
    // a sparse file: address space, not memory
    final Path file = folder.resolve("sparse");
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena mapped = Arena.ofConfined()) {
      final long size = 3L << 30;
      final MemorySegment huge = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, mapped);
      final Schema schema = Schema.of(Field.nullable("b", new ArrowType.LargeBinary()));
      final BatchBuilder batch = new BatchBuilder(schema, memory);
      batch.column(0, LargeVarBinaryBuilder.class).adopt(huge, 0, size);
      final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
      writer.start();
      final Gather out = writer.batch(batch, Metadata.EMPTY);
      assertTrue(out.totalLength() > size && out.totalLength() < size + 1000);
      assertSame(huge, out.segment(out.count() - 1));
      assertThrows(IllegalStateException.class, out::toByteArray);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void textInNonNullColumnsHasNoBitmap() {
    final Schema schema = Schema.of(Field.required("s", new ArrowType.Utf8()));
    final BatchBuilder batch = new BatchBuilder(schema, memory);
    batch.column(0, VarBinaryBuilder.class).append("x");
    final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
    final StreamReading reading = new StreamReading(bytes(writer.batch(batch, Metadata.EMPTY)));
    reading.schema();
    reading.batch();
    final RecordBatch view = reading.view();
    assertEquals(0, view.bufferLength(0));
    assertEquals(8, view.bufferLength(1));
    assertEquals(1, view.bufferLength(2));
  }

  /** Reads a stream step by step with full validation. */
  private static final class StreamReading {
    private final StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL));
    private final MemorySegment stream;
    private long at;

    StreamReading(final MemorySegment stream) {
      this.stream = stream;
    }

    private void step(final Event expected) {
      assertEquals(expected, decoder.decode(stream, at, stream.byteSize() - at));
      at += decoder.consumed();
    }

    Schema schema() {
      step(Event.SCHEMA);
      return decoder.schema();
    }

    List<List<Object>> batch() {
      step(Event.BATCH);
      return Values.of(decoder.batch());
    }

    RecordBatch view() {
      return decoder.batch();
    }

    Metadata metadata() {
      return decoder.batch().metadata();
    }

    long rows() {
      return decoder.batch().rowCount();
    }

    void end() {
      step(Event.END);
      assertEquals(stream.byteSize(), at);
    }
  }
}
