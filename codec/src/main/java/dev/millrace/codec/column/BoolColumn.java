package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column of booleans, one bit each. */
public final class BoolColumn extends Column {
  private MemorySegment data = MemorySegment.NULL;
  private long dataOffset;
  private long dataBit;

  BoolColumn(final LayoutNode node) {
    super(node.field(), node.index());
  }

  private BoolColumn(final Field field, final int node) {
    super(field, node);
  }

  @Override
  void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.BOOL);
    final int buffer = table.firstBuffer(node) + 1;
    data = table.segment(buffer);
    dataOffset = table.offset(buffer);
    dataBit = 0;
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    final BoolColumn slice = new BoolColumn(field, node);
    slice.sliceFrom(this, offset, count);
    slice.data = data;
    slice.dataOffset = dataOffset;
    slice.dataBit = dataBit + offset;
    return slice;
  }

  /**
   * Reads a value.
   *
   * @param i row
   * @return the value; of no meaning where the slot is null
   */
  public boolean get(final long i) {
    return Bitmaps.isSet(data, dataOffset, dataBit + Objects.checkIndex(i, length));
  }

  /**
   * Tells the memory of the values: bit {@code dataBit() + i} after {@link #dataOffset}.
   *
   * @return the segment they lie in
   */
  public MemorySegment data() {
    return data;
  }

  /**
   * Tells where the bitmap of the values begins.
   *
   * @return byte offset in {@link #data}
   */
  public long dataOffset() {
    return dataOffset;
  }

  /**
   * Tells the bit of slot 0.
   *
   * @return bits after {@link #dataOffset}; 0 unless this is a slice
   */
  public long dataBit() {
    return dataBit;
  }

  /**
   * Copies all values, nulls as whatever their bits are.
   *
   * @return one element a row
   */
  public boolean[] toArray() {
    final boolean[] values = new boolean[Math.toIntExact(length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Bitmaps.isSet(data, dataOffset, dataBit + i);
    }
    return values;
  }
}
