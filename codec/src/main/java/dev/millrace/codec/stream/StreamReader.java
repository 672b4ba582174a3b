package dev.millrace.codec.stream;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.memory.GrowableRegion;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A {@link StreamDecoder} with a receive region of its own, for bytes that come from a pipe, a
 * socket or in arrays. It does no I/O: the caller moves bytes in, either with {@link #push}, or by
 * reading from its source directly into {@link #region} at {@link #writeOffset}, at most {@link
 * #writable} bytes, and telling {@link #received}. After that it asks {@link #next} until the
 * answer is {@link Event#NEED_INPUT}:
 *
 * <pre>{@code
 * Event event = reader.next();
 * while (event == Event.NEED_INPUT) {
 *   reader.received(channel.read(reader.region(), reader.writeOffset(), reader.writable()));
 *   event = reader.next();
 * }
 * }</pre>
 *
 * <p><b>How far it reads.</b> {@linkplain #strict Strict} readers never ask for a byte beyond the
 * end mark of the stream. {@linkplain #connection Connection} readers ask for more while messages
 * are small, keep what belongs to the next stream, and go on to it with {@link #nextStream}; of a
 * large body they too ask for exactly the rest, so that it is read in place.
 *
 * <p><b>Memory.</b> The region is off-heap and reused. It grows with what has arrived, not with
 * what was announced: at most 8 times the bytes already there (1 MiB at first), never beyond the
 * message at hand. {@link #next}, {@link #push}, {@link #nextStream}, {@link #release} and {@link
 * #close} may move or replace it; {@link #received}, {@link #region}, {@link #writeOffset} and
 * {@link #writable} do not, except that the first call of {@link #region} after {@link #nextStream}
 * gives back the memory of a message of unusual size.
 *
 * <p><b>Ownership.</b> A batch is valid until {@link #next} is called again with any outcome but
 * {@link Event#END}; {@link #nextStream} leaves it valid until bytes of the next stream are
 * received.
 *
 * <p>For one thread at a time.
 */
public final class StreamReader implements AutoCloseable {
  private static final int INITIAL_SIZE = 1 << 16;
  private static final int READ_AHEAD = 1 << 16;

  /**
   * What is read ahead where batches are large: the next one's metadata, and little of its body,
   * since that is moved before the rest is received behind it.
   */
  private static final int READ_AHEAD_OF_BULK = 1 << 12;

  private static final int BULK = 1 << 18;
  private static final int FIRST_GROWTH = 1 << 20;
  private static final int GROWTH = 8;
  private static final long KEPT_SIZE = 64L << 20;

  /** Room kept after a message, so that an end mark that follows moves nothing. */
  private static final int PREFIX_ROOM = 8;

  private final StreamDecoder decoder;
  private final RepeatedStream repeated;
  private final boolean readAhead;
  private final GrowableRegion region = new GrowableRegion();
  private long start;
  private long end;
  private long needed = PREFIX_ROOM >>> 1;
  private boolean ended;
  private boolean betweenStreams = true;
  private boolean bulk;

  private StreamReader(final DecodeOptions options, final boolean readAhead) {
    this.decoder = new StreamDecoder(options);
    this.repeated = new RepeatedStream(decoder);
    this.readAhead = readAhead;
  }

  /**
   * Makes a reader that never asks for a byte beyond the end of the stream.
   *
   * @param options what it checks and accepts
   * @return the reader, before its first stream
   */
  public static StreamReader strict(final DecodeOptions options) {
    return new StreamReader(options, false);
  }

  /**
   * Makes a reader for a connection on which one stream follows the other.
   *
   * @param options what it checks and accepts
   * @return the reader, before its first stream
   */
  public static StreamReader connection(final DecodeOptions options) {
    return new StreamReader(options, true);
  }

  /**
   * Finds the next event in the bytes received. Invalidates the batch, unless the answer is {@link
   * Event#END}.
   *
   * @return what was found; after the end of the stream {@link Event#END} again, until {@link
   *     #nextStream}
   * @throws MalformedException if the bytes break the format or a limit; see {@link #drain}
   * @throws IllegalStateException after such an exception
   */
  public Event next() {
    needed = 0;
    final Event event;
    try {
      event = decode();
    } finally {
      start += decoder.consumed();
      betweenStreams &= decoder.consumed() == 0;
    }
    if (event == Event.NEED_INPUT) {
      needed = decoder.needed();
      makeRoom();
    }
    if (event == Event.BATCH) {
      bulk = decoder.consumed() > BULK;
    }
    ended = event == Event.END;
    return event;
  }

  private Event decode() {
    final MemorySegment bytes = region.segment();
    if (repeated.isOn() || betweenStreams && repeated.begins(bytes, start, end - start)) {
      return repeated.next();
    }
    final Event event = decoder.decode(bytes, start, end - start);
    repeated.note(event, bytes, start);
    return event;
  }

  /** Makes room for at least one more byte of what is needed. */
  private void makeRoom() {
    final long have = end - start;
    final long capacity = region.capacity();
    final long want =
        decoder.isDraining()
            ? Math.min(needed, READ_AHEAD)
            : needed + (readAhead && needed > READ_AHEAD ? READ_AHEAD : PREFIX_ROOM);
    if (want <= capacity - start) {
      return;
    }
    if (want > capacity) {
      if (end < capacity) {
        // Grows only when full: a large body that arrives in small pieces would else be moved, and
        // its memory cleared, once a piece.
        return;
      }
      final long size = Math.min(want, Math.max(FIRST_GROWTH, have * GROWTH));
      if (capacity == 0 || size > capacity) {
        repeated.forget();
        region.replace(Math.max(INITIAL_SIZE, size), start, have);
        start = 0;
        end = have;
        return;
      }
    }
    compact();
  }

  private void compact() {
    if (start > 0) {
      repeated.forget();
      final MemorySegment memory = region.segment();
      MemorySegment.copy(memory, start, memory, 0, end - start);
      end -= start;
      start = 0;
    }
  }

  /**
   * Tells the receive region.
   *
   * @return its memory; bytes may be written only at {@link #writeOffset}
   */
  public MemorySegment region() {
    if (start == end && betweenStreams && region.capacity() > KEPT_SIZE) {
      release();
    }
    if (region.capacity() == 0) {
      region.atLeast(INITIAL_SIZE);
    }
    return region.segment();
  }

  /**
   * Tells where the next byte received goes.
   *
   * @return byte offset in {@link #region}
   */
  public long writeOffset() {
    return end;
  }

  /**
   * Tells how many bytes may be received now.
   *
   * @return at least 1 after {@link Event#NEED_INPUT} and at the beginning of a stream, else 0
   */
  public long writable() {
    if (needed == 0) {
      return 0;
    }
    final long capacity = region().byteSize();
    final long missing = Math.min(start + needed, capacity) - end;
    if (!readAhead || missing >= READ_AHEAD) {
      return missing;
    }
    final long ahead = bulk ? READ_AHEAD_OF_BULK : READ_AHEAD;
    return Math.max(missing, Math.min(ahead, capacity - PREFIX_ROOM - end));
  }

  /**
   * Takes in bytes that were written to the region.
   *
   * @param count how many, from {@link #writeOffset} on
   */
  public void received(final long count) {
    if (count < 0 || count > writable()) {
      throw new IllegalArgumentException(count + " bytes received, " + writable() + " asked for");
    }
    end += count;
  }

  /**
   * Copies bytes into the region, as many as {@link #writable} tells.
   *
   * @param source memory to copy from
   * @param offset first byte
   * @param length bytes there are
   * @return how many were taken; 0 when {@link #next} has something to tell first
   */
  public long push(final MemorySegment source, final long offset, final long length) {
    final long count = Math.min(writable(), length);
    MemorySegment.copy(source, offset, region.segment(), end, count);
    received(count);
    return count;
  }

  /**
   * Copies bytes into the region, as many as {@link #writable} tells.
   *
   * @param source array to copy from
   * @param offset first byte
   * @param length bytes there are
   * @return how many were taken; 0 when {@link #next} has something to tell first
   */
  public int push(final byte[] source, final int offset, final int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    return (int) push(MemorySegment.ofArray(source), offset, length);
  }

  /**
   * Tells the schema of the stream.
   *
   * @return the schema; the same object again for a stream with an equal schema message
   * @throws IllegalStateException before {@link Event#SCHEMA}
   */
  public Schema schema() {
    return decoder.schema();
  }

  /**
   * Tells the batch.
   *
   * @return the batch last found, of no rows before the first; the same object for all of the
   *     stream
   * @throws IllegalStateException before {@link Event#SCHEMA}
   */
  public RecordBatch batch() {
    return decoder.batch();
  }

  /**
   * Tells whether the input may end here without anything being lost.
   *
   * @return true when no byte of a stream was received that did not end
   */
  public boolean atBoundary() {
    return start == end && (ended || betweenStreams);
  }

  /**
   * Tells the reader that there is no more input. The format lets a sender close its side instead
   * of sending the end mark, so a stream may also end after a complete message.
   *
   * @return true when the input ended between streams, false when in a stream between messages
   * @throws MalformedException {@code STREAM-5} if it ended in a message
   */
  public boolean endOfInput() {
    if (start != end || decoder.isDraining()) {
      throw new MalformedException("STREAM-5", end - start, "the input ends within a message");
    }
    return ended || betweenStreams;
  }

  /**
   * Goes on to the stream that follows: what was received of it is kept.
   *
   * @throws IllegalStateException unless the stream ended
   */
  public void nextStream() {
    if (!ended && !betweenStreams) {
      throw new IllegalStateException("the stream has not ended");
    }
    decoder.reset();
    ended = false;
    betweenStreams = true;
    needed = PREFIX_ROOM >>> 1;
    if (start == end) {
      start = 0;
      end = 0;
    }
  }

  /**
   * Gives up on the rest of the stream: {@link #next} then only finds its end, whatever the size of
   * the messages in between. Possible after a message whose content was malformed.
   *
   * @return false if the end can't be found any more and the connection is lost
   */
  public boolean drain() {
    repeated.forget();
    return decoder.drain();
  }

  /**
   * Gives back the receive region, unless bytes in it wait to be decoded. Batches are no longer
   * valid.
   */
  public void release() {
    if (start == end) {
      start = 0;
      end = 0;
      region.close();
    }
  }

  /** Frees all memory; batches are no longer valid. May be called repeatedly. */
  @Override
  public void close() {
    needed = 0;
    start = 0;
    end = 0;
    region.close();
    repeated.close();
    decoder.close();
  }
}
