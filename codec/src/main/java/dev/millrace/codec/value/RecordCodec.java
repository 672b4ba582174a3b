package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Java records as rows of a batch and as complete one-batch IPC streams [VAL-5].
 *
 * <p>Immutable and thread-safe; there is one for each record class. What {@link #toStream} and
 * {@link #fromStream} work with is kept for the next call, so that after the first ones they
 * allocate the values and bytes they return and little else.
 *
 * <p><b>Lifetime.</b> {@code MemorySegment} and {@code RecordBatch} components of a record that was
 * read point into the batch or the bytes it was read from.
 *
 * @param <R> the record class
 */
public final class RecordCodec<R extends Record> {
  private static final ClassValue<RecordCodec<?>> CODECS =
      new ClassValue<>() {
        @Override
        protected RecordCodec<?> computeValue(final Class<?> type) {
          return new RecordCodec<>(type.asSubclass(Record.class));
        }
      };

  private final Class<R> type;
  private final RecordShape shape;
  private final Schema schema;
  private final Pool<StreamScratch> scratch = new Pool<>();
  private final EmbeddedStreams streams = new EmbeddedStreams();

  /** Found out on first use; a race finds out the same. */
  private Boolean borrows;

  private RecordCodec(final Class<R> type) {
    this.type = type;
    this.shape = new RecordShape(type, List.of());
    this.schema = DictionaryIds.number(new Schema(shape.row().fields(), Metadata.EMPTY));
  }

  /**
   * Gives the codec of a record class, made on first use.
   *
   * @param <R> the record class
   * @param type the record class
   * @return its codec
   * @throws IllegalArgumentException if a component has no mapping to Arrow, or the class can't be
   *     accessed
   */
  @SuppressWarnings("unchecked")
  public static <R extends Record> RecordCodec<R> of(final Class<R> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is no record class");
    }
    return (RecordCodec<R>) CODECS.get(type);
  }

  /**
   * Tells the record class.
   *
   * @return the class
   */
  public Class<R> type() {
    return type;
  }

  /**
   * Tells the columns: one a component, in order, dictionaries numbered.
   *
   * @return the schema; the same object always
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Reads the one row of a batch, by column name [VAL-7].
   *
   * @param batch a batch of one row; of any number where the record has no components
   * @return the record
   * @throws ValueException if the values break the declarations, or there is not one row
   * @throws MalformedException if bytes embedded in a value are broken
   */
  public R read(final RecordBatch batch) {
    if (batch.rowCount() != 1 && shape.row().size() > 0) {
      throw new ValueException(batch.rowCount() + " rows where one must be");
    }
    return read(batch, 0);
  }

  /**
   * Reads a row of a batch, by column name.
   *
   * @param batch the batch
   * @param row the row
   * @return the record
   * @throws ValueException if the values break the declarations
   * @throws MalformedException if bytes embedded in a value are broken
   */
  public R read(final RecordBatch batch, final long row) {
    return type.cast(shape.read(batch, row));
  }

  /**
   * Appends a record as a row.
   *
   * @param builder a builder for {@link #schema()}
   * @param value the record; its {@code MemorySegment}s must stay as they are until the batch is
   *     written
   * @throws ValueException if a component breaks its declaration; the builder must be reset then
   */
  public void write(final BatchBuilder builder, final R value) {
    Objects.requireNonNull(value);
    if (shape.row().size() == 0) {
      builder.rowCount(0);
    }
    shape.write(builder, value);
  }

  /**
   * Writes a record as an IPC stream: schema, dictionaries, a batch of one row (of none where the
   * record has no components), end mark.
   *
   * @param value the record
   * @return the bytes
   * @throws ValueException if a component breaks its declaration
   */
  public byte[] toStream(final R value) {
    return toStream(List.of(value));
  }

  /**
   * Writes records as the rows of the one batch of an IPC stream.
   *
   * @param values the records, any number
   * @return the bytes
   * @throws ValueException if a component breaks its declaration
   */
  public byte[] toStream(final List<R> values) {
    final StreamScratch kept = scratch.take();
    final StreamScratch own = kept == null ? new StreamScratch(schema) : kept;
    final BatchBuilder builder = own.builder();
    for (int i = 0; i < values.size(); i++) {
      write(builder, values.get(i));
    }
    final byte[] stream = own.stream();
    // Only here: after an error its content is unknown, and it is dropped.
    scratch.giveBack(own);
    return stream;
  }

  /**
   * Reads a record from an IPC stream.
   *
   * @param stream the bytes, copied: {@code MemorySegment}s of the record refer to the copy
   * @return the record
   * @throws MalformedException if the bytes are no stream of one batch
   * @throws ValueException if its values break the declarations, or there is not one row
   */
  public R fromStream(final byte[] stream) {
    return fromStream(MemorySegment.ofArray(stream), 0, stream.length);
  }

  /**
   * Reads a record from an IPC stream in place.
   *
   * @param segment memory that holds the stream
   * @param offset where it begins
   * @param length its length in bytes
   * @return the record
   * @throws MalformedException if the bytes are no stream of one batch
   * @throws ValueException if its values break the declarations, or there is not one row
   */
  public R fromStream(final MemorySegment segment, final long offset, final long length) {
    Objects.checkFromIndexSize(offset, length, segment.byteSize());
    return streams.read(segment, offset, length, borrows(), this::read);
  }

  /**
   * Reads all rows of the one batch of an IPC stream.
   *
   * @param segment memory that holds the stream
   * @param offset where it begins
   * @param length its length in bytes
   * @return the records, in a list of the caller's
   * @throws MalformedException if the bytes are no stream of one batch
   * @throws ValueException if its values break the declarations
   */
  public List<R> listFromStream(final MemorySegment segment, final long offset, final long length) {
    Objects.checkFromIndexSize(offset, length, segment.byteSize());
    return streams.read(segment, offset, length, borrows(), this::readAll);
  }

  /**
   * Tells whether records that were read refer to the memory of their batch.
   *
   * @param seen record classes looked into before, because a record may hold streams of its own
   *     class
   */
  boolean borrows(final Set<Class<?>> seen) {
    return seen.add(type) && shape.row().borrows(seen);
  }

  private boolean borrows() {
    Boolean known = borrows;
    if (known == null) {
      known = borrows(new HashSet<>());
      borrows = known;
    }
    return known;
  }

  private List<R> readAll(final RecordBatch batch) {
    final List<R> all = new ArrayList<>();
    if (shape.row().size() > 0) {
      for (long row = 0; row < batch.rowCount(); row++) {
        all.add(read(batch, row));
      }
    }
    return all;
  }
}
