package dev.millrace.codec.column;

import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A column of unions, sparse or dense. Each slot names one child by type id and a slot of that
 * child. A union has no nulls of its own; see {@link #isLogicalNull}.
 */
public final class UnionColumn extends Column {
  private final boolean dense;
  private final LayoutNode layout;
  private final Column[] children;
  private MemorySegment typeIds = MemorySegment.NULL;
  private long typeIdsOffset;
  private MemorySegment offsets = MemorySegment.NULL;
  private long offsetsOffset;

  UnionColumn(final LayoutNode node, final Column[] children) {
    super(node.field(), node.index());
    this.dense = node.kind() == PhysicalKind.DENSE_UNION;
    this.layout = node;
    this.children = children;
  }

  private UnionColumn(final UnionColumn source, final Column[] children) {
    super(source.field, source.node);
    this.dense = source.dense;
    this.layout = source.layout;
    this.children = children;
  }

  @Override
  void bind(final BufferTable table) {
    length = table.nodeLength(node);
    nullCount = 0;
    final int first = table.firstBuffer(node);
    typeIds = table.segment(first);
    typeIdsOffset = table.offset(first);
    if (dense) {
      offsets = table.segment(first + 1);
      offsetsOffset = table.offset(first + 1);
    }
    for (final Column child : children) {
      child.bind(table);
    }
  }

  @Override
  Column sliceOf(final long offset, final long count) {
    Column[] cut = children;
    if (!dense) {
      cut = new Column[children.length];
      for (int c = 0; c < cut.length; c++) {
        cut[c] = children[c].slice(offset, count);
      }
    }
    final UnionColumn slice = new UnionColumn(this, cut);
    slice.length = count;
    slice.typeIds = typeIds;
    slice.typeIdsOffset = typeIdsOffset + offset;
    slice.offsets = offsets;
    slice.offsetsOffset = offsetsOffset + (offset << 2);
    return slice;
  }

  /**
   * Tells the mode.
   *
   * @return true for dense, false for sparse
   */
  public boolean isDense() {
    return dense;
  }

  /**
   * Reads the type id of a slot as it stands in the buffer.
   *
   * @param i row
   * @return type id
   */
  public byte typeId(final long i) {
    return OffHeap.cast(typeIds)
        .get(LittleEndian.BYTE, typeIdsOffset + Objects.checkIndex(i, length));
  }

  /**
   * Tells which child holds a slot's value.
   *
   * @param i row
   * @return child number
   * @throws MalformedException {@code COL-15} if the type id names no child
   */
  public int childIndex(final long i) {
    final byte id = typeId(i);
    final int child = layout.childOfTypeId(id);
    if (child < 0) {
      throw outside("COL-15", "type id " + id + " names no child", i);
    }
    return child;
  }

  /**
   * Tells which slot of its child holds a slot's value.
   *
   * @param i row
   * @return row of {@code child(childIndex(i))}
   * @throws MalformedException {@code COL-15} or {@code COL-16} if there is no such child or slot
   */
  public long childRow(final long i) {
    final int child = childIndex(i);
    if (!dense) {
      return i;
    }
    final int row = OffHeap.cast(offsets).get(LittleEndian.INT, offsetsOffset + (i << 2));
    if (row < 0 || row >= children[child].length()) {
      throw outside("COL-16", "offset " + row + " of " + children[child].length(), i);
    }
    return row;
  }

  @Override
  public boolean isLogicalNull(final long i) {
    return children[childIndex(i)].isLogicalNull(childRow(i));
  }

  @Override
  public int childCount() {
    return children.length;
  }

  @Override
  public Column child(final int i) {
    return children[i];
  }

  /**
   * Tells the memory of the {@code length()} int8 type ids.
   *
   * @return the segment they lie in
   */
  public MemorySegment typeIds() {
    return typeIds;
  }

  /**
   * Tells where the type id of slot 0 lies.
   *
   * @return byte offset in {@link #typeIds}
   */
  public long typeIdsOffset() {
    return typeIdsOffset;
  }

  /**
   * Tells the memory of the {@code length()} int32 offsets of a dense union.
   *
   * @return the segment they lie in; of no meaning for a sparse union
   */
  public MemorySegment offsets() {
    return offsets;
  }

  /**
   * Tells where the offset of slot 0 lies.
   *
   * @return byte offset in {@link #offsets}
   */
  public long offsetsOffset() {
    return offsetsOffset;
  }
}
