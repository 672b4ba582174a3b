package dev.millrace.spec.kit.driver;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A batch with its metadata, as it crosses between harness and driver: a complete IPC stream of one
 * batch.
 *
 * @param batch the batch, in memory of its own
 * @param metadata its custom metadata
 */
record OneBatch(RecordBatch batch, Metadata metadata) {
  /**
   * Reads a stream.
   *
   * @param stream its bytes
   * @return its one batch
   * @throws DriverException when the bytes are no such stream, which is the harness's fault
   */
  static OneBatch read(final byte[] stream) {
    final MemorySegment bytes = Arena.ofAuto().allocate(Math.max(1, stream.length), 64);
    MemorySegment.copy(stream, 0, bytes, ValueLayout.JAVA_BYTE, 0, stream.length);
    OneBatch read = null;
    long at = 0;
    try (StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      for (; ; ) {
        final Event event = decoder.decode(bytes, at, stream.length - at);
        at += decoder.consumed();
        if (event == Event.BATCH && read == null) {
          final RecordBatch copy = decoder.batch().copy(Arena.ofAuto());
          read = new OneBatch(copy, copy.metadata());
        } else if (event == Event.END && read != null) {
          return read;
        } else if (event != Event.SCHEMA) {
          throw new DriverException("not a stream of one batch: " + event + " at byte " + at);
        }
      }
    } catch (MalformedException e) {
      throw new DriverException("not an IPC stream: " + e.getMessage());
    }
  }

  /**
   * Writes a batch with the metadata it came with.
   *
   * @param batch the batch
   * @return the stream
   */
  static byte[] write(final RecordBatch batch) {
    final Gather stream = new Gather();
    try (StreamWriter writer = new StreamWriter(batch.schema(), WriteOptions.DEFAULT)) {
      writer.batch(batch, batch.metadata(), stream);
      writer.end(stream);
    }
    return stream.toByteArray();
  }
}
