package dev.millrace.dispatch.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.segment.ReleaseList;
import dev.millrace.dispatch.segment.SegmentLink;
import dev.millrace.dispatch.segment.SegmentSettings;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.segment.SharedSegment;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that a client offers on one connection ([SHM-7] to [SHM-11]): made once the server
 * said that it can use one, named on every request, removed with the connection. Where there is no
 * room for it the connection does without.
 */
final class ClientSegment implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClientSegment.class);

  /** Bytes from which on a batch is large. */
  private static final long LARGE = 8 << 20;

  private final SegmentLink link;
  private final ReleaseList releases = new ReleaseList();
  private final boolean releasesByTick;
  private boolean serverAtWork;

  /** Whether the batch that came last was. */
  private boolean large;

  private final Metadata advertised;
  private Metadata lastPlain;
  private Metadata lastNamed;
  private long lastSent = -1;

  private ClientSegment(final SegmentLink link, final boolean releasesByTick) {
    this.link = link;
    this.releasesByTick = releasesByTick;
    this.advertised =
        Metadata.of(
            Keys.SHM_SEGMENT_NAME, link.name(), Keys.SHM_SEGMENT_SIZE, Long.toString(link.size()));
  }

  /**
   * Makes a segment, or answers null when the system has no room for it.
   *
   * @param releasesByTick whether the server frees what ticks give back
   */
  static ClientSegment create(
      final long bytes,
      final DecodeOptions options,
      final OffHeapMemory heap,
      final boolean releasesByTick) {
    try {
      final SharedSegment segment = SharedSegment.create(bytes);
      return new ClientSegment(
          new SegmentLink(
              segment, SegmentSettings.ofEnvironment(), options, heap, CounterLane.unshared()),
          releasesByTick);
    } catch (IOException | UnsupportedOperationException e) {
      LOGGER.warn("no shared memory segment of {} bytes, batches go inline", bytes, e);
      return null;
    }
  }

  /** Adds the segment's name to a request's metadata; the same object for the same metadata. */
  Metadata named(final Metadata metadata) {
    if (metadata != lastPlain) {
      lastPlain = metadata;
      lastNamed = metadata.toBuilder().putAll(advertised).build();
    }
    return lastNamed;
  }

  /** Puts a batch into the segment; null when it is to go inline. */
  Metadata write(final BatchBuffers batch, final Metadata metadata) {
    batch.prepare();
    final Metadata pointer = link.write(batch, metadata);
    if (pointer != null) {
      lastSent = Long.parseLong(pointer.get(Keys.SHM_OFFSET));
    }
    return pointer;
  }

  /** Between calls: frees what was sent last if a server that refused it left it. */
  void reclaim() {
    if (lastSent >= 0) {
      final long offset = lastSent;
      lastSent = -1;
      link.reclaim(offset);
    }
  }

  /** Makes a builder in the segment. */
  BatchBuilder builder(final Schema schema) {
    return link.builder(schema);
  }

  /** Empties such a builder; the server must be waiting for us. */
  void next(final BatchBuilder builder) {
    link.next(builder);
  }

  /**
   * How many ticks may be in flight. Where the server does not free what ticks give back, one: what
   * came by pointer can only be freed while the server has none. One, too, for large batches: two
   * places that take turns stay in the caches where three do not, and to wait for each other costs
   * little beside such a batch. Measured with 16 and 32 MiB: a tenth faster.
   */
  int ticksAhead(final int most) {
    return releasesByTick && !large ? most : 1;
  }

  /**
   * The answer to the oldest tick is read next.
   *
   * @param goesOn whether the server has more to answer after it, and so the turn
   */
  void answering(final boolean goesOn) {
    serverAtWork = goesOn;
    releases.answering();
  }

  /** It was read; {@code end} if it was the end of the output, or an error in its place. */
  void answered(final boolean end) {
    serverAtWork = false;
    if (end) {
      releases.unanswered();
    }
  }

  /** Metadata of a tick, with what it gives back. */
  Metadata tick(final Metadata metadata) {
    return releases.tick(metadata);
  }

  /** Brings in what a pointer names; what came before it is freed, or given back with a tick. */
  RecordBatch resolve(final RecordBatch pointer) {
    if (!serverAtWork) {
      free();
    }
    final RecordBatch batch =
        serverAtWork ? link.resolveAhead(pointer, releases) : link.resolve(pointer);
    large = batch.byteSize() >= LARGE;
    return batch;
  }

  /** A batch has come inline, as small ones do: what came by pointer before it is freed. */
  void inline() {
    large = false;
    free();
  }

  /** Whether a batch is the one that came last. */
  boolean holds(final BatchBuffers batch) {
    return link.holds(batch);
  }

  /** Frees the batch that came last, or keeps it for a tick to give back. */
  void free() {
    if (serverAtWork) {
      link.handOver(releases);
    } else {
      link.free();
      link.free(releases);
    }
  }

  /** Live allocations in the segment. */
  int allocations() {
    return link.allocations();
  }

  @Override
  public void close() {
    link.close();
  }
}
