package dev.millrace.wire.message;

import static dev.millrace.wire.message.MessageDescriptor.DICTIONARY_DATA;
import static dev.millrace.wire.message.MessageDescriptor.DICTIONARY_ID;
import static dev.millrace.wire.message.MessageDescriptor.DICTIONARY_IS_DELTA;

import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.flatbuf.TableFlyweight;

/**
 * The metadata of one dictionary batch (clause [META-18]): a record batch of one column, for a
 * dictionary.
 */
public final class DictionaryBatchFlyweight {
  private final TableFlyweight table = new TableFlyweight();
  private final RecordBatchFlyweight data;
  private long id;
  private boolean delta;

  DictionaryBatchFlyweight(final RecordBatchFlyweight data) {
    this.data = data;
  }

  void wrap(final FlatbufferVerifier bytes, final long position, final long bodyLength) {
    table.wrap(bytes, position);
    id = table.getLong(DICTIONARY_ID, 0);
    delta = table.getBoolean(DICTIONARY_IS_DELTA);
    final long batch = table.reference(DICTIONARY_DATA);
    if (batch == 0) {
      throw bytes.malformed("META-18", position, "dictionary batch without data");
    }
    data.wrap(bytes, batch, bodyLength);
  }

  /**
   * Tells which dictionary the values belong to.
   *
   * @return an id that a field of the schema should name
   */
  public long id() {
    return id;
  }

  /**
   * Tells whether the values are appended to the dictionary rather than replace it.
   *
   * @return true for a delta
   */
  public boolean isDelta() {
    return delta;
  }

  /**
   * Gives the values.
   *
   * @return the metadata of a batch with the values as its one column
   */
  public RecordBatchFlyweight data() {
    return data;
  }
}
