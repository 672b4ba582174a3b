package dev.millrace.dispatch.ring;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.shm.ring.RingChannel;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A connection that has gone over to a ring. The bytes are those that the connection would carry;
 * what is left of the connection is watched by a thread that waits for its end, which the system
 * brings about however the peer's process goes ([RING-7], [RING-9]).
 *
 * <p>{@link #close} may come from any thread, {@link #release} from the one that reads and writes.
 */
public final class RingTransport implements ByteTransport {
  private final ByteTransport connection;
  private final RingChannel channel;

  /**
   * Takes over a connection. Nothing may be on its way on it any more.
   *
   * @param connection what the ring was agreed over; closed with this
   * @param channel this side's end of the ring; closed with this
   */
  public RingTransport(final ByteTransport connection, final RingChannel channel) {
    this.connection = connection;
    this.channel = channel;
    channel.watched();
    Thread.ofPlatform().daemon().name("ring-watch").stackSize(128 << 10).start(this::watch);
  }

  private void watch() {
    String why = "the connection beside the ring has ended";
    try (Arena arena = Arena.ofConfined()) {
      if (connection.read(arena.allocate(1), 0, 1) > 0) {
        why = "bytes on the connection beside the ring";
      }
    } catch (IOException | RuntimeException e) {
      why += ": " + e.getMessage();
    }
    channel.lost(why);
  }

  @Override
  public long read(final MemorySegment target, final long offset, final long length)
      throws IOException {
    try {
      return channel.read(target, offset, length);
    } catch (MalformedException e) {
      throw damaged(e);
    }
  }

  /**
   * A ring with nonsense in it is a broken connection and not a malformed stream, which one would
   * try to read to its end.
   */
  private static IOException damaged(final MalformedException e) {
    return new IOException("the ring is damaged: " + e.getMessage(), e);
  }

  @Override
  public void write(final MemorySegment source, final long offset, final long length)
      throws IOException {
    try {
      channel.write(source, offset, length);
    } catch (MalformedException e) {
      throw damaged(e);
    }
  }

  @Override
  public void write(final Gather gather) throws IOException {
    try {
      writePieces(gather);
    } catch (MalformedException e) {
      throw damaged(e);
    }
  }

  private void writePieces(final Gather gather) throws IOException {
    long left = gather.totalLength();
    int room = 0;
    int at = 0;
    for (int i = 0; i < gather.count(); i++) {
      final long length = gather.length(i);
      for (long done = 0; done < length; ) {
        if (at == room) {
          room = (int) Math.min(left, channel.maxPiece());
          channel.claim(room);
          at = 0;
        }
        final long n = Math.min(length - done, room - at);
        channel.put(at, gather.segment(i), gather.offset(i) + done, n);
        done += n;
        at += (int) n;
        left -= n;
        if (at == room) {
          channel.commit();
        }
      }
    }
  }

  @Override
  public TransportKind kind() {
    return connection.kind();
  }

  @Override
  public void close() {
    channel.close();
    connection.close();
  }

  /** Closes, and unmaps the ring. Idempotent. */
  public void release() {
    close();
    channel.release();
  }
}
