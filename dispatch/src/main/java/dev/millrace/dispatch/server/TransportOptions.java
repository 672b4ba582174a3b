package dev.millrace.dispatch.server;

import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.wire.schema.Metadata;

/**
 * Answers what this connection can do beyond plain bytes ([TRANS-14]). A caller asks once, before
 * its first call, and never has to.
 */
final class TransportOptions {
  private final Host host;

  TransportOptions(final Host host) {
    this.host = host;
  }

  Metadata answer(final Request request) {
    return Metadata.of(
        Keys.TRANSPORT_SHM,
        Boolean.toString(PosixSharedMemory.supported()),
        Keys.REQUEST_VERSION,
        Keys.REQUEST_VERSION_1,
        Keys.SERVER_ID,
        host.serverId());
  }
}
