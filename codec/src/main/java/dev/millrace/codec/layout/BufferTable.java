package dev.millrace.codec.layout;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.wire.frame.FrameDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Where the nodes and buffers of one batch are. Filled again for every batch; grows only when a
 * batch has more entries than any before it.
 *
 * <p>It owns no memory: buffers lie in the receive region, in a mapped segment or file, in a
 * decompression region or in a builder. Not thread-safe.
 */
public final class BufferTable {
  private static final MemorySegment NO_BYTES = MemorySegment.NULL;

  /**
   * Where one buffer is. An object each and no array of segments: C2 guesses the class of an array
   * of an interface's objects wrong, and gives up what it compiled when one is stored.
   */
  private static final class Buffer {
    MemorySegment segment = NO_BYTES;
    long offset;
    long length;
    long origin;
  }

  private final int nodeCount;
  private final long[] nodeLength;
  private final long[] nodeNullCount;
  private final int[] nodeFirstBuffer;
  private final int[] nodeVariadic;
  private int bufferCount;
  private Buffer[] buffers;
  private int variadicCount;
  private boolean decompressed;
  private long[] variadic = new long[0];

  /**
   * Makes an empty table.
   *
   * @param layout the layout its batches will have
   */
  public BufferTable(final BatchLayout layout) {
    final int nodes = layout.nodeCount();
    nodeCount = nodes;
    nodeLength = new long[nodes];
    nodeNullCount = new long[nodes];
    nodeFirstBuffer = new int[nodes];
    nodeVariadic = new int[nodes];
    buffers = new Buffer[0];
    makeRoom(layout.bufferCount());
  }

  /** Forgets the batch: no buffers, and nodes of length 0. */
  public void clear() {
    Arrays.fill(nodeLength, 0);
    Arrays.fill(nodeNullCount, 0);
    for (final Buffer buffer : buffers) {
      buffer.segment = NO_BYTES;
    }
    bufferCount = 0;
    variadicCount = 0;
  }

  /**
   * Begins a batch.
   *
   * @param newBuffers number of buffers it has
   * @param newVariadics number of variadic counts it has
   */
  public void begin(final int newBuffers, final int newVariadics) {
    begin(newBuffers, newVariadics, false);
  }

  /**
   * Begins a batch.
   *
   * @param newBuffers number of buffers it has
   * @param newVariadics number of variadic counts it has
   * @param compressed whether the buffers are compressed in the message
   */
  public void begin(final int newBuffers, final int newVariadics, final boolean compressed) {
    decompressed = compressed;
    if (newBuffers > buffers.length) {
      makeRoom(newBuffers);
    }
    if (newVariadics > variadic.length) {
      variadic = Arrays.copyOf(variadic, newVariadics);
    }
    bufferCount = newBuffers;
    variadicCount = newVariadics;
  }

  private void makeRoom(final int count) {
    int i = buffers.length;
    buffers = Arrays.copyOf(buffers, count);
    for (; i < count; i++) {
      buffers[i] = new Buffer();
    }
  }

  /**
   * Sets a node.
   *
   * @param node position in pre-order
   * @param rows number of slots
   * @param nulls number of null slots
   */
  public void setNode(final int node, final long rows, final long nulls) {
    nodeLength[node] = rows;
    nodeNullCount[node] = nulls;
  }

  /**
   * Sets which buffers belong to a node.
   *
   * @param node position in pre-order
   * @param firstBuffer its first buffer
   * @param variadicBuffers how many data buffers follow the fixed ones
   */
  public void setNodeBuffers(final int node, final int firstBuffer, final int variadicBuffers) {
    nodeFirstBuffer[node] = firstBuffer;
    nodeVariadic[node] = variadicBuffers;
  }

  /**
   * Sets a buffer.
   *
   * @param buffer its number
   * @param memory where it lies
   * @param at byte offset in {@code memory}
   * @param size bytes
   * @param messageOffset where it begins in the framed message, for error texts; -1 when unknown
   */
  public void setBuffer(
      final int buffer,
      final MemorySegment memory,
      final long at,
      final long size,
      final long messageOffset) {
    final Buffer set = buffers[buffer];
    set.segment = memory;
    set.offset = at;
    set.length = size;
    set.origin = messageOffset;
  }

  /**
   * Sets a variadic count.
   *
   * @param i its number
   * @param count data buffers of the i-th view node
   */
  public void setVariadic(final int i, final long count) {
    variadic[i] = count;
  }

  /**
   * Tells the number of nodes.
   *
   * @return nodes
   */
  public int nodeCount() {
    return nodeCount;
  }

  /**
   * Tells the length of a node.
   *
   * @param node position in pre-order
   * @return slots
   */
  public long nodeLength(final int node) {
    return nodeLength[node];
  }

  /**
   * Tells the null count of a node.
   *
   * @param node position in pre-order
   * @return null slots
   */
  public long nodeNullCount(final int node) {
    return nodeNullCount[node];
  }

  /**
   * Tells the first buffer of a node.
   *
   * @param node position in pre-order
   * @return buffer number
   */
  public int firstBuffer(final int node) {
    return nodeFirstBuffer[node];
  }

  /**
   * Tells how many data buffers a view node has.
   *
   * @param node position in pre-order
   * @return data buffers after the fixed ones
   */
  public int variadicBuffers(final int node) {
    return nodeVariadic[node];
  }

  /**
   * Tells the number of buffers.
   *
   * @return buffers
   */
  public int bufferCount() {
    return bufferCount;
  }

  /**
   * Tells the memory of a buffer.
   *
   * @param buffer its number
   * @return the segment it lies in
   */
  public MemorySegment segment(final int buffer) {
    return buffers[buffer].segment;
  }

  /**
   * Tells where a buffer begins.
   *
   * @param buffer its number
   * @return byte offset in its segment
   */
  public long offset(final int buffer) {
    return buffers[buffer].offset;
  }

  /**
   * Tells how long a buffer is.
   *
   * @param buffer its number
   * @return bytes
   */
  public long length(final int buffer) {
    return buffers[buffer].length;
  }

  /**
   * Tells where a byte of a buffer is in the framed message, for error texts.
   *
   * @param buffer its number
   * @param position byte of the buffer
   * @return byte offset; that of the compressed buffer when it was decompressed; -1 when unknown
   */
  public long messageOffset(final int buffer, final long position) {
    final long origin = buffers[buffer].origin;
    return origin < 0 || decompressed ? origin : origin + position;
  }

  /**
   * Tells the number of variadic counts.
   *
   * @return counts, one a view node
   */
  public int variadicCount() {
    return variadicCount;
  }

  /**
   * Tells a variadic count.
   *
   * @param i its number
   * @return data buffers of the i-th view node
   */
  public long variadic(final int i) {
    return variadic[i];
  }

  /**
   * Tells how much memory {@link #copyFrom} needs for the buffers of this table.
   *
   * @return bytes, every buffer rounded up to 64
   */
  public long packedSize() {
    long size = 0;
    for (int i = 0; i < bufferCount; i++) {
      size += FrameDescriptor.align(buffers[i].length, FrameDescriptor.BODY_ALIGNMENT);
    }
    return size;
  }

  /**
   * Becomes a copy of another table, its buffers copied.
   *
   * @param source a table of the same layout; may be this one
   * @param memory where to copy the buffers
   * @param at first byte offset in {@code memory}; {@link #packedSize} bytes are used
   */
  public void copyFrom(final BufferTable source, final MemorySegment memory, final long at) {
    begin(source.bufferCount, source.variadicCount);
    for (int i = 0; i < nodeCount; i++) {
      setNode(i, source.nodeLength[i], source.nodeNullCount[i]);
      setNodeBuffers(i, source.nodeFirstBuffer[i], source.nodeVariadic[i]);
    }
    System.arraycopy(source.variadic, 0, variadic, 0, variadicCount);
    long to = at;
    for (int i = 0; i < bufferCount; i++) {
      final Buffer from = source.buffers[i];
      final long size = from.length;
      if (size > 0) {
        MemorySegment.copy(from.segment, from.offset, memory, to, size);
      }
      setBuffer(i, memory, to, size, -1);
      to += FrameDescriptor.align(size, FrameDescriptor.BODY_ALIGNMENT);
    }
  }

  /**
   * Becomes a table of the buffers of another batch, which stay where they are.
   *
   * @param layout the layout of both
   * @param source the batch, prepared
   */
  public void setAll(final BatchLayout layout, final BatchBuffers source) {
    begin(source.bufferCount(), source.variadicCount());
    int view = 0;
    int buffer = 0;
    for (int i = 0; i < nodeCount; i++) {
      final PhysicalKind kind = layout.node(i).kind();
      setNode(i, source.nodeLength(i), source.nodeNullCount(i));
      int data = 0;
      if (kind == PhysicalKind.VIEW_BINARY) {
        setVariadic(view, source.variadicBufferCount(view));
        data = Math.toIntExact(variadic[view++]);
      }
      setNodeBuffers(i, buffer, data);
      buffer += kind.bufferCount() + data;
    }
    if (buffer != bufferCount) {
      throw new IllegalArgumentException(bufferCount + " buffers instead of " + buffer);
    }
    for (int i = 0; i < bufferCount; i++) {
      setBuffer(i, source.bufferSegment(i), source.bufferOffset(i), source.bufferLength(i), -1);
    }
  }
}
