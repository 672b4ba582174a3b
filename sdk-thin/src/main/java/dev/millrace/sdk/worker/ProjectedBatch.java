package dev.millrace.sdk.worker;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.wire.schema.BufferKind;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeLayout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Some columns of another batch, in any order: nodes and buffers are looked up there, nothing is
 * copied. Made once a stream and {@linkplain #wrap wrapped} around each batch.
 */
final class ProjectedBatch implements BatchBuffers {
  private final Schema schema;

  /** First node, first buffer and first view column of each column of the source, then the ends. */
  private final int[] firstNode;

  private final int[] firstView;
  private final int[] fixedBuffers;

  private final int[] nodes;
  private final int[] views;
  private int[] buffers = new int[0];
  private int bufferCount;
  private final int[] wanted;

  private BatchBuffers source;

  ProjectedBatch(final Projection projection) {
    this.schema = projection.output();
    this.wanted = projection.positions().stream().mapToInt(Integer::intValue).toArray();
    final int columns = projection.bound().fields().size();
    firstNode = new int[columns + 1];
    firstView = new int[columns + 1];
    fixedBuffers = new int[columns];
    for (int i = 0; i < columns; i++) {
      final Counts counts = new Counts();
      counts.add(projection.bound().fields().get(i));
      firstNode[i + 1] = firstNode[i] + counts.nodes;
      firstView[i + 1] = firstView[i] + counts.views;
      fixedBuffers[i] = counts.buffers;
    }
    nodes = expand(firstNode);
    views = expand(firstView);
  }

  /** What the type of a column brings along, children included. */
  private static final class Counts {
    private int nodes;
    private int buffers;
    private int views;

    private void add(final Field field) {
      nodes++;
      final TypeLayout layout = TypeLayout.of(field);
      for (final BufferKind kind : layout.buffers()) {
        buffers++;
      }
      if (layout.variadic()) {
        views++;
      }
      if (field.dictionary() == null) {
        field.children().forEach(this::add);
      }
    }
  }

  private int[] expand(final int[] first) {
    int total = 0;
    for (final int column : wanted) {
      total += first[column + 1] - first[column];
    }
    final int[] numbers = new int[total];
    int at = 0;
    for (final int column : wanted) {
      for (int i = first[column]; i < first[column + 1]; i++) {
        numbers[at++] = i;
      }
    }
    return numbers;
  }

  /** Shows the wanted columns of a batch of the bound schema from now on. */
  ProjectedBatch wrap(final BatchBuffers batch) {
    source = batch;
    return this;
  }

  @Override
  public void prepare() {
    source.prepare();
    bufferCount = 0;
    int[] starts = new int[fixedBuffers.length + 1];
    for (int c = 0; c < fixedBuffers.length; c++) {
      long data = 0;
      for (int v = firstView[c]; v < firstView[c + 1]; v++) {
        data += source.variadicBufferCount(v);
      }
      starts[c + 1] = Math.toIntExact(starts[c] + fixedBuffers[c] + data);
    }
    for (final int column : wanted) {
      for (int b = starts[column]; b < starts[column + 1]; b++) {
        if (bufferCount == buffers.length) {
          buffers = Arrays.copyOf(buffers, Math.max(16, bufferCount * 2));
        }
        buffers[bufferCount++] = b;
      }
    }
  }

  @Override
  public Schema schema() {
    return schema;
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
    return views.length;
  }

  @Override
  public long variadicBufferCount(final int column) {
    return source.variadicBufferCount(views[column]);
  }

  @Override
  public DictionarySource dictionaries() {
    return source.dictionaries();
  }
}
