package dev.millrace.dispatch.segment;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.segment.SharedSegment;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.message.CustomMetadataFlyweight;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.HashMap;
import java.util.Map;

/**
 * One side's use of a segment on one connection: what is sent through it and what is received.
 *
 * <p>A segment whose object was made smaller while it was in use ([SHM-13]) is cut: from then on
 * nothing goes through it, and what was held in it is forgotten.
 *
 * <p>For one thread. Closing the link unmaps the segment and leaves its table as it is: whose turn
 * it was then nobody knows.
 */
public final class SegmentLink implements AutoCloseable {
  private static final int KEPT = 64;

  private final SharedSegment segment;
  private final SegmentSettings settings;
  private final CounterLane counters;
  private final SegmentMemory memory;
  private final PointerReader reader;
  private final Map<Schema, PointerWriter> writers = new HashMap<>();
  private PointerWriter last;
  private boolean cut;

  /**
   * Begins to use a segment.
   *
   * @param segment the segment; closed with the link
   * @param settings when batches go through it
   * @param options how what comes through it is checked
   * @param heap where batches are built that don't go through it
   * @param counters what is counted
   */
  public SegmentLink(
      final SharedSegment segment,
      final SegmentSettings settings,
      final DecodeOptions options,
      final OffHeapMemory heap,
      final CounterLane counters) {
    this.segment = segment;
    this.settings = settings;
    this.counters = counters;
    this.memory = new SegmentMemory(segment, heap, settings.minBatchBytes());
    this.reader = new PointerReader(segment, options, counters);
  }

  /**
   * Names the segment.
   *
   * @return the name that the client advertised
   */
  public String name() {
    return segment.name();
  }

  /**
   * Tells the size that is advertised.
   *
   * @return bytes
   */
  public long size() {
    return segment.size();
  }

  /**
   * Makes a builder whose batches are to go through the segment, one at a time.
   *
   * @param schema their schema
   * @return the builder, empty; see {@link #next}
   */
  public BatchBuilder builder(final Schema schema) {
    final BatchBuilder builder = new BatchBuilder(schema, memory);
    // An empty batch tells how much room the first one needs in front of its body.
    builder.prepare();
    memory.reserveHead(
        writer(schema)
            .headLength(builder.nodeCount(), builder.bufferCount(), builder.variadicCount()));
    next(builder);
    return builder;
  }

  /**
   * Puts a batch into the segment when it is large enough and there is room. A batch that came
   * through it and was not freed yet stays where it is: it goes back without a copy.
   *
   * @param batch the batch, prepared
   * @param custom its metadata
   * @return metadata for the zero-row batch that goes over the connection, or null when the batch
   *     is to go inline
   */
  public Metadata write(final BatchBuffers batch, final Metadata custom) {
    if (cut) {
      return null;
    }
    try {
      final PointerWriter writer = writer(batch.schema());
      final Metadata back = reader.holds(batch) ? writer.handBack(reader, custom) : null;
      return back == null ? writer.write(batch, custom) : back;
    } catch (InternalError fault) {
      throw cut(fault);
    }
  }

  /**
   * Remembers that pages of the segment are gone: the JVM tells so by an internal error.
   *
   * @param fault what it threw where the segment was read or written
   * @return what to tell instead
   */
  public MalformedException cut(final InternalError fault) {
    cut = true;
    final MalformedException told =
        new MalformedException("SHM-13", -1, "the segment became smaller while it was in use");
    told.initCause(fault);
    return told;
  }

  /**
   * Tells whether the segment is gone under us.
   *
   * @return true when nothing can go through it any more
   */
  public boolean isCut() {
    return cut;
  }

  private PointerWriter writer(final Schema schema) {
    if (last == null || last.schema() != schema) {
      if (writers.size() > KEPT) {
        writers.clear();
      }
      last =
          writers.computeIfAbsent(
              schema, s -> new PointerWriter(segment, memory, settings, counters, s));
    }
    return last;
  }

  /**
   * Makes a builder of {@link #builder} ready for its next batch, whether the last one went by
   * pointer or inline; call it when the last batch's bytes have left.
   *
   * @param builder the builder
   */
  public void next(final BatchBuilder builder) {
    builder.release();
    memory.discard();
  }

  /**
   * Tells whether a received batch is a pointer into the segment.
   *
   * @param batch the batch
   * @return true for a zero-row batch with a pointer's keys
   */
  public static boolean isPointer(final RecordBatch batch) {
    return PointerReader.isPointer(batch);
  }

  /**
   * Makes views of what a pointer names.
   *
   * @param pointer the received batch
   * @return the batch, valid until {@link #free}
   * @throws MalformedException if the pointer or what it points to is wrong
   */
  public RecordBatch resolve(final RecordBatch pointer) {
    if (cut) {
      throw new MalformedException("SHM-13", -1, "a pointer into a segment that became smaller");
    }
    try {
      return reader.resolve(pointer);
    } catch (InternalError fault) {
      throw cut(fault);
    }
  }

  /**
   * Tells whether a batch is the one that was resolved last, in memory that {@link #free} gives
   * back.
   *
   * @param batch the batch
   * @return true when it must not be freed before it was sent
   */
  public boolean holds(final BatchBuffers batch) {
    return reader.holds(batch);
  }

  /**
   * Frees the batch resolved last, whose views are dead from here on. Idempotent; for whoever has
   * the turn ([SHM-11]).
   */
  public void free() {
    if (cut) {
      return;
    }
    try {
      reader.free();
    } catch (InternalError fault) {
      throw cut(fault);
    }
  }

  /**
   * Makes views of what a pointer names while the server has the turn and the table with it: what
   * was resolved before is listed, to be given back with a tick, and the table is not looked at.
   *
   * @param pointer the received batch
   * @param releases where to list it
   * @return as {@link #resolve}
   * @throws MalformedException if the pointer or what it points to is wrong
   */
  public RecordBatch resolveAhead(final RecordBatch pointer, final ReleaseList releases) {
    if (cut) {
      throw new MalformedException("SHM-13", -1, "a pointer into a segment that became smaller");
    }
    handOver(releases);
    try {
      return reader.resolveUnlisted(pointer);
    } catch (InternalError fault) {
      throw cut(fault);
    }
  }

  /**
   * Lists what was resolved last, whose views are dead from here on, to be given back with a tick.
   *
   * @param releases where to list it
   */
  public void handOver(final ReleaseList releases) {
    final long held = reader.handOver();
    if (held >= 0) {
      releases.add(held);
    }
  }

  /**
   * Frees what is listed, unless a tick that named it was served; for whoever has the turn, with no
   * tick in flight.
   *
   * @param releases emptied
   */
  public void free(final ReleaseList releases) {
    for (long at = releases.takeNamed(); at >= 0; at = releases.takeNamed()) {
      reclaim(at);
    }
    for (long at = releases.takeWaiting(); at >= 0; at = releases.takeWaiting()) {
      reclaim(at);
    }
  }

  /**
   * Frees what the peer gives back with a tick ([SHM-15]).
   *
   * @param metadata of the tick
   * @param index where it names the allocation
   * @throws MalformedException if that is none
   */
  public void release(final CustomMetadataFlyweight metadata, final int index) {
    if (!cut) {
      try {
        segment.allocator().free(PointerReader.decimal(metadata, index));
      } catch (InternalError fault) {
        throw cut(fault);
      }
    }
  }

  /**
   * Says whether the peer may change the segment's table while the turn is ours ([SHM-12]); at the
   * beginning of each request.
   *
   * @param on true for a peer that reads ahead
   */
  public void tolerate(final boolean on) {
    segment.allocator().tolerate(on);
  }

  /**
   * Frees an allocation unless the peer has, for the segment's owner between calls: a pointer in a
   * call that was refused, or what a tick named that was not served.
   *
   * @param offset where it begins
   */
  public void reclaim(final long offset) {
    if (!cut) {
      try {
        segment.allocator().free(offset);
      } catch (MalformedException freed) {
        if (!freed.clause().equals("SHM-6")) {
          throw freed;
        }
      } catch (InternalError fault) {
        throw cut(fault);
      }
    }
  }

  /**
   * Counts what is allocated in the segment, on both sides.
   *
   * @return live allocations, 0 in a segment that is cut
   */
  public int allocations() {
    return cut ? 0 : segment.allocator().allocations();
  }

  @Override
  public void close() {
    reader.close();
    segment.close();
  }
}
