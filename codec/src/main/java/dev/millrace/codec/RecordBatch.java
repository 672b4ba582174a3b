package dev.millrace.codec;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.ColumnTree;
import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.wire.message.CustomMetadataFlyweight;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A batch of rows: typed views over memory that someone else owns.
 *
 * <p><b>Ownership.</b> A batch that a decoder hands out, its columns and its metadata are the
 * decoder's and are bound anew to the next message: they are valid until the decoder is next asked
 * to go on, except that finding the end of the stream leaves them intact, and no longer than the
 * bytes that were decoded. {@link #copy} makes a batch that depends on nothing but its arena.
 *
 * <p>Not thread-safe while it is being bound; reading from several threads in between is safe.
 */
public final class RecordBatch implements BatchBuffers {
  private final BatchLayout layout;
  private final BufferTable table;
  private final ColumnTree columns;
  private final DictionarySource dictionaries;
  private long rowCount;
  private CustomMetadataFlyweight customMetadata = CustomMetadataFlyweight.empty();
  private MemorySegment message = MemorySegment.NULL;
  private long metadataOffset;
  private int metadataLength;

  private RecordBatch(
      final BatchLayout layout,
      final DictionaryValues values,
      final DictionarySource dictionaries) {
    this.layout = layout;
    this.table = new BufferTable(layout);
    this.columns = new ColumnTree(layout, values);
    this.dictionaries = dictionaries;
  }

  /**
   * The side of a batch that its decoder keeps: fills the table, has it validated, then binds.
   *
   * @hidden
   */
  public static final class Binder {
    private final RecordBatch batch;

    /**
     * Makes an empty batch.
     *
     * @param layout layout of the batches to come
     * @param values where dictionary-encoded columns find their values
     * @param dictionaries the same dictionaries, for those who send the batch on
     */
    public Binder(
        final BatchLayout layout,
        final DictionaryValues values,
        final DictionarySource dictionaries) {
      this.batch = new RecordBatch(layout, values, dictionaries);
    }

    /**
     * Tells the batch.
     *
     * @return the same object for every message
     */
    public RecordBatch batch() {
      return batch;
    }

    /**
     * Tells the table to fill before {@link #bind}.
     *
     * @return the table of the batch
     */
    public BufferTable table() {
      return batch.table;
    }

    /**
     * Binds the columns to what the table now holds, which must be valid, without a message.
     *
     * @param rowCount rows
     */
    public void bind(final long rowCount) {
      batch.rowCount = rowCount;
      batch.columns.bind(batch.table);
      setMessage(CustomMetadataFlyweight.empty(), MemorySegment.NULL, 0, 0);
    }

    /**
     * Tells what the batch came in.
     *
     * @param metadata custom metadata of the message
     * @param segment memory of the message
     * @param metadataOffset where its metadata begins, after the prefix
     * @param metadataLength bytes of its metadata
     */
    public void setMessage(
        final CustomMetadataFlyweight metadata,
        final MemorySegment segment,
        final long metadataOffset,
        final int metadataLength) {
      batch.customMetadata = metadata;
      batch.message = segment;
      batch.metadataOffset = metadataOffset;
      batch.metadataLength = metadataLength;
    }

    /** Makes the batch one of no rows, so that nothing of a refused message shows. */
    public void unbind() {
      batch.table.clear();
      bind(0);
    }
  }

  /**
   * Makes columns over the memory of another batch, such as one under construction. Copies nothing;
   * valid until that batch changes.
   *
   * @param buffers the batch
   * @return views of it, without custom metadata
   */
  public static RecordBatch of(final BatchBuffers buffers) {
    return BatchCopier.view(buffers);
  }

  /**
   * Gives this batch the custom metadata of another: for batches that travelled apart from theirs,
   * as through shared memory.
   *
   * @param carrier the batch that carried the metadata; valid as long as that one
   */
  public void adoptMetadata(final RecordBatch carrier) {
    message = carrier.message;
    metadataOffset = carrier.metadataOffset;
    metadataLength = carrier.metadataLength;
    customMetadata = carrier.customMetadata;
  }

  BatchLayout layout() {
    return layout;
  }

  BufferTable table() {
    return table;
  }

  /** Memory of the message this came in, of no bytes when it came otherwise. */
  MemorySegment message() {
    return message;
  }

  long metadataOffset() {
    return metadataOffset;
  }

  int metadataLength() {
    return metadataLength;
  }

  @Override
  public Schema schema() {
    return layout.schema();
  }

  @Override
  public long rowCount() {
    return rowCount;
  }

  /**
   * Tells the number of columns.
   *
   * @return fields of the schema
   */
  public int columnCount() {
    return columns.size();
  }

  /**
   * Finds a column.
   *
   * @param i position in the schema
   * @return its view, the same object for every batch of the stream
   */
  public Column column(final int i) {
    return columns.column(i);
  }

  /**
   * Finds a column by name.
   *
   * @param name field name
   * @return the first column of that name
   * @throws IllegalArgumentException if there is none
   */
  public Column column(final String name) {
    final int i = schema().indexOf(name);
    if (i < 0) {
      throw new IllegalArgumentException("no column '" + name + "'");
    }
    return columns.column(i);
  }

  /**
   * Tells the custom metadata of the message in place.
   *
   * @return its entries, never null; lives as long as the batch
   */
  public CustomMetadataFlyweight customMetadata() {
    return customMetadata;
  }

  /**
   * Copies the custom metadata of the message.
   *
   * @return its entries
   */
  public Metadata metadata() {
    return customMetadata.size() == 0 ? Metadata.EMPTY : customMetadata.copy();
  }

  /**
   * Adds up the lengths of the buffers.
   *
   * @return bytes, without padding, metadata and dictionaries
   */
  public long byteSize() {
    long size = 0;
    for (int i = 0; i < table.bufferCount(); i++) {
      size += table.length(i);
    }
    return size;
  }

  /**
   * Copies the batch with its dictionaries and metadata.
   *
   * @param arena whose memory the copy lives in
   * @return a batch that is valid as long as the arena
   */
  public RecordBatch copy(final Arena arena) {
    return BatchCopier.copy(this, arena);
  }

  @Override
  public int nodeCount() {
    return table.nodeCount();
  }

  @Override
  public long nodeLength(final int node) {
    return table.nodeLength(node);
  }

  @Override
  public long nodeNullCount(final int node) {
    return table.nodeNullCount(node);
  }

  @Override
  public int bufferCount() {
    return table.bufferCount();
  }

  @Override
  public MemorySegment bufferSegment(final int buffer) {
    return table.segment(buffer);
  }

  @Override
  public long bufferOffset(final int buffer) {
    return table.offset(buffer);
  }

  @Override
  public long bufferLength(final int buffer) {
    return table.length(buffer);
  }

  @Override
  public int variadicCount() {
    return table.variadicCount();
  }

  @Override
  public long variadicBufferCount(final int column) {
    return table.variadic(column);
  }

  @Override
  public DictionarySource dictionaries() {
    return dictionaries;
  }
}
