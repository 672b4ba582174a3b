package dev.millrace.codec.stream;

import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.message.RecordBatchFlyweight;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the nodes and buffers of a batch in its message: checks that there are as many as the
 * layout asks for, and decompresses where needed.
 */
final class BodyMapper implements AutoCloseable {
  BodyMapper(final Limits limits) {}

  void map(
      final MemorySegment segment,
      final long message,
      final long bodyStart,
      final long bodyLength,
      final BatchLayout layout,
      final RecordBatchFlyweight batch,
      final BufferTable table) {
    nodes(layout, batch, table);
    checkOverlaps(batch, bodyStart);
    final long body = message + bodyStart;
    for (int i = 0; i < batch.bufferCount(); i++) {
      final long offset = batch.bufferOffset(i);
      table.setBuffer(i, segment, body + offset, batch.bufferLength(i), bodyStart + offset);
    }
  }

  private static void nodes(
      final BatchLayout layout, final RecordBatchFlyweight batch, final BufferTable table) {
    final int nodes = layout.nodes().size();
    if (batch.nodeCount() != nodes) {
      throw new MalformedException(
          "COL-1", -1, batch.nodeCount() + " field nodes for " + nodes + " fields");
    }
    table.begin(batch.bufferCount(), batch.variadicCount());
    int view = 0;
    long buffer = 0;
    for (int i = 0; i < nodes; i++) {
      final LayoutNode node = layout.nodes().get(i);
      table.setNode(i, batch.nodeLength(i), batch.nodeNullCount(i));
      long variadic = 0;
      if (node.kind() == PhysicalKind.VIEW_BINARY) {
        if (view == batch.variadicCount()) {
          throw new MalformedException("COL-3", -1, view + " variadic counts are too few");
        }
        variadic = batch.variadicBufferCount(view);
        table.setVariadic(view++, variadic);
      }
      table.setNodeBuffers(i, (int) buffer, (int) variadic);
      buffer += node.kind().bufferCount() + variadic;
    }
    if (buffer != batch.bufferCount()) {
      throw new MalformedException(
          "COL-2", -1, batch.bufferCount() + " buffers instead of " + buffer);
    }
    if (view != batch.variadicCount()) {
      throw new MalformedException(
          "COL-3", -1, batch.variadicCount() + " variadic counts instead of " + view);
    }
  }

  /** Buffers come one after the other from all known writers; only others cost a sort. */
  private static void checkOverlaps(final RecordBatchFlyweight batch, final long bodyStart) {
    long end = 0;
    for (int i = 0; i < batch.bufferCount(); i++) {
      if (batch.bufferLength(i) == 0) {
        continue;
      }
      if (batch.bufferOffset(i) < end) {
        checkOverlapsSorted(batch, bodyStart);
        return;
      }
      end = batch.bufferOffset(i) + batch.bufferLength(i);
    }
  }

  private static void checkOverlapsSorted(final RecordBatchFlyweight batch, final long bodyStart) {
    final int[] order =
        IntStream.range(0, batch.bufferCount())
            .filter(i -> batch.bufferLength(i) > 0)
            .boxed()
            .sorted(Comparator.comparingLong(batch::bufferOffset))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 1; i < order.length; i++) {
      final long end = batch.bufferOffset(order[i - 1]) + batch.bufferLength(order[i - 1]);
      if (batch.bufferOffset(order[i]) < end) {
        throw new MalformedException(
            "COL-5",
            bodyStart + batch.bufferOffset(order[i]),
            "buffers " + order[i - 1] + " and " + order[i] + " share bytes");
      }
    }
  }

  @Override
  public void close() {}
}
