package dev.millrace.codec.validate;

import dev.millrace.codec.column.Bitmaps;
import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import java.lang.foreign.MemorySegment;

/**
 * The one place where a column is validated, on its buffers and before any view of them exists. The
 * counts of nodes and buffers and the bounds of the buffers have been checked when they were
 * mapped.
 *
 * <p>A field that is declared non-null may hold nulls: engines send them, and nothing unsafe
 * follows from it.
 *
 * <p>Allocates nothing. For one thread.
 */
public final class ColumnValidator {
  private final boolean offsets;
  private final boolean full;
  private final long maxRows;
  private final ViewChecks views = new ViewChecks();
  private final UnionChecks unions = new UnionChecks();
  private BufferTable table;
  private DictionaryValues dictionaries;

  /**
   * Makes a validator.
   *
   * @param level how much to check
   * @param limits what to accept at most
   */
  public ColumnValidator(final Validation level, final Limits limits) {
    this.offsets = level != Validation.STRUCTURE;
    this.full = level == Validation.FULL;
    this.maxRows = limits.maxRows();
  }

  /**
   * Validates a batch.
   *
   * @param layout its layout
   * @param batch its nodes and buffers
   * @param rowCount its declared number of rows
   * @param values the dictionaries its indices refer to
   * @throws MalformedException at the first defect: {@code COL-6} to {@code COL-20}, {@code DICT-3}
   */
  public void validate(
      final BatchLayout layout,
      final BufferTable batch,
      final long rowCount,
      final DictionaryValues values) {
    table = batch;
    dictionaries = values;
    for (int i = 0; i < layout.rootCount(); i++) {
      final LayoutNode root = layout.root(i);
      final long length = batch.nodeLength(root.index());
      if (length != rowCount) {
        throw Defect.in("COL-6", root, length + " slots in a batch of " + rowCount + " rows");
      }
      column(root);
    }
  }

  private void column(final LayoutNode node) {
    final long length = table.nodeLength(node.index());
    final int first = table.firstBuffer(node.index());
    if (node.kind().hasValidity()) {
      validity(node, length, first);
    }
    switch (node.kind()) {
      case NULL -> bounded(node, length);
      case BOOL -> holds(node, first + 1, bitmapSize(length));
      case FIXED -> fixed(node, length, first + 1);
      case VAR_BINARY, LARGE_VAR_BINARY -> varBinary(node, length, first);
      case VIEW_BINARY -> viewBinary(node, length, first);
      case LIST, MAP, LARGE_LIST -> list(node, length, first);
      case LIST_VIEW, LARGE_LIST_VIEW -> listView(node, length, first);
      case FIXED_SIZE_LIST -> fixedSizeList(node, length);
      case STRUCT -> {
        bounded(node, length);
        childrenCover(node, length);
      }
      case SPARSE_UNION, DENSE_UNION -> union(node, length, first);
      case DICTIONARY -> dictionary(node, length, first);
      case RUN_END -> runEnds(node, length);
    }
    for (int i = 0; i < node.childCount(); i++) {
      column(node.child(i));
    }
    if (full && node.kind() == PhysicalKind.RUN_END) {
      RunEndChecks.inOrder(node, length, table);
    }
  }

  private static long bitmapSize(final long length) {
    return (length + 7) >>> 3;
  }

  /** A node without buffers of its own has only its word for its length. */
  private void bounded(final LayoutNode node, final long length) {
    if (length > maxRows) {
      throw Defect.in("COL-6", node, length + " slots");
    }
  }

  private void holds(final LayoutNode node, final int buffer, final long bytes) {
    if (table.length(buffer) < bytes) {
      throw Defect.at(
          "COL-9", node, table, buffer, 0, table.length(buffer) + " bytes instead of " + bytes);
    }
  }

  /** Needs no product, which could overflow. */
  private void holds(final LayoutNode node, final int buffer, final long count, final int width) {
    if (table.length(buffer) / width < count) {
      throw Defect.at(
          "COL-9",
          node,
          table,
          buffer,
          0,
          table.length(buffer) + " bytes for " + count + " values of " + width);
    }
  }

  private void validity(final LayoutNode node, final long length, final int buffer) {
    final long nulls = table.nodeNullCount(node.index());
    final long size = table.length(buffer);
    if (size == 0 ? nulls > 0 : size < bitmapSize(length)) {
      throw Defect.at(
          size == 0 ? "COL-7" : "COL-8",
          node,
          table,
          buffer,
          0,
          "bitmap of " + size + " bytes for " + length + " slots, " + nulls + " of them null");
    }
    if (full && size > 0) {
      final MemorySegment bitmap = table.segment(buffer);
      final long at = table.offset(buffer);
      if (nulls == 0 && Bitmaps.allSet(bitmap, at, length)) {
        return;
      }
      final long set = Bitmaps.countSet(bitmap, at, 0, length);
      if (set != length - nulls) {
        throw Defect.at(
            "COL-19",
            node,
            table,
            buffer,
            0,
            nulls + " nulls declared, " + (length - set) + " in the bitmap");
      }
    }
  }

  private void fixed(final LayoutNode node, final long length, final int buffer) {
    if (node.byteWidth() == 0) {
      bounded(node, length);
    } else {
      holds(node, buffer, length, node.byteWidth());
    }
  }

  /** Checks the size of an offsets buffer; tells whether there are offsets to check. */
  private boolean hasOffsets(
      final LayoutNode node, final long length, final int buffer, final int width) {
    if (length == 0) {
      return false;
    }
    if (table.length(buffer) / width <= length) {
      throw Defect.at(
          "COL-10",
          node,
          table,
          buffer,
          0,
          table.length(buffer) + " bytes of offsets for " + length + " slots");
    }
    return offsets;
  }

  private void varBinary(final LayoutNode node, final long length, final int first) {
    final boolean large = node.kind() == PhysicalKind.LARGE_VAR_BINARY;
    if (!hasOffsets(node, length, first + 1, large ? 8 : 4)) {
      return;
    }
    final boolean text = full && isText(node.type());
    if (text && !large && AsciiTexts.only(table, first, length)) {
      return;
    }
    final long limit = table.length(first + 2);
    if (large) {
      OffsetChecks.inOrder64(node, table, first + 1, length, limit);
    } else {
      OffsetChecks.inOrder32(node, table, first + 1, length, limit);
    }
    if (text) {
      Utf8Checks.varBinary(node, table, first, length, large);
    }
  }

  private static boolean isText(final ArrowType type) {
    return type instanceof ArrowType.Utf8
        || type instanceof ArrowType.LargeUtf8
        || type instanceof ArrowType.Utf8View;
  }

  private void viewBinary(final LayoutNode node, final long length, final int first) {
    holds(node, first + 1, length, 16);
    if (offsets) {
      views.check(node, table, first, length, full, full && isText(node.type()));
    }
  }

  private void list(final LayoutNode node, final long length, final int first) {
    final boolean large = node.kind() == PhysicalKind.LARGE_LIST;
    if (node.kind() == PhysicalKind.MAP) {
      noNulls(node.child(0), "entries");
      noNulls(node.child(0).child(0), "keys");
    }
    if (!hasOffsets(node, length, first + 1, large ? 8 : 4)) {
      return;
    }
    final long limit = table.nodeLength(node.child(0).index());
    if (large) {
      OffsetChecks.inOrder64(node, table, first + 1, length, limit);
    } else {
      OffsetChecks.inOrder32(node, table, first + 1, length, limit);
    }
  }

  private void noNulls(final LayoutNode node, final String what) {
    final long nulls = table.nodeNullCount(node.index());
    if (nulls != 0 && node.kind().hasValidity()) {
      throw Defect.in("COL-20", node, nulls + " null " + what + " of a map");
    }
  }

  private void listView(final LayoutNode node, final long length, final int first) {
    final boolean large = node.kind() == PhysicalKind.LARGE_LIST_VIEW;
    final int width = large ? 8 : 4;
    holds(node, first + 1, length, width);
    holds(node, first + 2, length, width);
    if (!offsets) {
      return;
    }
    final long limit = table.nodeLength(node.child(0).index());
    if (large) {
      OffsetChecks.views64(node, table, first + 1, length, limit);
    } else {
      OffsetChecks.views32(node, table, first + 1, length, limit);
    }
  }

  private void fixedSizeList(final LayoutNode node, final long length) {
    bounded(node, length);
    final int size = ((ArrowType.FixedSizeList) node.type()).listSize();
    final long values = table.nodeLength(node.child(0).index());
    if (size > 0 && values / size < length) {
      throw Defect.in("COL-12", node, values + " values for " + length + " lists of " + size);
    }
  }

  private void childrenCover(final LayoutNode node, final long length) {
    for (int i = 0; i < node.childCount(); i++) {
      final long slots = table.nodeLength(node.child(i).index());
      if (slots < length) {
        throw Defect.in("COL-12", node.child(i), slots + " slots for " + length + " of the parent");
      }
    }
  }

  private void union(final LayoutNode node, final long length, final int first) {
    holds(node, first, length);
    if (node.kind() == PhysicalKind.SPARSE_UNION) {
      childrenCover(node, length);
      if (full) {
        unions.sparse(node, table, first, length);
      }
      return;
    }
    holds(node, first + 1, length, 4);
    if (full) {
      unions.dense(node, table, first, length);
    }
  }

  private void dictionary(final LayoutNode node, final long length, final int first) {
    holds(node, first + 1, length, node.byteWidth());
    if (full) {
      final long size = dictionaries.column(node.dictionarySlot()).length();
      IndexChecks.inRange(node, table, first, length, size);
    }
  }

  private void runEnds(final LayoutNode node, final long length) {
    bounded(node, length);
    final LayoutNode ends = node.child(0);
    final long runs = table.nodeLength(ends.index());
    final long values = table.nodeLength(node.child(1).index());
    if (table.nodeNullCount(ends.index()) != 0) {
      throw Defect.in("COL-17", ends, "null run ends");
    }
    if (values < runs || runs == 0 && length > 0) {
      throw Defect.in("COL-17", node, runs + " runs, " + values + " values, " + length + " slots");
    }
  }
}
