package dev.millrace.codec.build;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.codec.memory.RangeList;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Nodes and buffers of a tree of builders, flattened in pre-order; filled anew for each batch. */
final class BufferList {
  private long[] lengths = new long[8];
  private long[] nullCounts = new long[8];
  private int nodes;
  private final RangeList buffers = new RangeList();
  private long[] variadic = new long[2];
  private int variadics;

  void clear() {
    nodes = 0;
    buffers.clear();
    variadics = 0;
  }

  void node(final long length, final long nullCount) {
    if (nodes == lengths.length) {
      lengths = Arrays.copyOf(lengths, nodes * 2);
      nullCounts = Arrays.copyOf(nullCounts, nodes * 2);
    }
    lengths[nodes] = length;
    nullCounts[nodes++] = nullCount;
  }

  void buffer(final MemorySegment segment, final long offset, final long length) {
    buffers.add(segment, offset, length);
  }

  void buffer(final BuilderBuffer buffer, final long length) {
    buffer(buffer.segment, buffer.offset, length);
  }

  void setBytes(final int buffer, final long length) {
    buffers.setLength(buffer, length);
  }

  void addVariadic(final long count) {
    if (variadics == variadic.length) {
      variadic = Arrays.copyOf(variadic, variadics * 2);
    }
    variadic[variadics++] = count;
  }

  int nodes() {
    return nodes;
  }

  int buffers() {
    return buffers.count();
  }

  int variadics() {
    return variadics;
  }

  long length(final int node) {
    return lengths[node];
  }

  long nullCount(final int node) {
    return nullCounts[node];
  }

  MemorySegment segment(final int buffer) {
    return buffers.segment(buffer);
  }

  long offset(final int buffer) {
    return buffers.offset(buffer);
  }

  long bytes(final int buffer) {
    return buffers.length(buffer);
  }

  long variadicAt(final int column) {
    return variadic[column];
  }

  /** The batch that a list describes; subclasses know the rows and refresh the list. */
  abstract static class Batch implements BatchBuffers {
    final BufferList list = new BufferList();
    private final Schema schema;

    Batch(final Schema schema) {
      this.schema = schema;
    }

    @Override
    public abstract void prepare();

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public int nodeCount() {
      return list.nodes();
    }

    @Override
    public long nodeLength(final int node) {
      return list.length(node);
    }

    @Override
    public long nodeNullCount(final int node) {
      return list.nullCount(node);
    }

    @Override
    public int bufferCount() {
      return list.buffers();
    }

    @Override
    public MemorySegment bufferSegment(final int buffer) {
      return list.segment(buffer);
    }

    @Override
    public long bufferOffset(final int buffer) {
      return list.offset(buffer);
    }

    @Override
    public long bufferLength(final int buffer) {
      return list.bytes(buffer);
    }

    @Override
    public int variadicCount() {
      return list.variadics();
    }

    @Override
    public long variadicBufferCount(final int column) {
      return list.variadicAt(column);
    }

    @Override
    public DictionarySource dictionaries() {
      return DictionarySource.NONE;
    }
  }
}
