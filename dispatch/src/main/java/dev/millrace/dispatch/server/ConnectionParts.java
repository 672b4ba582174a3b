package dev.millrace.dispatch.server;

import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.error.ErrorBatch;
import dev.millrace.dispatch.transport.OutStreams;
import dev.millrace.dispatch.transport.Receiver;
import dev.millrace.dispatch.transport.Sender;
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
    Logger logger) {

  ErrorBatch errors() {
    return host.errors();
  }
}
