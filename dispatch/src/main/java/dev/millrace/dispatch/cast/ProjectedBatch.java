package dev.millrace.dispatch.cast;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Some columns of batches of one schema, in another order and under the declared field, as batches
 * of the declared schema. Nothing is copied: the buffers are those of the source. Reused from batch
 * to batch without garbage; what it shows is valid as long as the source's batch is.
 */
public final class ProjectedBatch implements BatchBuffers {
  private final Schema target;
  private final BatchLayout layout;
  private final int[] columns;
  private final int[] nodes;
  private final DictionaryIds ids;
  private final int[] firstBuffer;
  private final int[] firstVariadic;
  private BatchBuffers source;
  private int[] buffers = new int[16];
  private int bufferCount;
  private int[] variadics = new int[4];
  private int variadicCount;
  private DictionarySource dictionaries = DictionarySource.NONE;

  /**
   * Selects columns.
   *
   * @param target schema shown
   * @param source schema of the batches
   * @param columns for each target column its position in the source, of the same type
   */
  public ProjectedBatch(final Schema target, final Schema source, final int[] columns) {
    this.target = target;
    this.layout = BatchLayout.of(source);
    this.columns = columns;
    this.nodes = nodesOf(layout, columns);
    this.firstBuffer = new int[layout.nodeCount()];
    this.firstVariadic = new int[layout.nodeCount()];
    this.ids = new DictionaryIds();
    for (int i = 0; i < columns.length; i++) {
      ids.add(source.fields().get(columns[i]), target.fields().get(i));
    }
  }

  /** Tells whether dictionaries can be shown under the ids of the target schema. */
  boolean isPossible() {
    return ids.isPossible();
  }

  private static int[] nodesOf(final BatchLayout layout, final int[] columns) {
    int[] nodes = new int[layout.nodeCount()];
    int count = 0;
    for (final int column : columns) {
      final int from = layout.root(column).index();
      final int to = from + size(layout.root(column));
      if (count + to - from > nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * nodes.length + to - from);
      }
      for (int node = from; node < to; node++) {
        nodes[count++] = node;
      }
    }
    return Arrays.copyOf(nodes, count);
  }

  private static int size(final LayoutNode node) {
    int size = 1;
    for (int i = 0; i < node.childCount(); i++) {
      size += size(node.child(i));
    }
    return size;
  }

  /**
   * Shows the columns of a batch from now on.
   *
   * @param batch a batch of the source schema
   * @return this
   */
  public ProjectedBatch of(final BatchBuffers batch) {
    source = batch;
    return this;
  }

  @Override
  public void prepare() {
    source.prepare();
    int buffer = 0;
    int variadic = 0;
    for (int i = 0; i < layout.nodeCount(); i++) {
      firstBuffer[i] = buffer;
      firstVariadic[i] = variadic;
      buffer += layout.node(i).kind().bufferCount();
      if (layout.node(i).kind() == PhysicalKind.VIEW_BINARY) {
        buffer += (int) source.variadicBufferCount(variadic++);
      }
    }
    bufferCount = 0;
    variadicCount = 0;
    for (final int node : nodes) {
      addBuffers(node, node + 1 < firstBuffer.length ? firstBuffer[node + 1] : buffer);
      if (layout.node(node).kind() == PhysicalKind.VIEW_BINARY) {
        if (variadicCount == variadics.length) {
          variadics = Arrays.copyOf(variadics, 2 * variadicCount);
        }
        variadics[variadicCount++] = firstVariadic[node];
      }
    }
    dictionaries = ids.isEmpty() ? DictionarySource.NONE : ids.of(source.dictionaries());
  }

  private void addBuffers(final int node, final int end) {
    for (int i = firstBuffer[node]; i < end; i++) {
      if (bufferCount == buffers.length) {
        buffers = Arrays.copyOf(buffers, 2 * bufferCount);
      }
      buffers[bufferCount++] = i;
    }
  }

  /** Finds a target column whose field allows no nulls though the source has some, or null. */
  Field nullsInNonNull() {
    for (int i = 0; i < columns.length; i++) {
      final Field field = target.fields().get(i);
      final int node = layout.root(columns[i]).index();
      if (!field.nullable() && source.nodeNullCount(node) > 0) {
        return field;
      }
    }
    return null;
  }

  @Override
  public Schema schema() {
    return target;
  }

  @Override
  public long rowCount() {
    return source.rowCount();
  }

  @Override
  public int nodeCount() {
    return nodes.length;
  }

  @Override
  public long nodeLength(final int node) {
    return source.nodeLength(nodes[node]);
  }

  @Override
  public long nodeNullCount(final int node) {
    return source.nodeNullCount(nodes[node]);
  }

  @Override
  public int bufferCount() {
    return bufferCount;
  }

  @Override
  public MemorySegment bufferSegment(final int buffer) {
    return source.bufferSegment(buffers[buffer]);
  }

  @Override
  public long bufferOffset(final int buffer) {
    return source.bufferOffset(buffers[buffer]);
  }

  @Override
  public long bufferLength(final int buffer) {
    return source.bufferLength(buffers[buffer]);
  }

  @Override
  public int variadicCount() {
    return variadicCount;
  }

  @Override
  public long variadicBufferCount(final int column) {
    return source.variadicBufferCount(variadics[column]);
  }

  @Override
  public DictionarySource dictionaries() {
    return dictionaries;
  }
}
