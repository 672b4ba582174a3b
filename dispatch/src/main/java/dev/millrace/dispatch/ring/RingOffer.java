package dev.millrace.dispatch.ring;

import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.shm.ring.RingChannel;
import dev.millrace.shm.ring.RingRegion;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agreement on a ring ([RING-8]): the client makes one and names it among its transport
 * options, the server repeats the name when it has attached, and both go over with that answer. A
 * side that can't goes on as if there were no rings.
 */
public final class RingOffer implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(RingOffer.class);

  private final RingChannel channel;
  private final RingRegion region;

  private RingOffer(final RingRegion region, final RingChannel channel) {
    this.region = region;
    this.channel = channel;
  }

  /**
   * Makes a ring to offer.
   *
   * @param settings what the client wants
   * @return the offer, or null when none is wanted or the system has no room for one
   */
  public static RingOffer make(final RingSettings settings) {
    if (!settings.wanted()) {
      return null;
    }
    try {
      final RingRegion region = RingRegion.create(settings.capacity());
      return new RingOffer(region, new RingChannel(region, settings.idle()));
    } catch (IOException e) {
      LOGGER.warn("no ring of {} bytes, the connection stays as it is", settings.capacity(), e);
      return null;
    }
  }

  /**
   * Names the ring.
   *
   * @return value of {@link Keys#TRANSPORT_RING} in the client's options
   */
  public String name() {
    return region.name();
  }

  /**
   * Reads the server's answer. The name of the ring is removed, whatever it is.
   *
   * @param answer the server's options
   * @param connection what the answer came over
   * @return the ring to go over to, which owns the connection from now on; or null to stay
   * @throws IOException if the name can't be removed
   */
  public RingTransport accepted(final Metadata answer, final ByteTransport connection)
      throws IOException {
    if (!region.name().equals(answer.get(Keys.TRANSPORT_RING))) {
      close();
      return null;
    }
    region.unlink();
    return new RingTransport(connection, channel);
  }

  /** Takes the offer back. Idempotent; not after the ring was accepted. */
  @Override
  public void close() {
    channel.release();
  }

  /**
   * Attaches to the ring that a client offers, on the server's side.
   *
   * @param name what the client sent, null for nothing
   * @param settings what the server allows
   * @return this side's end, or null when there is no ring or it is out of reach
   */
  public static RingChannel attach(final String name, final RingSettings settings) {
    if (name == null || !settings.wanted()) {
      return null;
    }
    try {
      final RingRegion region = RingRegion.attach(name);
      boolean taken = false;
      try {
        final RingChannel channel = new RingChannel(region, settings.idle());
        taken = true;
        return channel;
      } finally {
        if (!taken) {
          region.close();
        }
      }
    } catch (IOException | MalformedException e) {
      LOGGER.debug("the client's ring is out of reach, the connection stays as it is", e);
      return null;
    }
  }
}
