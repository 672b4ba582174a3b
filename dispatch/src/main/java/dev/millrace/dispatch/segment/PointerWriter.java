package dev.millrace.dispatch.segment;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.shm.segment.SegmentAllocator;
import dev.millrace.shm.segment.SharedSegment;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.message.BatchMetadataTemplate;
import dev.millrace.wire.message.RecordBatchFlyweight;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Puts batches of one schema into the segment and makes the metadata of their pointers (clauses
 * SHM-9 and SHM-10).
 *
 * <p>A batch that was built in {@link SegmentMemory} only gets its messages written in front of and
 * behind its body. Any other batch is copied into an allocation, once. A batch that is too small,
 * or finds no room, goes inline: the answer is null.
 */
final class PointerWriter {
  /** Room behind a body for the end of the stream, which keeps allocations multiples of 64. */
  static final long TAIL = 64;

  private static final int REMEMBERED = 8;

  private final SharedSegment segment;
  private final SegmentMemory memory;
  private final SegmentSettings settings;
  private final CounterLane counters;
  private final Schema schema;
  private final boolean spliced;
  private final StreamWriter copier;
  private final Gather gather = new Gather();
  private final byte[] schemaMessage;
  private long[] places = new long[16];
  private BatchMetadataTemplate template;
  private int templateBuffers = -1;
  // Pointers to the same few ranges come again and again: their metadata is made once.
  private final Metadata[] pointers = new Metadata[REMEMBERED];
  private final long[] pointerRanges = new long[2 * REMEMBERED];
  private int nextPointer;

  PointerWriter(
      final SharedSegment segment,
      final SegmentMemory memory,
      final SegmentSettings settings,
      final CounterLane counters,
      final Schema schema) {
    this.segment = segment;
    this.memory = memory;
    this.settings = settings;
    this.counters = counters;
    this.schema = schema;
    this.spliced = schema.fields().stream().anyMatch(PointerWriter::isDictionary);
    this.copier = new StreamWriter(schema, WriteOptions.DEFAULT, gather);
    this.schemaMessage = SchemaEncoder.encode(schema);
  }

  private static boolean isDictionary(final Field field) {
    return field.dictionary() != null;
  }

  Schema schema() {
    return schema;
  }

  /** Room that the messages in front of a body need, a multiple of 64. */
  long headLength(final int nodes, final int buffers, final int variadics) {
    return align(schemaMessage.length + shape(nodes, buffers, variadics).maxLength(Metadata.EMPTY));
  }

  /**
   * Puts a prepared batch into the segment.
   *
   * @return metadata of the pointer batch, or null when the batch is to go inline as it is
   */
  Metadata write(final BatchBuffers batch, final Metadata custom) {
    final long bytes = bytesOf(batch);
    if (batch.rowCount() == 0 || bytes < settings.minBatchBytes()) {
      return null;
    }
    final Metadata pointer = gathered(batch) ? inPlace(batch, custom) : copied(batch, custom);
    if (pointer == null) {
      counters.increment(WorkerCounter.INLINE_FALLBACKS);
      memory.beModest();
    } else {
      counters.increment(WorkerCounter.POINTERS_OUT);
    }
    return pointer;
  }

  private static long bytesOf(final BatchBuffers batch) {
    long sum = 0;
    for (int i = 0; i < batch.bufferCount(); i++) {
      sum += batch.bufferLength(i);
    }
    return sum;
  }

  /**
   * Brings every buffer into the open allocation: nearly all were built there, some small one may
   * have been begun before the batch was large.
   *
   * @return false when there is no allocation or no room in it
   */
  private boolean gathered(final BatchBuffers batch) {
    if (memory.allocation() < 0
        || spliced
        || headLength(batch.nodeCount(), batch.bufferCount(), batch.variadicCount())
            > memory.bodyStart() - memory.allocation()) {
      return false;
    }
    if (places.length < batch.bufferCount()) {
      places = new long[2 * batch.bufferCount()];
    }
    for (int i = 0; i < batch.bufferCount(); i++) {
      final long length = batch.bufferLength(i);
      places[i] = batch.bufferOffset(i);
      if (length == 0) {
        places[i] = memory.bodyStart();
      } else if (batch.bufferSegment(i) != segment.memory()
          || places[i] < memory.bodyStart()
          || places[i] > memory.bodyEnd() - length) {
        places[i] = memory.append(length);
        if (places[i] < 0) {
          return false;
        }
        MemorySegment.copy(
            batch.bufferSegment(i), batch.bufferOffset(i), segment.memory(), places[i], length);
        counters.add(WorkerCounter.COPIED_BYTES, length);
      }
    }
    return true;
  }

  private Metadata inPlace(final BatchBuffers batch, final Metadata custom) {
    final MemorySegment target = segment.memory();
    final long start = memory.allocation();
    final long body = memory.bodyStart();
    final BatchMetadataTemplate message =
        shape(batch.nodeCount(), batch.bufferCount(), batch.variadicCount());
    message.setRowCount(batch.rowCount());
    for (int i = 0; i < batch.nodeCount(); i++) {
      message.setNode(i, batch.nodeLength(i), batch.nodeNullCount(i));
    }
    for (int i = 0; i < batch.bufferCount(); i++) {
      message.setBuffer(i, places[i] - body, batch.bufferLength(i));
    }
    for (int i = 0; i < batch.variadicCount(); i++) {
      message.setVariadic(i, batch.variadicBufferCount(i));
    }
    message.setBodyLength(memory.bodyEnd() - body);
    putSchema(target, start, body - message.maxLength(Metadata.EMPTY) - start);
    message.encode(target, body - message.maxLength(Metadata.EMPTY), Metadata.EMPTY);
    FrameDescriptor.putEos(target, memory.bodyEnd());
    final long length = memory.bodyEnd() + FrameDescriptor.EOS_LENGTH - start;
    return memory.enter() ? pointer(start, length, custom) : null;
  }

  /** The schema message, padded so that the batch's message ends where the body begins. */
  private void putSchema(final MemorySegment target, final long at, final long length) {
    MemorySegment.copy(schemaMessage, 0, target, ValueLayout.JAVA_BYTE, at, schemaMessage.length);
    for (long i = schemaMessage.length; i < length; i++) {
      target.set(ValueLayout.JAVA_BYTE, at + i, (byte) 0);
    }
    FrameDescriptor.putPrefix(target, at, (int) (length - FrameDescriptor.PREFIX_LENGTH));
  }

  /**
   * A batch that was not built here: its stream, or the messages between schema and end, as it is.
   */
  private Metadata copied(final BatchBuffers batch, final Metadata custom) {
    gather.clear();
    copier.reset();
    copier.batch(batch, Metadata.EMPTY, gather);
    if (!spliced) {
      copier.end(gather);
    }
    final long skipped = spliced ? schemaMessage.length : 0;
    final long length = gather.totalLength() - skipped;
    final long at = memory.gapBeside(align(length)); // parts of the batch may lie in its room
    if (at == SegmentAllocator.NO_ROOM) {
      gather.clear();
      return null;
    }
    segment.prefault(at, length);
    long to = at;
    long skip = skipped;
    for (int i = 0; i < gather.count(); i++) {
      final long dropped = Math.min(skip, gather.length(i));
      final long kept = gather.length(i) - dropped;
      MemorySegment.copy(gather.segment(i), gather.offset(i) + dropped, segment.memory(), to, kept);
      to += kept;
      skip -= dropped;
    }
    gather.clear();
    counters.add(WorkerCounter.COPIED_BYTES, length);
    memory.expect(length);
    return segment.allocator().enter(at, align(length)) ? pointer(at, length, custom) : null;
  }

  private BatchMetadataTemplate shape(final int nodes, final int buffers, final int variadics) {
    if (buffers != templateBuffers) {
      template =
          BatchMetadataTemplate.recordBatch(
              nodes, buffers, variadics, RecordBatchFlyweight.NONE, FrameDescriptor.ALIGNMENT);
      templateBuffers = buffers;
    }
    return template;
  }

  /**
   * Sends a batch back to the peer it came from, where it lies: the peer gets the allocation with
   * the pointer, as with any batch of ours ([SHM-11]).
   *
   * @return metadata of the pointer, or null when the batch has to be written anew
   */
  Metadata handBack(final PointerReader received, final Metadata custom) {
    if (spliced) {
      return null; // its dictionaries are known by the numbers of the other stream
    }
    final Metadata pointer = pointer(received.offset(), received.length(), custom);
    received.giveUp();
    counters.increment(WorkerCounter.POINTERS_OUT);
    return pointer;
  }

  private Metadata pointer(final long offset, final long length, final Metadata custom) {
    if (!custom.isEmpty()) {
      return custom.toBuilder()
          .put(Keys.SHM_OFFSET, Long.toString(offset))
          .put(Keys.SHM_LENGTH, Long.toString(length))
          .build();
    }
    for (int i = 0; i < REMEMBERED; i++) {
      if (pointerRanges[2 * i] == offset && pointerRanges[2 * i + 1] == length) {
        return pointers[i];
      }
    }
    final Metadata made =
        Metadata.of(Keys.SHM_OFFSET, Long.toString(offset), Keys.SHM_LENGTH, Long.toString(length));
    pointers[nextPointer] = made;
    pointerRanges[2 * nextPointer] = offset;
    pointerRanges[2 * nextPointer + 1] = length;
    nextPointer = (nextPointer + 1) % REMEMBERED;
    return made;
  }

  private static long align(final long length) {
    return (length + 63) & -64L;
  }
}
