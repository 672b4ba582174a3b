package dev.millrace.jmh.micro;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.ByteTransport;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection between two threads of one process. A write waits until the peer has taken what was
 * written before, then leaves its bytes in one place; both sides spin.
 */
final class SpinTransport implements ByteTransport {
  private static final long ROOM = 1 << 20;

  /** Turns after which a side thinks that it has the peer's core. */
  private static final int SPINS = 10_000;

  /** Bytes one side leaves for the other, counted from the beginning of the connection. */
  private static final class Lane {
    private final MemorySegment bytes = Arena.ofAuto().allocate(ROOM, 64);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean closed;

    /** Waits for an empty lane; tells how much was written before. */
    private long begin(final long length) throws IOException {
      final long before = written.getPlain();
      for (int spins = 0; taken.getAcquire() < before; spins++) {
        check();
        spin(spins);
      }
      if (length > ROOM) {
        throw new IOException(length + " bytes at once");
      }
      return before;
    }

    private void check() throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
    }
  }

  private final Lane in;
  private final Lane out;
  private long readAt;

  SpinTransport() {
    this(new Lane(), new Lane());
  }

  private SpinTransport(final Lane in, final Lane out) {
    this.in = in;
    this.out = out;
  }

  private static void spin(final int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** Gives the other end. */
  SpinTransport peer() {
    return new SpinTransport(out, in);
  }

  @Override
  public long read(final MemorySegment target, final long offset, final long length) {
    final long from = in.taken.getPlain();
    long there = in.written.getAcquire();
    for (int spins = 0; there == from; spins++) {
      if (in.closed) {
        return -1;
      }
      spin(spins);
      there = in.written.getAcquire();
    }
    // The bytes of one write begin where the lane does, wherever the last read stopped.
    final long count = Math.min(length, there - from);
    MemorySegment.copy(in.bytes, readAt, target, offset, count);
    readAt = from + count == there ? 0 : readAt + count;
    in.taken.setRelease(from + count);
    return count;
  }

  @Override
  public void write(final MemorySegment source, final long offset, final long length)
      throws IOException {
    final long before = out.begin(length);
    MemorySegment.copy(source, offset, out.bytes, 0, length);
    out.written.setRelease(before + length);
  }

  @Override
  public void write(final Gather gather) throws IOException {
    final long before = out.begin(gather.totalLength());
    gather.copyTo(out.bytes, 0);
    out.written.setRelease(before + gather.totalLength());
  }

  @Override
  public TransportKind kind() {
    return TransportKind.PIPE;
  }

  @Override
  public void close() {
    in.closed = true;
    out.closed = true;
  }
}
