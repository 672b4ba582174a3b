package dev.millrace.codec.dictionary;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.validate.ColumnValidator;

/**
 * The dictionaries of one stream, as far as they were received. A dictionary that was not received
 * is empty: then no index is valid, but a column of nulls alone is, which is what the format asks
 * for.
 */
public final class ReceivedDictionaries
    implements DictionaryValues, DictionarySource, AutoCloseable {
  private final ReceivedDictionary[] slots;

  /**
   * Makes empty dictionaries.
   *
   * @param layout layout of the stream
   */
  public ReceivedDictionaries(final BatchLayout layout) {
    slots = new ReceivedDictionary[layout.dictionaries().size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new ReceivedDictionary(layout.dictionaries().get(i), this);
    }
  }

  /** Forgets all values, for a new stream. */
  public void reset() {
    for (final ReceivedDictionary slot : slots) {
      slot.clear();
    }
  }

  /**
   * Tells the table into which the next batch of a dictionary is to be mapped.
   *
   * @param slot slot of the dictionary
   * @return a table of its layout
   */
  public BufferTable incoming(final int slot) {
    return slots[slot].incoming();
  }

  /**
   * Takes in a validated batch of values.
   *
   * @param slot slot of the dictionary
   * @param values the batch; copied
   * @param delta whether the values extend the dictionary rather than replace it
   */
  public void define(final int slot, final BufferTable values, final boolean delta) {
    slots[slot].define(values, delta);
    for (int i = slot + 1; i < slots.length; i++) {
      slots[i].nestedChanged();
    }
  }

  /**
   * Validates again the dictionaries whose values refer to others that changed since.
   *
   * @param validator what to validate with
   */
  public void revalidate(final ColumnValidator validator) {
    for (final ReceivedDictionary slot : slots) {
      slot.revalidate(validator, this);
    }
  }

  @Override
  public Column column(final int slot) {
    return slots[slot].column();
  }

  @Override
  public int count() {
    return slots.length;
  }

  @Override
  public long id(final int dictionary) {
    return slots[dictionary].id();
  }

  @Override
  public BatchBuffers values(final int dictionary) {
    return slots[dictionary].batch();
  }

  @Override
  public Object lineage(final int dictionary) {
    return slots[dictionary].lineage();
  }

  @Override
  public BatchBuffers delta(final int dictionary, final long fromValue) {
    return null;
  }

  @Override
  public void close() {
    for (final ReceivedDictionary slot : slots) {
      slot.close();
    }
  }
}
