package dev.millrace.codec.stream;

import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.memory.GrowableRegion;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.frame.FrameDescriptor;
import java.lang.foreign.MemorySegment;

/**
 * The last stream of a connection, where it was one plain batch with a little metadata and lay in
 * the receive region as a whole. Calls and their answers repeat theirs: where the next stream has
 * the same bytes at the same place, whatever is in the body, all that was found out about its
 * messages still holds, and only the body is validated.
 */
final class RepeatedStream implements AutoCloseable {
  /** The most that is compared: all up to the body. */
  private static final int MAX_LENGTH = 4096;

  private static final long EOS = 0xffff_ffffL;

  private final StreamDecoder decoder;
  private final GrowableRegion head = new GrowableRegion();

  // the last stream, or the one at hand as far as it was decoded
  private MemorySegment region = MemorySegment.NULL;
  private long start;
  private long schemaLength;
  private long batchLength;
  private long bodyLength;
  private boolean suitable;
  private int batches;

  private boolean known;

  /** The event told last, while the stream at hand is a repetition. */
  private Event told;

  RepeatedStream(final StreamDecoder decoder) {
    this.decoder = decoder;
  }

  /** Takes note of what the decoder found. */
  void note(final Event event, final MemorySegment bytes, final long at) {
    switch (event) {
      case SCHEMA -> {
        suitable = true;
        batches = 0;
        region = bytes;
        start = at;
        schemaLength = decoder.consumed();
      }
      case BATCH -> {
        suitable &= batches == 0 && decoder.isPlain();
        batches = 1;
        batchLength = decoder.consumed();
        bodyLength = decoder.bodyLength();
      }
      case END -> {
        known = suitable && batches == 1 && headLength() <= MAX_LENGTH;
        if (known) {
          MemorySegment.copy(bytes, start, head.atLeast(MAX_LENGTH), 0, headLength());
        }
      }
      default -> {}
    }
  }

  private long headLength() {
    return schemaLength + batchLength - bodyLength;
  }

  /** The bytes were moved, or are not looked at any more. */
  void forget() {
    known = false;
    suitable = false;
    told = null;
  }

  /** Whether the stream at hand is a repetition. */
  boolean isOn() {
    return told != null;
  }

  /** Whether a stream that begins here is one; it must be there as a whole. */
  boolean begins(final MemorySegment bytes, final long at, final long available) {
    return known
        && bytes == region
        && at == start
        && available >= schemaLength + batchLength + FrameDescriptor.EOS_LENGTH
        && bytes.get(LittleEndian.LONG, at + schemaLength + batchLength) == EOS
        && OffHeap.same(bytes, at, head.segment(), 0, (int) headLength());
  }

  /** Has the decoder repeat its next event. */
  Event next() {
    final Event last = told;
    told = null;
    if (last == null) {
      decoder.repeatSchema(schemaLength);
      told = Event.SCHEMA;
      return Event.SCHEMA;
    }
    if (last == Event.SCHEMA) {
      decoder.repeatBatch(batchLength);
      told = Event.BATCH;
      return Event.BATCH;
    }
    decoder.repeatEnd();
    return Event.END;
  }

  @Override
  public void close() {
    forget();
    region = MemorySegment.NULL;
    head.close();
  }
}
