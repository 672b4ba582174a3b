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
 *
 * <p>Streams off-heap are decoded where they are; streams on the heap are copied first, because
 * decoders refuse the heap.
 */
final class EmbeddedStreams {
  private static final DecodeOptions OPTIONS = DecodeOptions.of(Validation.FULL);

  private final Pool<Desk> desks = new Pool<>();

  /** A decoder, and room for streams that come from the heap. For one thread at a time. */
  private static final class Desk {
    /** Room that is kept; larger streams get memory of their own. */
    private static final long ROOM = 64 << 10;

    private final StreamDecoder decoder = new StreamDecoder(OPTIONS);
    private MemorySegment room = MemorySegment.NULL;

    MemorySegment copy(final MemorySegment source, final long offset, final long length) {
      if (length > ROOM) {
        return EmbeddedStreams.copy(source, offset, length);
      }
      if (room.byteSize() == 0) {
        room = Arena.ofAuto().allocate(ROOM, Long.BYTES);
      }
      MemorySegment.copy(source, offset, room, 0, length);
      return room;
    }
  }

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
    final Desk desk = take();
    try {
      MemorySegment memory = segment;
      long start = offset;
      if (!segment.isNative()) {
        memory = borrows ? copy(segment, offset, length) : desk.copy(segment, offset, length);
        start = 0;
      }
      final RecordBatch batch = onlyBatch(desk.decoder, memory, start, length);
      return use.apply(borrows ? lasting(batch, memory) : batch);
    } finally {
      giveBack(desk);
    }
  }

  /** Reads a batch that lives as long as the memory it is read from, or longer. */
  static RecordBatch batch(final MemorySegment segment, final long offset, final long length) {
    final MemorySegment memory = segment.isNative() ? segment : copy(segment, offset, length);
    final StreamDecoder decoder = new StreamDecoder(OPTIONS);
    boolean kept = false;
    try {
      final RecordBatch batch = onlyBatch(decoder, memory, memory == segment ? offset : 0, length);
      final RecordBatch lasting = lasting(batch, memory);
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
    final Desk desk = take();
    try {
      final boolean inPlace = segment.isNative();
      final MemorySegment memory = inPlace ? segment : desk.copy(segment, offset, length);
      if (desk.decoder.decode(memory, inPlace ? offset : 0, length) != Event.SCHEMA) {
        throw truncated(length);
      }
      return desk.decoder.schema();
    } finally {
      giveBack(desk);
    }
  }

  private Desk take() {
    final Desk desk = desks.take();
    return desk == null ? new Desk() : desk;
  }

  private void giveBack(final Desk desk) {
    desk.decoder.reset();
    if (!desks.giveBack(desk)) {
      desk.decoder.close();
    }
  }

  private static MemorySegment copy(
      final MemorySegment source, final long offset, final long length) {
    final MemorySegment copy = Arena.ofAuto().allocate(length, Long.BYTES);
    MemorySegment.copy(source, offset, copy, 0, length);
    return copy;
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
