package dev.millrace.codec.value;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;

/**
 * What it takes to write one-batch streams of one schema again and again. For one thread at a time.
 */
final class StreamScratch {
  /** Memory of a larger batch is not kept. */
  private static final long KEPT_BYTES = 1 << 20;

  private final BatchBuilder builder;
  private final StreamWriter writer;
  private final Gather out = new Gather();

  StreamScratch(final Schema schema) {
    this.builder = new BatchBuilder(schema, BuilderMemory.offHeap(Arena.ofAuto()));
    this.writer = new StreamWriter(schema, WriteOptions.DEFAULT, out);
  }

  /** The builder to append the rows to; empty. */
  BatchBuilder builder() {
    return builder;
  }

  /** Finishes the stream and makes ready for the next. */
  byte[] stream() {
    final byte[] stream = stream(writer, builder, out);
    out.clear();
    writer.reset();
    if (stream.length > KEPT_BYTES) {
      builder.release();
    } else {
      builder.reset();
    }
    builder.clearDictionaries();
    return stream;
  }

  /** Writes a batch as a stream of its own. */
  static byte[] stream(final BatchBuffers batch) {
    final Gather out = new Gather();
    return stream(new StreamWriter(batch.schema(), WriteOptions.DEFAULT, out), batch, out);
  }

  private static byte[] stream(
      final StreamWriter writer, final BatchBuffers batch, final Gather out) {
    writer.batch(batch, Metadata.EMPTY, out);
    writer.end(out);
    if (out.totalLength() > Integer.MAX_VALUE - 8) {
      throw new ValueException("an embedded stream of " + out.totalLength() + " bytes");
    }
    return out.toByteArray();
  }
}
