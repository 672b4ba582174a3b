package dev.millrace.codec.build;

import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.RunEndColumn;
import dev.millrace.wire.schema.Field;
import java.util.List;

/**
 * Builds a run-end encoded column: one value is appended to {@link #values}, then {@link #endRun}
 * tells how often it stands. Nulls are nulls of the values.
 */
public final class RunEndBuilder extends ColumnBuilder {
  private final IntegerBuilder ends;
  private final ColumnBuilder values;
  private final long limit;

  RunEndBuilder(
      final Field field,
      final BuilderMemory memory,
      final IntegerBuilder ends,
      final ColumnBuilder values) {
    super(field, memory, List.of(ends, values));
    this.ends = ends;
    this.values = values;
    this.limit = ends.width == Long.BYTES ? Long.MAX_VALUE : (1L << ends.width * 8 - 1) - 1;
  }

  /**
   * Gives the builder of the values, one a run.
   *
   * @return the builder
   */
  public ColumnBuilder values() {
    return values;
  }

  /**
   * Gives the builder of the values after checking its class.
   *
   * @param <T> builder class
   * @param type builder class
   * @return the builder
   */
  public <T extends ColumnBuilder> T values(final Class<T> type) {
    return ColumnBuilders.cast(values, type);
  }

  /**
   * Ends a run: the value appended last stands in the next slots.
   *
   * @param slots number of slots, at least 1
   * @throws IllegalStateException when not exactly one value was appended, or the type of the run
   *     ends is too narrow for that many slots
   */
  public void endRun(final long slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("a run of " + slots);
    }
    if (values.length != ends.length + 1) {
      throw new IllegalStateException(
          "field " + name() + ": " + values.length + " values for " + (ends.length + 1) + " runs");
    }
    requireFits(slots);
    length += slots;
    ends.putLong(length);
  }

  /**
   * Makes the last run longer: its value stands in the next slots, too.
   *
   * @param slots number of slots, at least 0
   * @throws IllegalStateException when there is no run, or the type of the run ends is too narrow
   */
  public void extendRun(final long slots) {
    requireComplete();
    if (ends.length == 0) {
      throw new IllegalStateException("field " + name() + ": there is no run yet");
    }
    requireFits(checkCount(slots));
    ends.dropLast();
    length += slots;
    ends.putLong(length);
  }

  private void requireComplete() {
    if (values.length != ends.length) {
      throw new IllegalStateException(
          "field " + name() + ": " + values.length + " values for " + ends.length + " runs");
    }
  }

  private void requireFits(final long slots) {
    if (slots > limit - length) {
      throw new IllegalStateException(
          "field "
              + name()
              + ": run end "
              + length
              + " + "
              + slots
              + " does not fit "
              + TypeNames.of(ends.field()));
    }
  }

  @Override
  public long nullCount() {
    return 0;
  }

  @Override
  void putNulls(final long count) {
    if (count > 0) {
      requireFits(count);
      values.putNulls(1);
      endRun(count);
    }
  }

  @Override
  void putEmpty(final long count) {
    if (count > 0) {
      requireFits(count);
      values.putEmpty(1);
      endRun(count);
    }
  }

  @Override
  void finish(final BufferList out) {
    requireComplete();
    out.node(length, 0);
    ends.finish(out);
    values.finish(out);
  }

  @Override
  void clear() {
    length = 0;
  }

  @Override
  List<BuilderBuffer> buffers() {
    return List.of();
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    final RunEndColumn column = (RunEndColumn) source;
    requireComplete();
    requireFits(count);
    final long first = column.runOf(from);
    final long last = column.runOf(from + count - 1);
    values.append(column.values(), first, last - first + 1);
    final long begin = length;
    for (long run = first; run <= last; run++) {
      final long end = Math.min(column.runEnd(run) - column.logicalOffset() - from, count);
      length = begin + end;
      ends.putLong(length);
    }
  }
}
