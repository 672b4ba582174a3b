package dev.millrace.shm.ring;

import static dev.millrace.shm.ring.RingDescriptor.CLOSED;
import static dev.millrace.shm.ring.RingDescriptor.DATA;
import static dev.millrace.shm.ring.RingDescriptor.HEARTBEAT;
import static dev.millrace.shm.ring.RingDescriptor.OPEN;
import static dev.millrace.shm.ring.RingDescriptor.PID;
import static dev.millrace.shm.ring.RingDescriptor.SLEEPS_TO_READ;
import static dev.millrace.shm.ring.RingDescriptor.SLEEPS_TO_WRITE;
import static dev.millrace.shm.ring.RingDescriptor.START;
import static dev.millrace.shm.ring.RingDescriptor.STATE;

import dev.millrace.shm.posix.Futex;
import dev.millrace.shm.posix.OwnedNames;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * One side's end of a ring channel: a byte stream in each direction, clauses {@code RING-4} to
 * {@code RING-7}.
 *
 * <p>One thread reads and one thread writes (they may be the same); {@link #close} and {@link
 * #keepAlive} may come from any. Bytes written become visible to the peer piece by piece: a message
 * that fits an eighth of the ring is one piece. Waiting spins for {@link #SPIN_NANOS}, then sleeps
 * on a futex, unless an Agrona idle strategy was given. While it waits, a side looks every {@link
 * #CHECK_NANOS} whether the peer still lives. Allocates nothing in steady state.
 */
public final class RingChannel implements AutoCloseable {
  /**
   * How long waiting spins: a few round trips, so that a peer on the other core answers within it.
   */
  public static final long SPIN_NANOS = 20_000;

  /** How long a side sleeps before it looks after its peer: what a kill goes unnoticed. */
  public static final long CHECK_NANOS = 50_000_000;

  /** How old the heartbeat of a peer whose process can't be seen may get. */
  public static final long HEARTBEAT_MILLIS = 10_000;

  private static final int SPINS_PER_LOOK = 64;
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private final RingRegion region;
  private final MemorySegment memory;
  private final OneToOneRingBuffer in;
  private final OneToOneRingBuffer out;
  private final IdleStrategy idle;
  private final Futex readFutex = new Futex();
  private final Futex writeFutex = new Futex();
  private final long own;
  private final long peer;
  private final int maxPiece;
  private final MessageHandler handler = this::onPiece;
  private volatile boolean peerSeen;
  // Where onPiece puts what it gets; what does not fit waits in the spill.
  private MemorySegment target;
  private long targetOffset;
  private long targetLength;
  private long delivered;
  private final byte[] spill;
  private int spillAt;
  private int spillEnd;

  /**
   * Takes an end of a region.
   *
   * @param region the region; closed with this channel
   * @param idle what to do while waiting, or null to spin shortly and then sleep on a futex
   */
  public RingChannel(final RingRegion region, final IdleStrategy idle) {
    this.region = region;
    this.memory = region.memory();
    this.idle = idle;
    this.own = region.ownSide();
    this.peer = region.peerSide();
    this.in = ring(region.incomingRing());
    this.out = ring(region.outgoingRing());
    this.maxPiece = out.maxMsgLength();
    this.spill = new byte[in.maxMsgLength()];
    LONG.setVolatile(memory, own + PID, ProcessHandle.current().pid());
    LONG.setVolatile(memory, own + START, OwnedNames.ownStart());
    keepAlive();
    LONG.setVolatile(memory, own + STATE, OPEN);
  }

  private OneToOneRingBuffer ring(final long offset) {
    return new OneToOneRingBuffer(
        new UnsafeBuffer(
            memory.address() + offset, (int) RingDescriptor.ringLength(region.capacity())));
  }

  /**
   * Reads what is there, waiting for the first byte.
   *
   * @param destination where to put it
   * @param offset offset of the first byte there
   * @param length how many bytes fit there, at least 1
   * @return how many bytes came, at least 1; or -1 when the peer has closed and everything was read
   * @throws IOException if the peer's process has died, or this end was closed
   * @throws MalformedException if the ring holds nonsense
   */
  public long read(final MemorySegment destination, final long offset, final long length)
      throws IOException {
    if (spillAt < spillEnd) {
      final int n = (int) Math.min(length, spillEnd - spillAt);
      MemorySegment.copy(spill, spillAt, destination, ValueLayout.JAVA_BYTE, offset, n);
      spillAt += n;
      return n;
    }
    target = destination;
    targetOffset = offset;
    targetLength = length;
    delivered = 0;
    long since = 0;
    while (!poll()) {
      requireOpen();
      if (peerState() == CLOSED) {
        return poll() ? delivered : -1; // it may have written just before it closed
      }
      since = await(since, SLEEPS_TO_READ, readFutex, in, 0);
    }
    return delivered;
  }

  private boolean poll() {
    try {
      in.read(handler, 1);
    } catch (final IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new MalformedException("RING-5", -1, "a piece that leaves its ring: " + e.getMessage());
    }
    if (delivered == 0) {
      return false;
    }
    wakePeer(SLEEPS_TO_WRITE, readFutex);
    return true;
  }

  private void onPiece(
      final int type, final MutableDirectBuffer buffer, final int index, final int length) {
    if (type != DATA || length < 1 || length > spill.length) {
      throw new MalformedException(
          "RING-5", -1, "a piece of type " + type + ", " + length + " bytes");
    }
    final int n = (int) Math.min(length, targetLength);
    final long from = region.incomingRing() + index;
    MemorySegment.copy(memory, from, target, targetOffset, n);
    if (n < length) {
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, from + n, spill, 0, length - n);
      spillAt = 0;
      spillEnd = length - n;
    }
    delivered = n;
  }

  /**
   * Writes bytes, waiting for room where there is none.
   *
   * @param source where they are
   * @param offset offset of the first
   * @param length how many
   * @throws IOException if the peer has closed or its process has died, or this end was closed
   */
  public void write(final MemorySegment source, final long offset, final long length)
      throws IOException {
    long at = offset;
    final long end = offset + length;
    while (at < end) {
      final int piece = (int) Math.min(end - at, maxPiece);
      final int index = claim(piece);
      put(index, 0, source, at, piece);
      commit(index);
      at += piece;
    }
  }

  /**
   * Tells the largest piece that {@link #claim} gives.
   *
   * @return bytes
   */
  public int maxPiece() {
    return maxPiece;
  }

  /**
   * Claims room for one piece that is put together from several sources: {@code claim}, {@code put}
   * for all of its bytes, {@code commit}.
   *
   * @param length its length, 1 to {@link #maxPiece}
   * @return where it lies, to be handed to the other two
   * @throws IOException if the peer has closed or its process has died, or this end was closed
   */
  public int claim(final int length) throws IOException {
    long since = 0;
    while (true) {
      requireOpen();
      if (peerState() == CLOSED) {
        throw new IOException("the peer has closed the ring");
      }
      final int index = out.tryClaim(DATA, length);
      if (index > 0) {
        return index;
      }
      if (index != RingBuffer.INSUFFICIENT_CAPACITY) {
        throw new MalformedException("RING-5", -1, "the ring claims index " + index);
      }
      since = await(since, SLEEPS_TO_WRITE, writeFutex, out, length);
    }
  }

  /**
   * Fills a part of a claimed piece.
   *
   * @param index what {@link #claim} answered
   * @param at offset in the piece
   * @param source where the bytes are
   * @param offset offset of the first
   * @param length how many
   */
  public void put(
      final int index,
      final long at,
      final MemorySegment source,
      final long offset,
      final long length) {
    MemorySegment.copy(source, offset, memory, region.outgoingRing() + index + at, length);
  }

  /**
   * Shows a claimed piece to the peer.
   *
   * @param index what {@link #claim} answered
   */
  public void commit(final int index) {
    out.commit(index);
    wakePeer(SLEEPS_TO_READ, writeFutex);
  }

  /**
   * Wakes the peer if it sleeps. The fence orders our publication before our look at its flag, as
   * the sleeper's fence orders its flag before its last look at the ring: one of the two sees the
   * other.
   */
  private void wakePeer(final long word, final Futex futex) {
    VarHandle.fullFence();
    final long at = peer + word;
    if ((int) INT.getOpaque(memory, at) != 0) {
      INT.setVolatile(memory, at, 0);
      futex.wake(memory.address() + at);
    }
  }

  /** One step of waiting; answers when the waiting began. */
  private long await(
      final long since,
      final long word,
      final Futex futex,
      final OneToOneRingBuffer ring,
      final int room)
      throws IOException {
    final long now = System.nanoTime();
    final long began = since == 0 ? now : since;
    if (idle != null) {
      idle.idle();
    } else if (now - began < SPIN_NANOS) {
      for (int i = 0; i < SPINS_PER_LOOK && !isReady(ring, room); i++) {
        Thread.onSpinWait();
      }
      return began;
    } else {
      final long at = own + word;
      INT.setVolatile(memory, at, 1);
      VarHandle.fullFence();
      if (!isReady(ring, room)
          && peerState() != CLOSED
          && (long) LONG.getVolatile(memory, own + STATE) == OPEN) {
        futex.await(memory.address() + at, 1, CHECK_NANOS);
      }
      INT.setVolatile(memory, at, 0);
    }
    if (now - began >= CHECK_NANOS) {
      keepAlive();
      requirePeer();
      return idle == null ? began : now;
    }
    return began;
  }

  /**
   * Whether a reader ({@code room == 0}) has something to read, or a writer may have the room it
   * wants.
   */
  private boolean isReady(final OneToOneRingBuffer ring, final int room) {
    return room == 0 ? ring.size() > 0 : ring.capacity() - ring.size() > 2 * room + 16;
  }

  private long peerState() {
    return (long) LONG.getVolatile(memory, peer + STATE);
  }

  private void requireOpen() throws IOException {
    if ((long) LONG.getVolatile(memory, own + STATE) != OPEN) {
      throw new IOException("the ring is closed");
    }
  }

  private void requirePeer() throws IOException {
    final long pid = (long) LONG.getVolatile(memory, peer + PID);
    if (pid == 0) {
      return; // has not come yet
    }
    if (OwnedNames.isAlive(pid, (long) LONG.getVolatile(memory, peer + START))) {
      peerSeen = true;
      return;
    }
    final long age = System.currentTimeMillis() - (long) LONG.getVolatile(memory, peer + HEARTBEAT);
    // A process of another pid namespace was never seen, but it beats.
    if (peerSeen || age > HEARTBEAT_MILLIS) {
      throw new IOException("process " + pid + " at the other end of the ring has died");
    }
  }

  /**
   * Renews this side's heartbeat. Owners of channels whose thread computes for long call it now and
   * then.
   */
  public void keepAlive() {
    LONG.setVolatile(memory, own + HEARTBEAT, System.currentTimeMillis());
  }

  /**
   * Ends both directions on this side, wakes the peer and whoever waits here. The peer reads what
   * was written, then the end. The memory is unmapped by {@link #release}, when no thread uses this
   * end any more.
   */
  @Override
  public void close() {
    if ((long) LONG.getAndSet(memory, own + STATE, CLOSED) == OPEN) {
      final Futex futex = new Futex();
      for (final long word : new long[] {SLEEPS_TO_READ, SLEEPS_TO_WRITE}) {
        wakePeer(word, futex);
        INT.setVolatile(memory, own + word, 0);
        futex.wake(memory.address() + own + word);
      }
    }
  }

  /**
   * Unmaps. Idempotent; only after {@link #close}, and when no thread is inside a call on this
   * channel.
   */
  public void release() {
    region.close();
  }
}
