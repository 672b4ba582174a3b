package dev.millrace.codec.validate;

import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.wire.Limits;

/** The one place where a column is validated, before any view of it exists. */
public final class ColumnValidator {
  /**
   * Makes a validator.
   *
   * @param level how much to check
   * @param limits what to accept at most
   */
  public ColumnValidator(final Validation level, final Limits limits) {}

  /**
   * Validates a batch.
   *
   * @param layout its layout
   * @param table its nodes and buffers
   * @param rowCount its declared number of rows
   * @param dictionaries the dictionaries its indices refer to
   */
  public void validate(
      final BatchLayout layout,
      final BufferTable table,
      final long rowCount,
      final DictionaryValues dictionaries) {}
}
