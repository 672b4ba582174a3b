package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.validate.Validation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batches of the headline's kind of which no two that follow each other have the same metadata or
 * place. They are more than a decoder keeps the metadata of, so that it has to look at all there is
 * to a message each time; and few enough for the second-level cache to keep what we look at.
 */
final class ChangingBatches implements AutoCloseable {
  private static final int BATCHES = 5;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment bytes;
  private final StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL));
  private final long first;
  private long at;

  ChangingBatches() throws IOException {
    final ArrowJava.Stream stream = stream();
    final MemorySegment written = MemorySegment.ofBuffer(stream.bytes());
    bytes = arena.allocate(written.byteSize(), 64);
    bytes.copyFrom(written);
    first = stream.batchAt();
    if (decoder.decode(bytes, 0, first) != Event.SCHEMA) {
      throw new IllegalStateException("no schema");
    }
    at = first;
  }

  /** The stream, as Arrow Java writes it. */
  static ArrowJava.Stream stream() throws IOException {
    try (ArrowJava writer = new ArrowJava(Family.INT64_FLOAT64_UTF8)) {
      final List<Sample> samples =
          IntStream.range(0, BATCHES)
              .<Sample>mapToObj(i -> new TextSamples.Trio(i * Sample.ROWS))
              .toList();
      return writer.stream(samples);
    }
  }

  /** Decodes the next one; the first follows the last. */
  RecordBatch decode() {
    if (decoder.decode(bytes, at, bytes.byteSize() - at) != Event.BATCH) {
      throw new IllegalStateException("no batch");
    }
    at += decoder.consumed();
    if (at == bytes.byteSize()) {
      at = first;
    }
    return decoder.batch();
  }

  @Override
  public void close() {
    decoder.close();
    arena.close();
  }
}
