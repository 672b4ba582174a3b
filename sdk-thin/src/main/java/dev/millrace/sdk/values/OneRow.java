package dev.millrace.sdk.values;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Function;

/**
 * Byte strings inside requests and answers that hold an IPC stream of one batch, or a schema
 * message (clause VGI-2).
 */
public final class OneRow {
  private static final DecodeOptions OPTIONS = DecodeOptions.of(Validation.FULL);

  private OneRow() {}

  /**
   * Writes a stream of one row.
   *
   * @param schema its columns
   * @param row one value a column, as {@link ValueAppender} takes them
   * @return the stream, end included
   */
  public static byte[] write(final Schema schema, final List<?> row) {
    try (Arena arena = Arena.ofConfined()) {
      final BatchBuilder batch = new BatchBuilder(schema, BuilderMemory.offHeap(arena));
      for (int i = 0; i < batch.columnCount(); i++) {
        ValueAppender.append(batch.column(i), row.get(i));
      }
      if (batch.columnCount() == 0) {
        batch.rowCount(1);
      }
      final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
      final ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(writer.start().toByteArray());
      out.writeBytes(writer.batch(batch, Metadata.EMPTY).toByteArray());
      out.writeBytes(writer.end().toByteArray());
      return out.toByteArray();
    }
  }

  /**
   * Reads a stream of one batch.
   *
   * @param <T> what is read from it
   * @param bytes the stream
   * @param reader reads the batch, which is valid while it runs
   * @return what the reader gave
   * @throws MalformedException if it is no stream of exactly one batch
   */
  public static <T> T read(final byte[] bytes, final Function<RecordBatch, T> reader) {
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(OPTIONS)) {
      final MemorySegment memory = offHeap(arena, bytes);
      long at = expect(decoder, memory, 0, Event.SCHEMA);
      at = expect(decoder, memory, at, Event.BATCH);
      final T value = reader.apply(decoder.batch());
      expect(decoder, memory, at, Event.END);
      return value;
    }
  }

  /** Decoding works on memory off the heap only, so that its accesses have one shape. */
  private static MemorySegment offHeap(final Arena arena, final byte[] bytes) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }

  private static long expect(
      final StreamDecoder decoder, final MemorySegment memory, final long at, final Event event) {
    final Event found = decoder.decode(memory, at, memory.byteSize() - at);
    if (found != event) {
      throw new MalformedException(
          "VGI-2", at, "expected " + event + " of a stream of one batch, found " + found);
    }
    return at + decoder.consumed();
  }

  /**
   * Writes a schema message.
   *
   * @param schema the schema
   * @return the framed message, without an end mark
   */
  public static byte[] writeSchema(final Schema schema) {
    return SchemaEncoder.encode(schema);
  }

  /**
   * Reads a schema message; what follows it, as in a whole stream, is not looked at.
   *
   * @param bytes the framed message
   * @return the schema
   * @throws MalformedException if it is none
   */
  public static Schema readSchema(final byte[] bytes) {
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(OPTIONS)) {
      final MemorySegment memory = offHeap(arena, bytes);
      expect(decoder, memory, 0, Event.SCHEMA);
      return decoder.schema();
    }
  }
}
