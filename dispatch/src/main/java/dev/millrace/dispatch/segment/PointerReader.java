package dev.millrace.dispatch.segment;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.shm.segment.SharedSegment;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.message.CustomMetadataFlyweight;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import java.lang.foreign.ValueLayout;

/**
 * Makes views of the batches that pointers name, in place ([SHM-6], [SHM-9] and SHM-10). The range
 * is checked against the allocation table and its content as any stream from outside; the peer can
 * still write it, so views over it never leave the mapping whatever their offsets become.
 */
final class PointerReader implements AutoCloseable {
  private static final byte[] OFFSET = Keys.bytes(Keys.SHM_OFFSET);
  private static final byte[] LENGTH = Keys.bytes(Keys.SHM_LENGTH);
  private static final byte[] LOG_LEVEL = Keys.bytes(Keys.LOG_LEVEL);
  private static final int MAX_DIGITS = 18;

  private final SharedSegment segment;
  private final CounterLane counters;
  private final StreamDecoder decoder;
  private long held = -1;
  private long heldLength;
  private RecordBatch heldBatch;
  private Schema lastSchema;
  private boolean spliced;

  PointerReader(
      final SharedSegment segment, final DecodeOptions options, final CounterLane counters) {
    this.segment = segment;
    this.counters = counters;
    this.decoder = StreamDecoder.ofChangingMemory(options);
  }

  /** Whether a received batch is a pointer; a log message never is, whatever else it says. */
  static boolean isPointer(final RecordBatch batch) {
    return batch.rowCount() == 0
        && batch.customMetadata().size() > 0
        && batch.customMetadata().indexOf(OFFSET) >= 0
        && batch.customMetadata().indexOf(LOG_LEVEL) < 0;
  }

  /**
   * Makes views of the batch that a pointer names. It is held until {@link #free}.
   *
   * @return the batch with the pointer's metadata; the same object for one schema
   */
  RecordBatch resolve(final RecordBatch pointer) {
    return resolve(pointer, true);
  }

  /**
   * Does the same while the peer may be changing the table, which is not looked at: the range lies
   * inside the segment, and the peer has to know whether it is one of its own.
   */
  RecordBatch resolveUnlisted(final RecordBatch pointer) {
    return resolve(pointer, false);
  }

  private RecordBatch resolve(final RecordBatch pointer, final boolean listed) {
    if (held >= 0) {
      throw new IllegalStateException("the last batch was not freed");
    }
    final CustomMetadataFlyweight metadata = pointer.customMetadata();
    final long offset = decimal(metadata, OFFSET);
    final long length = decimal(metadata, LENGTH);
    if (listed) {
      segment.allocator().requireAllocated(offset, length);
    } else {
      segment.allocator().requireInside(offset, length);
    }
    held = offset; // ours to free from here on, also when its content is refused
    heldLength = length;
    heldBatch = null;
    counters.increment(WorkerCounter.POINTERS_IN);
    counters.increment(WorkerCounter.ALLOCATIONS_LIVE);
    final RecordBatch batch = decode(pointer.schema(), offset, length);
    batch.adoptMetadata(pointer);
    heldBatch = batch;
    return batch;
  }

  private RecordBatch decode(final Schema schema, final long offset, final long length) {
    long at = offset;
    final long end = offset + length;
    if (schema != lastSchema) {
      lastSchema = schema;
      spliced = schema.fields().stream().anyMatch(PointerReader::isDictionary);
    }
    if (spliced) {
      decoder.reset(schema);
    } else {
      decoder.reset();
    }
    Event event = decoder.decode(segment.memory(), at, end - at);
    at += decoder.consumed();
    if (!spliced) {
      if (event != Event.SCHEMA) {
        throw new MalformedException("SHM-9", 0, "no schema where a pointer points");
      }
      if (decoder.schema() != schema
          && !SchemaCheck.equalIgnoringMetadata(decoder.schema(), schema)) {
        throw new MalformedException("SHM-9", 0, "a batch of another schema than its pointer");
      }
      event = decoder.decode(segment.memory(), at, end - at);
    }
    if (event != Event.BATCH) {
      throw new MalformedException("SHM-9", at - offset, "no batch where a pointer points");
    }
    return decoder.batch();
  }

  private static boolean isDictionary(final Field field) {
    return field.dictionary() != null;
  }

  private static long decimal(final CustomMetadataFlyweight metadata, final byte[] key) {
    return decimal(metadata, metadata.indexOf(key));
  }

  /** Reads a number out of metadata. */
  static long decimal(final CustomMetadataFlyweight metadata, final int index) {
    final long length = index < 0 ? 0 : metadata.valueLength(index);
    if (length < 1 || length > MAX_DIGITS) {
      throw new MalformedException("SHM-10", -1, "a pointer without a number of its own");
    }
    long value = 0;
    for (long i = 0; i < length; i++) {
      final int digit =
          metadata.segment().get(ValueLayout.JAVA_BYTE, metadata.valueOffset(index) + i) - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedException("SHM-10", -1, "a pointer whose number is no decimal");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Whether a batch is the one that was resolved last and is not freed yet. */
  boolean holds(final BatchBuffers batch) {
    return held >= 0 && batch == heldBatch;
  }

  /** Where the batch that is held lies. */
  long offset() {
    return held;
  }

  /** How long its stream is. */
  long length() {
    return heldLength;
  }

  /** The batch that is held went back to the peer, whose it is now to free. */
  void giveUp() {
    held = -1;
    counters.add(WorkerCounter.ALLOCATIONS_LIVE, -1);
  }

  /** Gives up the batch resolved last, for somebody else to free; answers where it lies, or -1. */
  long handOver() {
    final long offset = held;
    if (offset >= 0) {
      giveUp();
    }
    return offset;
  }

  /** Frees the batch resolved last; its views are dead. Idempotent. */
  void free() {
    if (held >= 0) {
      final long offset = held;
      held = -1;
      counters.add(WorkerCounter.ALLOCATIONS_LIVE, -1);
      segment.allocator().free(offset);
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
