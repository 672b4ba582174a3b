package dev.millrace.dispatch.transport;

import dev.millrace.codec.stream.Gather;
import java.io.IOException;
import java.lang.foreign.Arena;

/**
 * The sending side of a connection. Messages are collected, by reference where they are large, and
 * leave with {@link #flush} in one system call. What was collected by reference must not change
 * before that.
 */
public final class Sender implements AutoCloseable {
  /** Waiting bytes from here on are flushed without being asked. */
  private static final long ENOUGH = 64 << 10;

  /** How often log messages leave at the most before what follows them. */
  private static final long STALE_NANOS = 20_000_000;

  private ByteTransport transport;
  private final Arena arena = Arena.ofShared();
  private final Gather waiting = new Gather(arena);
  private long flushed = System.nanoTime() - STALE_NANOS;
  private long sent;

  /**
   * Makes the sending side.
   *
   * @param transport where the bytes go; not closed by this
   */
  public Sender(final ByteTransport transport) {
    this.transport = transport;
  }

  /**
   * Goes over to another transport; nothing may be waiting.
   *
   * @param newTransport where the bytes go from now on
   */
  public void use(final ByteTransport newTransport) {
    transport = newTransport;
  }

  /** What messages are appended to. */
  Gather waiting() {
    return waiting;
  }

  /** Flushes when there is enough, so that what waits stays small. */
  void flushIfMuch() throws IOException {
    if (waiting.totalLength() >= ENOUGH) {
      flush();
    }
  }

  /**
   * Flushes when this was not done for a while: somebody may be watching the log of a slow call.
   * The flushes of ordinary messages don't count, for them the clock is too slow.
   */
  void flushIfStale() throws IOException {
    final long now = System.nanoTime();
    if (now - flushed > STALE_NANOS) {
      flushed = now;
      flush();
    }
  }

  /**
   * Writes what is waiting.
   *
   * @throws IOException when the connection broke
   */
  public void flush() throws IOException {
    final int ranges = waiting.count();
    if (ranges == 0) {
      return;
    }
    sent += waiting.totalLength();
    try {
      if (ranges == 1) {
        transport.write(waiting.segment(0), waiting.offset(0), waiting.length(0));
      } else {
        transport.write(waiting);
      }
    } finally {
      waiting.clear();
    }
  }

  /**
   * Counts what was sent.
   *
   * @return bytes since the beginning
   */
  public long sent() {
    return sent;
  }

  /** Frees the memory; what waits is lost. Idempotent. */
  @Override
  public void close() {
    waiting.clear();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
