package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Our side of a comparison: the bytes that Arrow Java wrote, decoded, and builders of the same. */
final class MillraceSide implements AutoCloseable {
  final Arena arena = Arena.ofShared();
  final Sample sample;

  /** The message of one batch, in memory aligned as a body wants it. */
  final MemorySegment message;

  /** What has to come before it in a stream. */
  final MemorySegment head;

  private final StreamDecoder decoder;
  private final WriteOptions options;

  MillraceSide(final Family family, final Validation validation) throws IOException {
    final ArrowJava.Stream stream;
    try (ArrowJava other = new ArrowJava(family)) {
      stream = other.stream();
      sample = other.sample;
    }
    final MemorySegment bytes = MemorySegment.ofBuffer(stream.bytes());
    head = arena.allocate(stream.batchAt(), 64);
    message = arena.allocate(bytes.byteSize() - stream.batchAt(), 64);
    MemorySegment.copy(bytes, 0, head, 0, head.byteSize());
    MemorySegment.copy(bytes, stream.batchAt(), message, 0, message.byteSize());
    options = WriteOptions.DEFAULT.withCompression(family.compression(), 0);
    decoder = decoder(validation);
  }

  /** Makes a decoder that has seen what comes before the batch. */
  StreamDecoder decoder(final Validation validation) {
    final StreamDecoder made = new StreamDecoder(DecodeOptions.of(validation));
    long at = 0;
    for (Event event = Event.SCHEMA; event != Event.NEED_INPUT; ) {
      event = made.decode(head, at, head.byteSize() - at);
      at += made.consumed();
    }
    return made;
  }

  RecordBatch decode() {
    if (decoder.decode(message, 0, message.byteSize()) != Event.BATCH) {
      throw new IllegalStateException("no batch");
    }
    return decoder.batch();
  }

  BatchBuilder emptyBuilder() {
    return new BatchBuilder(decode().schema(), BuilderMemory.offHeap(arena));
  }

  BatchBuilder filledBuilder() {
    final BatchBuilder builder = emptyBuilder();
    final RecordBatch batch = decode();
    for (int i = 0; i < batch.columnCount(); i++) {
      builder.column(i).append(batch.column(i), 0, batch.rowCount());
    }
    return builder;
  }

  /** Makes a writer that has sent everything but the batch. */
  StreamWriter writer(final BatchBuilder builder) {
    final StreamWriter writer = new StreamWriter(builder.schema(), options);
    writer.batch(builder, Metadata.EMPTY);
    return writer;
  }

  @Override
  public void close() {
    decoder.close();
    arena.close();
  }
}
