package dev.millrace.codec.stream;

import dev.millrace.codec.compress.BodyCodec;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LayoutNode;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.layout.PhysicalKind;
import dev.millrace.codec.memory.GrowableRegion;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.message.RecordBatchFlyweight;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the nodes and buffers of a batch in its message: checks that there are as many as the
 * layout asks for and that they share no bytes, and decompresses where needed. That buffers lie in
 * the body has been checked when the metadata was wrapped.
 */
final class BodyMapper implements AutoCloseable {
  private static final long RAW = -1;
  private static final int LENGTH_PREFIX = Long.BYTES;

  /** Buffers up to which comparing each with each is cheaper than sorting them. */
  private static final int FEW_BUFFERS = 32;

  private final long maxDecompressedLength;
  private final BodyCodec[] codecs = new BodyCodec[2];
  private final GrowableRegion decompressed = new GrowableRegion();

  BodyMapper(final Limits limits) {
    maxDecompressedLength = limits.maxDecompressedLength();
  }

  /**
   * Fills a table.
   *
   * @param segment memory of the message
   * @param message where it begins
   * @param bodyStart bytes from there to its body
   * @param version metadata version of the message
   */
  void map(
      final MemorySegment segment,
      final long message,
      final long bodyStart,
      final int version,
      final BatchLayout layout,
      final RecordBatchFlyweight batch,
      final BufferTable table) {
    if (version < MessageFlyweight.V5 && layout.hasUnions()) {
      throw new MalformedException("STREAM-6", -1, "union in metadata version V4");
    }
    final boolean compressed = batch.compression() != RecordBatchFlyweight.NONE;
    mapNodes(layout, version, batch, table, compressed);
    checkOverlaps(batch, bodyStart);
    mapBuffers(segment, message, bodyStart, version, layout, batch, table);
    if (compressed) {
      decompress(batch.compression(), table);
    }
  }

  private static void mapNodes(
      final BatchLayout layout,
      final int version,
      final RecordBatchFlyweight batch,
      final BufferTable table,
      final boolean compressed) {
    final int nodes = layout.nodeCount();
    if (batch.nodeCount() != nodes) {
      throw new MalformedException(
          "COL-1", -1, batch.nodeCount() + " field nodes for " + nodes + " fields");
    }
    if (batch.variadicCount() != layout.viewCount()) {
      throw new MalformedException(
          "COL-3", -1, batch.variadicCount() + " variadic counts instead of " + layout.viewCount());
    }
    long buffers = layout.bufferCount();
    for (int i = 0; i < batch.variadicCount(); i++) {
      buffers += batch.variadicBufferCount(i);
    }
    final int extra = version < MessageFlyweight.V5 ? layout.runEndCount() : 0;
    if (batch.bufferCount() != buffers + extra) {
      throw new MalformedException(
          "COL-2", -1, batch.bufferCount() + " buffers instead of " + (buffers + extra));
    }
    table.begin((int) buffers, batch.variadicCount(), compressed);
    int view = 0;
    int buffer = 0;
    for (int i = 0; i < nodes; i++) {
      final PhysicalKind kind = layout.node(i).kind();
      table.setNode(i, batch.nodeLength(i), batch.nodeNullCount(i));
      int data = 0;
      if (kind == PhysicalKind.VIEW_BINARY) {
        data = (int) batch.variadicBufferCount(view);
        table.setVariadic(view++, data);
      }
      table.setNodeBuffers(i, buffer, data);
      buffer += kind.bufferCount() + data;
    }
  }

  private static void mapBuffers(
      final MemorySegment segment,
      final long message,
      final long bodyStart,
      final int version,
      final BatchLayout layout,
      final RecordBatchFlyweight batch,
      final BufferTable table) {
    int from = 0;
    int to = 0;
    for (int i = 0; i < layout.nodeCount(); i++) {
      final LayoutNode node = layout.node(i);
      if (node.kind() == PhysicalKind.RUN_END && version < MessageFlyweight.V5) {
        // Writers of V4 metadata give every type but null a validity buffer, run ends included.
        from++;
      }
      for (int n = node.kind().bufferCount() + table.variadicBuffers(i); n > 0; n--) {
        final long offset = bodyStart + batch.bufferOffset(from);
        table.setBuffer(to++, segment, message + offset, batch.bufferLength(from++), offset);
      }
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
        if (batch.bufferCount() <= FEW_BUFFERS) {
          checkOverlapsPairwise(batch, bodyStart);
        } else {
          checkOverlapsSorted(batch, bodyStart);
        }
        return;
      }
      end = batch.bufferOffset(i) + batch.bufferLength(i);
    }
  }

  /** Builders in a segment have their buffers in the order in which these grew. */
  private static void checkOverlapsPairwise(
      final RecordBatchFlyweight batch, final long bodyStart) {
    for (int i = 1; i < batch.bufferCount(); i++) {
      final long start = batch.bufferOffset(i);
      final long end = start + batch.bufferLength(i);
      for (int j = 0; j < i && start < end; j++) {
        if (batch.bufferLength(j) > 0
            && start < batch.bufferOffset(j) + batch.bufferLength(j)
            && batch.bufferOffset(j) < end) {
          throw shared(bodyStart + start, j, i);
        }
      }
    }
  }

  private static MalformedException shared(final long at, final int one, final int other) {
    return new MalformedException("COL-5", at, "buffers " + one + " and " + other + " share bytes");
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
        throw shared(bodyStart + batch.bufferOffset(order[i]), order[i - 1], order[i]);
      }
    }
  }

  /** Replaces compressed buffers by their content; those stored raw stay where they are. */
  private void decompress(final int id, final BufferTable table) {
    final BodyCodec codec = codec(id);
    final MemorySegment target = decompressed.atLeast(contentLength(id, table));
    long to = 0;
    for (int i = 0; i < table.bufferCount(); i++) {
      final long length = table.length(i);
      if (length == 0) {
        continue;
      }
      final MemorySegment source = table.segment(i);
      final long start = table.messageOffset(i, 0);
      final long at = table.offset(i) + LENGTH_PREFIX;
      final long content = declared(i, table);
      if (content == RAW) {
        table.setBuffer(i, source, at, length - LENGTH_PREFIX, start);
        continue;
      }
      // The length may have changed in shared memory since the sum was made.
      if (content < 0 || content > target.byteSize() - to) {
        throw new MalformedException("COMP-2", start, "content of " + content + " bytes");
      }
      codec.decompress(
          source, at, length - LENGTH_PREFIX, target, to, content, start + LENGTH_PREFIX);
      table.setBuffer(i, target, to, content, start);
      to += FrameDescriptor.align(content, FrameDescriptor.BODY_ALIGNMENT);
    }
  }

  /**
   * Adds up the declared lengths, each held against what the codec could make of its bytes at most.
   */
  private long contentLength(final int id, final BufferTable table) {
    long sum = 0;
    for (int i = 0; i < table.bufferCount(); i++) {
      final long length = table.length(i);
      if (length == 0) {
        continue;
      }
      if (length < LENGTH_PREFIX) {
        throw new MalformedException(
            "COMP-1", table.messageOffset(i, 0), "compressed buffer of " + length + " bytes");
      }
      final long content = declared(i, table);
      final long most = mostContent(id, length - LENGTH_PREFIX);
      if (content != RAW
          && (content < 0 || content > most || content > maxDecompressedLength - sum)) {
        throw new MalformedException(
            "COMP-2",
            table.messageOffset(i, 0),
            "content of " + content + " bytes from " + (length - LENGTH_PREFIX));
      }
      sum += content == RAW ? 0 : FrameDescriptor.align(content, FrameDescriptor.BODY_ALIGNMENT);
    }
    return sum;
  }

  /** LZ4 makes 255 bytes of one at most; ZSTD makes 128 KiB of a block of 4 bytes. */
  private static long mostContent(final int id, final long compressed) {
    return id == RecordBatchFlyweight.LZ4_FRAME ? compressed * 255 : (compressed / 4 + 1) << 17;
  }

  private static long declared(final int buffer, final BufferTable table) {
    return table.segment(buffer).get(LittleEndian.LONG, table.offset(buffer));
  }

  private BodyCodec codec(final int id) {
    if (codecs[id] == null) {
      codecs[id] = BodyCodec.of(id, 0);
    }
    return codecs[id];
  }

  @Override
  public void close() {
    decompressed.close();
  }
}
