package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.segment.SegmentLink;
import dev.millrace.dispatch.segment.SegmentSettings;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.segment.SharedSegment;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.message.CustomMetadataFlyweight;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that a connection's client advertised, if any ([SHM-7], [SHM-10], SHM-11). It is
 * attached when its name is first seen, exchanged when the name changes, and unmapped with the
 * connection. A segment that cannot be attached is as good as none: answers go inline, and only a
 * pointer into it is an error.
 */
final class ConnectionSegment implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionSegment.class);
  private static final byte[] NAME = Keys.bytes(Keys.SHM_SEGMENT_NAME);
  private static final byte[] RELEASE = Keys.bytes(Keys.SHM_RELEASE);

  private final DecodeOptions options;
  private final OffHeapMemory heap;
  private final CounterLane counters;
  private final SegmentSettings settings = SegmentSettings.ofEnvironment();
  private byte[] name = {};
  private SegmentLink link;
  private boolean carried;

  ConnectionSegment(
      final DecodeOptions options, final OffHeapMemory heap, final CounterLane counters) {
    this.options = options;
    this.heap = heap;
    this.counters = counters;
  }

  /**
   * Looks at a request: takes note of a segment it names, and of whether its answer may go through
   * the segment.
   *
   * @return the request's batch, out of the segment when it is a pointer
   * @throws MalformedException when it is a pointer to nothing
   */
  RecordBatch request(final RecordBatch batch) {
    free();
    final CustomMetadataFlyweight metadata = batch.customMetadata();
    carried = false;
    if (metadata.size() == 0) {
      return batch;
    }
    final int index = metadata.indexOf(NAME);
    if (index >= 0 && !metadata.valueEquals(index, name)) {
      attach(metadata.valueBytes(index), metadata.valueText(index));
    }
    final boolean pointer = SegmentLink.isPointer(batch);
    carried = link != null && (index >= 0 || pointer);
    return pointer ? resolved(batch) : batch;
  }

  /** Looks at a request known to name no segment and to be no pointer. */
  void plainRequest() {
    free();
    carried = false;
  }

  /** Whether the request at hand was a pointer, or its answer may be one. */
  boolean carried() {
    return carried;
  }

  private void attach(final byte[] newName, final String text) {
    detach();
    name = newName;
    try {
      final SharedSegment segment = SharedSegment.attach(text);
      link = new SegmentLink(segment, settings, options, heap, counters);
    } catch (IOException | MalformedException | UnsupportedOperationException e) {
      LOGGER.debug("the client's segment is out of reach, answers go inline", e);
    }
  }

  /**
   * Brings in a batch of an input stream; the one before is freed, and what the batch gives back.
   *
   * @throws MalformedException when it is a pointer to nothing, or gives back what is not allocated
   */
  RecordBatch input(final RecordBatch batch) {
    free();
    final CustomMetadataFlyweight metadata = batch.customMetadata();
    final int released = link == null || metadata.size() == 0 ? -1 : metadata.indexOf(RELEASE);
    if (released >= 0) {
      link.release(metadata, released);
    }
    return SegmentLink.isPointer(batch) ? resolved(batch) : batch;
  }

  private RecordBatch resolved(final RecordBatch pointer) {
    if (link == null) {
      throw new MalformedException("SHM-6", -1, "a pointer, and no segment is attached");
    }
    return link.resolve(pointer);
  }

  /** Says whether the caller of the request at hand may be of those that read ahead ([SHM-12]). */
  void tolerate(final boolean readsAhead) {
    if (link != null) {
      link.tolerate(readsAhead);
    }
  }

  /** Takes a fault for one of the segment where there is one, and uses that no more. */
  Throwable blame(final InternalError fault) {
    return link == null ? fault : link.cut(fault);
  }

  /** What answers to the request at hand may go through, or null. */
  SegmentLink answers() {
    return carried && !link.isCut() ? link : null;
  }

  /** Frees the batch that came by pointer last; nothing refers to it any more. */
  void free() {
    if (link != null) {
      link.free();
    }
  }

  /** Frees likewise in a call that failed: a table that is damaged is left as it is. */
  void giveUp() {
    try {
      free();
    } catch (MalformedException damaged) {
      LOGGER.debug("the segment is damaged", damaged);
    }
  }

  /** Lets go of the segment while the turn is ours. */
  private void detach() {
    name = new byte[0];
    giveUp();
    close();
  }

  /**
   * Unmaps. The connection is over and the turn may be the client's, so its table stays as it is:
   * what is allocated goes with the segment, which is the client's ([SHM-7], [SHM-11]).
   */
  @Override
  public void close() {
    if (link != null) {
      link.close();
      link = null;
    }
  }
}
