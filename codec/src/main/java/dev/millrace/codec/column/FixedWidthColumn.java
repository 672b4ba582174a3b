package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A column whose values have one width of whole bytes and lie one after the other. */
public abstract sealed class FixedWidthColumn extends Column
    permits Int8Column,
        Int16Column,
        Int32Column,
        Int64Column,
        Float16Column,
        Float32Column,
        Float64Column,
        FixedBinaryColumn,
        DecimalColumn,
        IntervalColumn {
  final int byteWidth;
  MemorySegment data = MemorySegment.NULL;
  long dataOffset;

  FixedWidthColumn(final LayoutNode node) {
    super(node.field(), node.index());
    this.byteWidth = node.byteWidth();
  }

  FixedWidthColumn(final Field field, final int node, final int byteWidth) {
    super(field, node);
    this.byteWidth = byteWidth;
  }

  abstract FixedWidthColumn unbound();

  @Override
  final void bind(final BufferTable table) {
    bindNode(table, PhysicalKind.FIXED);
    final int buffer = table.firstBuffer(node) + 1;
    data = table.segment(buffer);
    dataOffset = table.offset(buffer);
  }

  @Override
  final Column sliceOf(final long offset, final long count) {
    final FixedWidthColumn slice = unbound();
    slice.sliceFrom(this, offset, count);
    slice.data = data;
    slice.dataOffset = dataOffset + offset * byteWidth;
    return slice;
  }

  /**
   * Tells the width of a value.
   *
   * @return bytes
   */
  public final int byteWidth() {
    return byteWidth;
  }

  /**
   * Tells the memory of the values, little-endian, at any alignment.
   *
   * @return the segment they lie in
   */
  public final MemorySegment data() {
    return data;
  }

  /**
   * Tells where the value of slot 0 lies; slot {@code i} is {@code i * byteWidth()} bytes on.
   *
   * @return byte offset in {@link #data}
   */
  public final long dataOffset() {
    return dataOffset;
  }

  /**
   * Copies values as they lie, null slots included.
   *
   * @param from first row
   * @param count number of rows
   * @param target where to
   * @param targetOffset byte offset in {@code target}
   */
  public final void copyTo(
      final long from, final long count, final MemorySegment target, final long targetOffset) {
    Objects.checkFromIndexSize(from, count, length);
    MemorySegment.copy(
        data, dataOffset + from * byteWidth, target, targetOffset, count * byteWidth);
  }
}
