package dev.millrace.dispatch.server;

import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.error.ErrorBatch;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.transport.OutStreams;
import dev.millrace.dispatch.transport.Receiver;
import dev.millrace.dispatch.transport.Sender;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import org.slf4j.Logger;

/**
 * What the classes that serve one connection share. Confined to the connection's thread.
 *
 * @param host what all connections share
 * @param kind what carries the connection
 * @param receiver streams in
 * @param sender bytes out
 * @param memory where batches are built
 * @param streams writers by schema
 * @param segment the client's segment
 * @param counters what this connection counts
 * @param logger log of this process, not of the protocol
 */
record ConnectionParts(
    Host host,
    TransportKind kind,
    Receiver receiver,
    Sender sender,
    OffHeapMemory memory,
    OutStreams streams,
    ConnectionSegment segment,
    CounterLane counters,
    Logger logger) {

  ErrorBatch errors() {
    return host.errors();
  }

  /**
   * Brings what a method threw to the form in which it is sent. An internal error while a segment
   * is attached is how the JVM tells that pages of it are gone ([SHM-13]).
   */
  RpcException classify(final Throwable thrown) {
    return host.errors()
        .classify(thrown instanceof InternalError fault ? segment.blame(fault) : thrown);
  }

  /** Counts an error and writes it down for the caller, who may be of the earlier line. */
  Metadata tell(final RpcException error, final String requestId, final boolean earlier) {
    count(error);
    return host.errors(earlier).encode(error, requestId);
  }

  /** Counts an error that the caller is told, under its code; with the trace of its origin. */
  private void count(final RpcException error) {
    final Throwable origin = error.getCause() == null ? error : error.getCause();
    counters.error(
        origin instanceof MalformedException
            ? WorkerCounter.ERRORS_MALFORMED
            : WorkerCounter.ofError(error.codeText()),
        origin);
  }
}
