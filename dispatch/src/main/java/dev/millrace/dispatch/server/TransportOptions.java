package dev.millrace.dispatch.server;

import static dev.millrace.dispatch.protocol.Keys.bytes;

import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.ring.RingOffer;
import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.shm.ring.RingChannel;
import dev.millrace.wire.message.CustomMetadataFlyweight;
import dev.millrace.wire.schema.Metadata;

/**
 * Answers what this connection can do beyond plain bytes ([TRANS-14]). A caller asks once, before
 * its first call, and never has to.
 */
final class TransportOptions {
  private static final byte[] RING = bytes(Keys.TRANSPORT_RING);
  private static final byte[] SHM_RELEASE = bytes(Keys.TRANSPORT_SHM_RELEASE);

  private final Host host;

  TransportOptions(final Host host) {
    this.host = host;
  }

  /** Attaches to the ring that a request offers; null when there is none or it is out of reach. */
  RingChannel ring(final Request request) {
    final CustomMetadataFlyweight metadata = request.batch().customMetadata();
    final int i = metadata.indexOf(RING);
    return i < 0 ? null : RingOffer.attach(metadata.valueText(i), host.ring());
  }

  /** The answer; {@code ring} is the name of the ring that the connection goes over to, or null. */
  Metadata answer(final Request request, final String ring) {
    final Metadata.Builder answer =
        Metadata.builder()
            .put(Keys.TRANSPORT_SHM, Boolean.toString(PosixSharedMemory.supported()))
            .put(Keys.REQUEST_VERSION, Keys.REQUEST_VERSION_1)
            .put(Keys.SERVER_ID, host.serverId());
    if (request.batch().customMetadata().indexOf(SHM_RELEASE) >= 0) {
      answer.put(Keys.TRANSPORT_SHM_RELEASE, "true");
    }
    return (ring == null ? answer : answer.put(Keys.TRANSPORT_RING, ring)).build();
  }
}
