package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/**
 * Reads the IPC streams of one batch that are values themselves, always fully validated.
 * Thread-safe.
 */
final class EmbeddedStreams {
  private static final DecodeOptions OPTIONS = DecodeOptions.of(Validation.FULL);

  private final Pool<StreamDecoder> decoders = new Pool<>();

  /**
   * Reads a batch and makes something of it.
   *
   * @param borrows whether the result refers to the memory of the batch
   * @param use makes the result; the batch is valid during the call only
   */
  <T> T read(
      final MemorySegment segment,
      final long offset,
      final long length,
      final boolean borrows,
      final Function<RecordBatch, T> use) {
    final StreamDecoder decoder = take();
    try {
      final RecordBatch batch = onlyBatch(decoder, segment, offset, length);
      return use.apply(borrows ? lasting(batch, segment) : batch);
    } finally {
      giveBack(decoder);
    }
  }

  /** Reads a batch that lives as long as the memory it is read from, or longer. */
  static RecordBatch batch(final MemorySegment segment, final long offset, final long length) {
    final StreamDecoder decoder = new StreamDecoder(OPTIONS);
    boolean kept = false;
    try {
      final RecordBatch batch = onlyBatch(decoder, segment, offset, length);
      final RecordBatch lasting = lasting(batch, segment);
      // A batch in place is bound to its decoder, which then owns no memory to be freed.
      kept = lasting == batch;
      return lasting;
    } finally {
      if (!kept) {
        decoder.close();
      }
    }
  }

  /** Reads the schema message at the beginning of the bytes, which may be a whole stream. */
  Schema schema(final MemorySegment segment, final long offset, final long length) {
    final StreamDecoder decoder = take();
    try {
      if (decoder.decode(segment, offset, length) != Event.SCHEMA) {
        throw truncated(length);
      }
      return decoder.schema();
    } finally {
      giveBack(decoder);
    }
  }

  private StreamDecoder take() {
    final StreamDecoder decoder = decoders.take();
    return decoder == null ? new StreamDecoder(OPTIONS) : decoder;
  }

  private void giveBack(final StreamDecoder decoder) {
    decoder.reset();
    if (!decoders.giveBack(decoder)) {
      decoder.close();
    }
  }

  private static RecordBatch onlyBatch(
      final StreamDecoder decoder,
      final MemorySegment segment,
      final long offset,
      final long length) {
    long at = 0;
    Event event = decoder.decode(segment, offset, length);
    at += decoder.consumed();
    if (event == Event.SCHEMA) {
      event = decoder.decode(segment, offset + at, length - at);
      at += decoder.consumed();
    }
    if (event == Event.END) {
      throw new MalformedException("VAL-6", at, "a stream without a batch");
    }
    if (event != Event.BATCH) {
      throw truncated(length);
    }
    // Some writers leave the end mark out of a stream whose length is known anyway.
    if (at < length && decoder.decode(segment, offset + at, length - at) != Event.END) {
      throw new MalformedException("VAL-6", at, "no end mark after the batch");
    }
    return decoder.batch();
  }

  private static MalformedException truncated(final long length) {
    return new MalformedException("VAL-6", length, "the stream is cut off");
  }

  /** Copies a batch out of memory that is its decoder's: decompressed bodies and dictionaries. */
  private static RecordBatch lasting(final RecordBatch batch, final MemorySegment segment) {
    boolean inPlace = batch.dictionaries().count() == 0;
    for (int i = 0; inPlace && i < batch.bufferCount(); i++) {
      inPlace = batch.bufferLength(i) == 0 || batch.bufferSegment(i) == segment;
    }
    return inPlace ? batch : batch.copy(Arena.ofAuto());
  }
}
