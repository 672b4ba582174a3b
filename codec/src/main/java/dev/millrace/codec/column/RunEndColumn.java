package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.wire.MalformedException;
import java.util.Objects;

/**
 * A run-end encoded column. Run {@code r} covers the slots from the end of the run before it to
 * {@code runEnd(r)}, both counted from slot {@code -logicalOffset()}, and all of them have value
 * {@code r} of {@link #values}. It has no nulls of its own; see {@link #isLogicalNull}.
 */
public final class RunEndColumn extends Column {
  private final Column runEnds;
  private final Column values;
  private long logicalOffset;

  RunEndColumn(final LayoutNode node, final Column runEnds, final Column values) {
    super(node.field(), node.index());
    this.runEnds = runEnds;
    this.values = values;
  }

  private RunEndColumn(final RunEndColumn source) {
    super(source.field, source.node);
    this.runEnds = source.runEnds;
    this.values = source.values;
  }

  @Override
  void bind(final BufferTable table) {
    length = table.nodeLength(node);
    nullCount = 0;
    logicalOffset = 0;
    runEnds.bind(table);
    values.bind(table);
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final RunEndColumn slice = new RunEndColumn(this);
    slice.length = count;
    slice.logicalOffset = logicalOffset + offset;
    return slice;
  }

  /**
   * Tells the child of run ends.
   *
   * @return an int16, int32 or int64 column; not cut for a slice
   */
  public Column runEnds() {
    return runEnds;
  }

  /**
   * Tells the child of values, one a run.
   *
   * @return the values; not cut for a slice
   */
  public Column values() {
    return values;
  }

  /**
   * Tells how many slots of the encoded column lie before slot 0.
   *
   * @return 0 unless this is a slice
   */
  public long logicalOffset() {
    return logicalOffset;
  }

  /**
   * Tells the number of runs.
   *
   * @return runs of the whole encoded column
   */
  public long runCount() {
    return runEnds.length();
  }

  /**
   * Reads a run end.
   *
   * @param run run number
   * @return slot after the last of the run, {@link #logicalOffset} not taken off
   */
  public long runEnd(final long run) {
    return switch (runEnds) {
      case Int16Column ends -> ends.get(run);
      case Int32Column ends -> ends.get(run);
      case Int64Column ends -> ends.get(run);
      default -> throw new IllegalStateException("run ends " + runEnds.field().type());
    };
  }

  /**
   * Finds the run of a slot by binary search. Who walks the column should instead count runs up
   * with {@link #runEnd}.
   *
   * @param i row
   * @return run number, a row of {@link #values}
   * @throws MalformedException {@code COL-17} if the runs end before the slot
   */
  public long runOf(final long i) {
    final long slot = Objects.checkIndex(i, length) + logicalOffset;
    long low = 0;
    long high = runEnds.length();
    while (low < high) {
      final long middle = (low + high) >>> 1;
      if (runEnd(middle) <= slot) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low >= values.length() || low >= runEnds.length()) {
      throw outside("COL-17", "no run covers the slot", i);
    }
    return low;
  }

  @Override
  public boolean isLogicalNull(final long i) {
    return values.isLogicalNull(runOf(i));
  }

  @Override
  public int childCount() {
    return 2;
  }

  @Override
  public Column child(final int i) {
    return switch (i) {
      case 0 -> runEnds;
      case 1 -> values;
      default -> throw new IndexOutOfBoundsException(i);
    };
  }
}
