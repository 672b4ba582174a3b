package dev.millrace.codec.stream;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.compress.BodyCodec;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import java.util.Objects;

/**
 * Writes streams of one schema ([WRITE-1]): batches in, bytes to be sent out. It performs no I/O;
 * each call describes the bytes as a {@link Gather} that refers to the batch's own memory.
 *
 * <p>Order: {@link #start} (optional: the first batch brings the schema with it), any number of
 * {@link #batch}, {@link #end}; then {@link #reset} begins the next stream of the same schema at no
 * cost. What a method without a gather argument returns is valid until the next call on this
 * writer; the methods with one append to the caller's, so that several messages leave in one write.
 *
 * <p>Dictionaries go out before the first batch that needs them, and again when they changed (see
 * {@link DictionaryPolicy}). In steady state writing allocates nothing. Not thread-safe.
 */
public final class StreamWriter implements AutoCloseable {
  private enum State {
    NEW,
    OPEN,
    ENDED,
    CLOSED
  }

  private final Schema schema;
  private final WriteOptions options;
  private final Gather own;
  private final byte[] schemaMessage;
  private final MessageEncoder batches;
  private final DictionaryEncoder dictionaries;
  private Schema accepted;
  private State state = State.NEW;

  /**
   * Makes a writer with a gather of its own.
   *
   * @param schema columns of the stream
   * @param options how to write
   */
  public StreamWriter(final Schema schema, final WriteOptions options) {
    this(schema, options, new Gather());
  }

  /**
   * Makes a writer.
   *
   * @param schema columns of the stream
   * @param options how to write
   * @param gather what the methods without a gather argument clear, fill and return
   */
  public StreamWriter(final Schema schema, final WriteOptions options, final Gather gather) {
    this.schema = Objects.requireNonNull(schema);
    this.options = Objects.requireNonNull(options);
    this.own = Objects.requireNonNull(gather);
    this.schemaMessage = SchemaEncoder.encode(schema);
    this.accepted = schema;
    final BodyCodec codec = codec(options);
    this.batches = MessageEncoder.recordBatches(options.metadataAlignment(), codec);
    this.dictionaries = new DictionaryEncoder(schema, options, codec);
  }

  private static BodyCodec codec(final WriteOptions options) {
    return switch (options.compression()) {
      case NONE -> null;
      case LZ4_FRAME -> BodyCodec.of(RecordBatchFlyweight.LZ4_FRAME, options.level());
      case ZSTD -> BodyCodec.of(RecordBatchFlyweight.ZSTD, options.level());
    };
  }

  /**
   * Tells the schema.
   *
   * @return the schema of the stream
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Writes the schema message.
   *
   * @return the bytes to send, valid until the next call
   * @throws IllegalStateException when the stream has begun
   */
  public Gather start() {
    start(cleared());
    return own;
  }

  /**
   * Appends the schema message.
   *
   * @param out what is appended to
   * @throws IllegalStateException when the stream has begun
   */
  public void start(final Gather out) {
    requireState(State.NEW);
    out.addCopy(schemaMessage);
    state = State.OPEN;
  }

  /**
   * Writes a batch: the schema if it was not sent, dictionaries that are new or changed, the batch.
   *
   * @param batch the batch, of this schema (field and schema metadata may differ)
   * @param custom its custom metadata, {@link Metadata#EMPTY} for none
   * @return the bytes to send, valid until the next call and while the batch is unchanged
   * @throws IllegalArgumentException when the batch has another schema
   * @throws IllegalStateException when the stream has ended, or the batch is incomplete
   */
  public Gather batch(final BatchBuffers batch, final Metadata custom) {
    batch(batch, custom, cleared());
    return own;
  }

  /**
   * Appends a batch: the schema if it was not sent, dictionaries that are new or changed, the
   * batch.
   *
   * @param batch the batch, of this schema (field and schema metadata may differ)
   * @param custom its custom metadata, {@link Metadata#EMPTY} for none
   * @param out what is appended to
   * @throws IllegalArgumentException when the batch has another schema
   * @throws IllegalStateException when the stream has ended, or the batch is incomplete
   */
  public void batch(final BatchBuffers batch, final Metadata custom, final Gather out) {
    if (state != State.OPEN) {
      requireState(State.NEW);
    }
    requireSchema(batch.schema());
    batch.prepare();
    if (state == State.NEW) {
      start(out);
    }
    if (dictionaries.count() > 0) {
      dictionaries.encode(batch.schema(), batch.dictionaries(), out);
    }
    batches.encode(batch, custom, out);
  }

  /**
   * Writes the end of the stream (and the schema if it was not sent).
   *
   * @return the bytes to send, valid until the next call
   * @throws IllegalStateException when the stream has ended
   */
  public Gather end() {
    end(cleared());
    return own;
  }

  /**
   * Appends the end of the stream (and the schema if it was not sent).
   *
   * @param out what is appended to
   * @throws IllegalStateException when the stream has ended
   */
  public void end(final Gather out) {
    if (state != State.OPEN) {
      requireState(State.NEW);
      start(out);
    }
    final long at = out.room(FrameDescriptor.EOS_LENGTH);
    FrameDescriptor.putEos(out.scratch(), at);
    out.commit(FrameDescriptor.EOS_LENGTH);
    state = State.ENDED;
  }

  /**
   * Begins the next stream of the same schema, whatever state the last one is in; its dictionaries
   * are unknown to the reader again.
   *
   * @throws IllegalStateException when the writer is closed
   */
  public void reset() {
    if (state == State.CLOSED) {
      throw new IllegalStateException("the writer is closed");
    }
    state = State.NEW;
    dictionaries.forget();
  }

  /** Ends the use of this writer; nothing is written. Idempotent. */
  @Override
  public void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      own.clear();
    }
  }

  private Gather cleared() {
    own.clear();
    return own;
  }

  private void requireState(final State wanted) {
    if (state != wanted) {
      throw new IllegalStateException(
          switch (state) {
            case NEW -> "the stream has not begun";
            case OPEN -> "the stream has begun already";
            case ENDED -> "the stream has ended";
            case CLOSED -> "the writer is closed";
          });
    }
  }

  private void requireSchema(final Schema other) {
    if (other != schema && other != accepted) {
      if (!SchemaCheck.equalIgnoringMetadata(other, schema)) {
        throw new IllegalArgumentException(
            "a batch of another schema: " + other.fields() + " instead of " + schema.fields());
      }
      accepted = other;
    }
  }
}
