package dev.millrace.codec.stream;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.frame.FrameParser;
import dev.millrace.codec.validate.ColumnValidator;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;

/**
 * Decodes Arrow IPC streams in place, from bytes that the caller owns and may move between calls.
 *
 * <p>{@link #decode} looks at the bytes from an offset on and answers with the next {@link Event}.
 * It never looks at a byte after the end mark of the stream, and when it lacks bytes, {@link
 * #needed} tells exactly how many make the next step possible, so that a caller who asks its source
 * for no more than that never takes a byte that belongs to what follows the stream.
 *
 * <p>Bytes on the heap are accepted too, but copied: see {@link StreamReader} for bytes that arrive
 * in arrays.
 *
 * <p><b>Ownership.</b> The batch is bound to the caller's bytes and is valid as long as these are,
 * until {@link #decode} is called again with any outcome but {@link Event#END}. Dictionaries and
 * decompressed bodies are copied to memory that the decoder owns until {@link #close}.
 *
 * <p><b>Errors.</b> {@link MalformedException} ends the stream: only {@link #drain}, {@link #reset}
 * and {@link #close} work after it. Its offset counts from the beginning of the message at fault.
 *
 * <p>Allocates nothing for a batch of a shape seen before, nor for a stream whose schema message
 * equals a recent one's byte for byte, except for dictionaries. For one thread at a time.
 */
public final class StreamDecoder implements AutoCloseable {
  private enum State {
    BEFORE_SCHEMA,
    OPEN,
    ENDED,
    FAILED,
    DRAINING
  }

  private final FrameParser frame;
  private final MessageCursor messages;
  private final BodyMapper bodies;
  private final ColumnValidator validator;
  private final SessionCache sessions = new SessionCache();
  private final HeapInput heap = new HeapInput();
  private final MetadataPlace metadata;

  private State state = State.BEFORE_SCHEMA;
  private StreamSession session;
  private StreamSession previous;
  private MessageFlyweight message;
  private long consumed;
  private long needed;
  private long knownTotal;
  private long skipping;
  private boolean framingIntact;

  /**
   * Makes a decoder.
   *
   * @param options what it checks and accepts
   */
  public StreamDecoder(final DecodeOptions options) {
    this(options, false);
  }

  private StreamDecoder(final DecodeOptions options, final boolean changing) {
    this.metadata = new MetadataPlace(changing);
    this.frame = new FrameParser(options.limits());
    this.messages = new MessageCursor(options.limits());
    this.bodies = new BodyMapper(options.limits());
    this.validator = new ColumnValidator(options.validation(), options.limits());
  }

  /**
   * Makes a decoder for bytes that somebody else may change at any time, as in shared memory: the
   * metadata of a message are copied before they are looked at, so that what was checked is what is
   * used. Bodies stay where they are; the columns over them check what they read each time, and
   * what they tell of a body that changes is anything, but never from outside its memory.
   *
   * @param options what it checks and accepts
   * @return the decoder
   */
  public static StreamDecoder ofChangingMemory(final DecodeOptions options) {
    return new StreamDecoder(options, true);
  }

  /**
   * Decodes up to the next event. {@link #consumed} tells how far it came: also with {@link
   * Event#NEED_INPUT} it may have taken in dictionaries, which need not be shown again.
   *
   * @param segment memory that holds the bytes
   * @param offset where the first byte not consumed so far lies
   * @param available how many bytes there are from {@code offset} on
   * @return what was found; after the end of the stream {@link Event#END} again
   * @throws MalformedException if the bytes break the format or a limit
   * @throws IllegalStateException after such an exception
   */
  public Event decode(final MemorySegment segment, final long offset, final long available) {
    if (segment.isNative()) {
      return decodeOffHeap(segment, offset, available);
    }
    final long at = heap.copy(segment, offset, available);
    try {
      return decodeOffHeap(heap.segment(), at, available);
    } finally {
      heap.consumed(offset, consumed);
    }
  }

  private Event decodeOffHeap(
      final MemorySegment segment, final long offset, final long available) {
    consumed = 0;
    needed = 0;
    final State before = state;
    switch (before) {
      case ENDED -> {
        return Event.END;
      }
      case FAILED -> throw new IllegalStateException("the stream was found malformed before");
      default -> {
        // Whatever is thrown from here on, the stream has failed.
        state = State.FAILED;
        framingIntact = false;
        return before == State.DRAINING
            ? skim(segment, offset, available)
            : step(before, segment, offset, available);
      }
    }
  }

  private Event step(
      final State before, final MemorySegment segment, final long offset, final long available) {
    for (; ; ) {
      final long at = offset + consumed;
      final long left = available - consumed;
      if (left < knownTotal) {
        return need(before, knownTotal);
      }
      final int found = frame.parse(segment, at, left);
      if (found == FrameParser.NEED_INPUT) {
        return need(before, frame.needed());
      }
      if (found == FrameParser.EOS) {
        return end(before);
      }
      final long bodyStart = (long) frame.prefixLength() + frame.metadataLength();
      if (left < bodyStart) {
        return need(before, bodyStart);
      }
      metadata.take(segment, at + frame.prefixLength(), frame.metadataLength());
      if (before == State.BEFORE_SCHEMA) {
        begin(metadata.segment(), metadata.offset());
        consumed += bodyStart;
        state = State.OPEN;
        return Event.SCHEMA;
      }
      message =
          messages.wrap(
              metadata.segment(), metadata.offset(), frame.metadataLength(), frame.prefixLength());
      final long total = bodyStart + message.bodyLength();
      if (left < total) {
        knownTotal = total;
        return need(before, total);
      }
      knownTotal = 0;
      consumed += total;
      framingIntact = true;
      if (message.headerType() == MessageFlyweight.RECORD_BATCH) {
        session.bind(
            message, messages.number(), metadata, segment, at, bodyStart, bodies, validator);
        state = State.OPEN;
        return Event.BATCH;
      }
      if (message.headerType() != MessageFlyweight.DICTIONARY_BATCH) {
        throw new MalformedException("STREAM-2", 0, "a second schema");
      }
      session.define(message, segment, at, bodyStart, bodies, validator);
      framingIntact = false;
    }
  }

  private Event need(final State before, final long total) {
    needed = total;
    state = before;
    return Event.NEED_INPUT;
  }

  private Event end(final State before) {
    if (before == State.BEFORE_SCHEMA) {
      throw new MalformedException("STREAM-1", 0, "the stream ends before its schema");
    }
    consumed += frame.prefixLength();
    state = State.ENDED;
    return Event.END;
  }

  private void begin(final MemorySegment segment, final long at) {
    final int length = frame.metadataLength();
    session = sessions.find(segment, at, length);
    if (session == null) {
      message = messages.wrapInPlace(segment, at, length, frame.prefixLength());
      if (message.headerType() != MessageFlyweight.SCHEMA) {
        throw new MalformedException("STREAM-1", 0, "the stream does not begin with a schema");
      }
      session = sessions.add(message, segment, at, length);
    }
  }

  /**
   * Finds the end of the stream without looking into messages; bodies need not be there at once.
   */
  private Event skim(final MemorySegment segment, final long offset, final long available) {
    for (; ; ) {
      final long skip = Math.min(skipping, available - consumed);
      consumed += skip;
      skipping -= skip;
      final long at = offset + consumed;
      final long left = available - consumed;
      if (skipping > 0) {
        return need(State.DRAINING, skipping);
      }
      final int found = frame.parse(segment, at, left);
      if (found == FrameParser.EOS) {
        return end(State.DRAINING);
      }
      final long bodyStart = (long) frame.prefixLength() + frame.metadataLength();
      if (found == FrameParser.NEED_INPUT || left < bodyStart) {
        return need(State.DRAINING, found == FrameParser.NEED_INPUT ? frame.needed() : bodyStart);
      }
      message =
          messages.wrapInPlace(
              segment, at + frame.prefixLength(), frame.metadataLength(), frame.prefixLength());
      consumed += bodyStart;
      skipping = message.bodyLength();
    }
  }

  /**
   * Tells how many bytes the last {@link #decode} took in; the next call begins after them.
   *
   * @return bytes from its offset on
   */
  public long consumed() {
    return consumed;
  }

  /**
   * Tells how many bytes, counted from the first not consumed, {@link #decode} has to be shown for
   * the next step after {@link Event#NEED_INPUT}: those it was shown are among them, except while
   * draining, when any number up to this brings it on. The declared lengths in it have been held
   * against the limits, nothing else.
   *
   * @return bytes of the unit at hand, never beyond the end mark of the stream; 0 after other
   *     events
   */
  public long needed() {
    return needed;
  }

  /**
   * Tells the schema of the stream.
   *
   * @return the schema; the same object again for a stream with an equal schema message
   * @throws IllegalStateException before {@link Event#SCHEMA}
   */
  public Schema schema() {
    return session().schema();
  }

  /**
   * Tells the batch.
   *
   * @return the batch last decoded, of no rows before the first; the same object for all of the
   *     stream
   * @throws IllegalStateException before {@link Event#SCHEMA}
   */
  public RecordBatch batch() {
    return session().batch.batch();
  }

  private StreamSession session() {
    if (session == null) {
      throw new IllegalStateException("no schema yet");
    }
    return session;
  }

  /**
   * Tells whether a stream was begun and has not ended.
   *
   * @return false before the first complete message and after the end mark
   */
  public boolean isOpen() {
    return state != State.BEFORE_SCHEMA && state != State.ENDED;
  }

  /**
   * Gives up on the rest of the stream but not on what follows it: from now on {@link #decode} only
   * finds the end mark, and bodies need not be shown as a whole. Possible after a message whose
   * content was malformed, because its length was not.
   *
   * @return false if the stream was found malformed in a way that leaves its end unknown
   */
  public boolean drain() {
    if (state == State.FAILED && !framingIntact) {
      return false;
    }
    if (state != State.ENDED) {
      state = State.DRAINING;
      skipping = 0;
      knownTotal = 0;
    }
    return true;
  }

  /**
   * Tells whether the decoder only looks for the end of the stream.
   *
   * @return true after {@link #drain} until the end mark
   */
  public boolean isDraining() {
    return state == State.DRAINING;
  }

  /** Forgets the stream; the next bytes begin another. What schemas need is kept. */
  public void reset() {
    state = State.BEFORE_SCHEMA;
    previous = session == null ? previous : session;
    session = null;
    knownTotal = 0;
    consumed = 0;
    needed = 0;
  }

  /**
   * Begins a stream whose schema is known already: its bytes begin with what would follow the
   * schema message.
   *
   * @param schema the schema
   */
  public void reset(final Schema schema) {
    reset();
    session = sessions.get(schema);
    state = State.OPEN;
  }

  /** Of the last message. */
  long bodyLength() {
    return message.bodyLength();
  }

  /** Whether the last batch can be repeated. */
  boolean isPlain() {
    return session.isPlain(message.recordBatch());
  }

  /** The schema of the last stream has come again. */
  void repeatSchema(final long length) {
    session = previous;
    state = State.OPEN;
    consumed = length;
  }

  /** The batch of the last stream has come again, at its place, but for its body. */
  void repeatBatch(final long length) {
    state = State.FAILED;
    framingIntact = true;
    consumed = length;
    session.revalidate(message, metadata, validator);
    state = State.OPEN;
  }

  /** The end of the last stream has come again. */
  void repeatEnd() {
    state = State.ENDED;
    consumed = FrameDescriptor.EOS_LENGTH;
  }

  /** Frees the memory of dictionaries and decompressed bodies; batches are no longer valid. */
  @Override
  public void close() {
    sessions.close();
    bodies.close();
    messages.close();
    heap.close();
    metadata.close();
    session = null;
    previous = null;
    state = State.FAILED;
    framingIntact = false;
  }
}
