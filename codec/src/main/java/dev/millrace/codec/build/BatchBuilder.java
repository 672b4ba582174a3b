package dev.millrace.codec.build;

import dev.millrace.codec.DictionarySource;
import dev.millrace.wire.schema.Schema;
import java.util.List;

/**
 * Builds batches of one schema, one after the other, in memory that stays the same: append to the
 * columns, hand the builder to a writer, {@link #reset}, begin again.
 *
 * <p>Ownership: the buffers belong to the {@link BuilderMemory}. What a writer was given refers to
 * them, so reset only after those bytes left. Not thread-safe.
 */
public final class BatchBuilder extends BufferList.Batch {
  private final ColumnBuilder[] columns;
  private final BuilderDictionaries dictionaries;
  private long rows = -1;

  /**
   * Makes an empty builder.
   *
   * @param schema what is built
   * @param memory where
   * @throws IllegalArgumentException when a field has not the children its type needs
   */
  public BatchBuilder(final Schema schema, final BuilderMemory memory) {
    super(schema);
    final ColumnBuilders builders = new ColumnBuilders(memory);
    this.columns = schema.fields().stream().map(builders::of).toArray(ColumnBuilder[]::new);
    this.dictionaries = BuilderDictionaries.of(List.of(columns));
  }

  /**
   * Counts the columns.
   *
   * @return number of top-level fields
   */
  public int columnCount() {
    return columns.length;
  }

  /**
   * Gives the builder of a column. It stays the same for the life of this batch builder.
   *
   * @param index position in the schema
   * @return the builder
   */
  public ColumnBuilder column(final int index) {
    return columns[index];
  }

  /**
   * Gives the builder of a column after checking its class.
   *
   * @param <T> builder class
   * @param index position in the schema
   * @param type builder class
   * @return the builder
   * @throws IllegalArgumentException when the column is of another type
   */
  public <T extends ColumnBuilder> T column(final int index, final Class<T> type) {
    return ColumnBuilders.cast(column(index), type);
  }

  /**
   * Gives the builder of a column by name.
   *
   * @param name name of the field; the first one that has it
   * @return the builder
   * @throws IllegalArgumentException when there is none
   */
  public ColumnBuilder column(final String name) {
    final int index = schema().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column '" + name + "'");
    }
    return columns[index];
  }

  /**
   * Declares the number of rows. Needed only without columns; with columns it is one more check.
   *
   * @param count number of rows
   * @return this
   */
  public BatchBuilder rowCount(final long count) {
    rows = ColumnBuilder.checkCount(count);
    return this;
  }

  /**
   * Tells the number of rows.
   *
   * @return what was declared, else the length of the first column, 0 without columns
   */
  @Override
  public long rowCount() {
    return rows >= 0 ? rows : columns.length == 0 ? 0 : columns[0].length;
  }

  @Override
  public void prepare() {
    final long expected = rowCount();
    for (final ColumnBuilder column : columns) {
      if (column.length != expected) {
        throw new IllegalStateException(
            "column "
                + column.name()
                + " has "
                + column.length
                + " values in a batch of "
                + expected
                + " rows");
      }
    }
    list.clear();
    for (final ColumnBuilder column : columns) {
      column.finish(list);
    }
  }

  @Override
  public DictionarySource dictionaries() {
    return dictionaries;
  }

  /** Empties the columns and keeps their memory and dictionaries. */
  public void reset() {
    rows = -1;
    for (final ColumnBuilder column : columns) {
      column.reset();
    }
  }

  /**
   * Begins all dictionaries anew, nested ones too. Needed between streams that have nothing to do
   * with each other: the values of one would pile up in all that follow.
   *
   * @throws IllegalStateException when a column is not empty
   */
  public void clearDictionaries() {
    dictionaries.clear();
  }

  /**
   * Empties the columns and gives their memory back: after an unusually large batch, or when the
   * memory of this batch was given away and the next one is to be built elsewhere. Dictionaries
   * stay.
   */
  public void release() {
    rows = -1;
    for (final ColumnBuilder column : columns) {
      column.release();
    }
  }
}
