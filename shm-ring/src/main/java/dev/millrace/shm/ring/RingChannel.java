package dev.millrace.shm.ring;

import static dev.millrace.shm.ring.RingDescriptor.CLOSED;
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

/**
 * One side's end of a ring channel: a byte stream in each direction, clauses {@code RING-4} to
 * {@code RING-7}.
 *
 * <p>One thread reads and one thread writes (they may be the same); {@link #close} and {@link
 * #lost} may come from any at any time, {@link #keepAlive} from any until {@link #release}. Bytes
 * written become visible to the peer piece by piece: what fits an eighth of the ring is one piece.
 * Whoever waits does so as {@link RingIdle} says. Allocates nothing in steady state.
 */
public final class RingChannel implements AutoCloseable {
  /** How long a side waits at most before it looks whether the peer's process still runs. */
  public static final long CHECK_NANOS = 50_000_000;

  /** The same where somebody else watches the peer. */
  private static final long WATCHED_CHECK_NANOS = 1_000_000_000;

  /** How old the heartbeat of a peer whose process can't be seen may get. */
  public static final long HEARTBEAT_MILLIS = 10_000;

  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private final RingRegion region;
  private final MemorySegment memory;
  private final RingReader in;
  private final RingWriter out;
  private final RingWait readWait;
  private final RingWait writeWait;
  private final long own;
  private final long peer;
  private final long wakeDistance;
  private final LateThreads late = new LateThreads();
  private volatile boolean closed;
  private volatile String lost;
  private volatile boolean watched;
  private volatile boolean peerSeen;
  private boolean met;
  private long wokenAt;
  private long claimed;
  private int claimedLength;

  /**
   * Takes an end of a region. Each end can be taken once.
   *
   * @param region the region; closed by {@link #release}
   * @param idle what to do while waiting
   * @throws IOException if somebody has this end already
   */
  public RingChannel(final RingRegion region, final RingIdle idle) throws IOException {
    this.region = region;
    this.memory = region.memory();
    this.own = region.ownSide();
    this.peer = region.peerSide();
    if (!LONG.compareAndSet(memory, own + STATE, 0L, OPEN)) {
      throw new IOException("this end of ring " + region.name() + " is taken");
    }
    this.in = new RingReader(memory, region.incomingRing(), region.capacity());
    this.out = new RingWriter(memory, region.outgoingRing(), region.capacity());
    this.readWait = new RingWait(idle, memory, own + SLEEPS_TO_READ);
    this.writeWait = new RingWait(idle, memory, own + SLEEPS_TO_WRITE);
    this.wakeDistance = region.capacity() / 4;
    LONG.setVolatile(memory, own + START, OwnedNames.ownStart());
    keepAlive();
    LONG.setVolatile(memory, own + PID, ProcessHandle.current().pid());
  }

  /**
   * Names the ring.
   *
   * @return the name by which the server attached; it may be removed already
   */
  public String name() {
    return region.name();
  }

  /**
   * Reads what is there, waiting for the first byte.
   *
   * @param destination where to put it
   * @param offset offset of the first byte there
   * @param length how many bytes fit there, at least 1
   * @return how many bytes came, at least 1; or -1 when the peer has closed and everything was read
   * @throws IOException if the peer is lost, or this end was closed
   * @throws MalformedException if the ring holds nonsense
   */
  public long read(final MemorySegment destination, final long offset, final long length)
      throws IOException {
    requireOpen();
    final long n = in.read(destination, offset, length);
    if (n > 0) {
      // a writer that waits for room goes on long before the ring is empty
      if (in.position() - wokenAt >= wakeDistance) {
        wakeWriter();
      }
      return n;
    }
    return readWaiting(destination, offset, length);
  }

  private long readWaiting(final MemorySegment destination, final long offset, final long length)
      throws IOException {
    wakeWriter();
    readWait.begin();
    for (; ; ) {
      while (!in.isReady() && readWait.goesOnSpinning()) {
        Thread.onSpinWait();
      }
      // what the peer wrote before it ended is seen after its end was seen
      final boolean ended = peerState() == CLOSED;
      final String gone = lost;
      final long n = in.read(destination, offset, length);
      if (n > 0) {
        readWait.end();
        if (!met) {
          met = true;
          peerSeen = !watched && isPeerThere();
        }
        return n;
      }
      requireOpen();
      if (ended) {
        return -1;
      }
      requireFound(gone);
      if (readWait.announce()) {
        if (!in.isReady() && nothingChanged()) {
          readWait.sleep(checkNanos());
        }
        readWait.clear();
      }
      lookAfterPeer(readWait);
    }
  }

  private void wakeWriter() {
    wokenAt = in.position();
    wakePeer(SLEEPS_TO_WRITE, readWait.futex());
  }

  /**
   * Writes bytes, waiting for room where there is none.
   *
   * @param source where they are
   * @param offset offset of the first
   * @param length how many
   * @throws IOException if the peer has closed or is lost, or this end was closed
   * @throws MalformedException if the ring holds nonsense
   */
  public void write(final MemorySegment source, final long offset, final long length)
      throws IOException {
    if (out.isChange(source, offset, length)) {
      claim(out.changeLength());
      out.putChange(claimed, source, offset);
      commit();
      return;
    }
    long at = offset;
    final long end = offset + length;
    while (at < end) {
      final int piece = (int) Math.min(end - at, out.maxPiece());
      claim(piece);
      put(0, source, at, piece);
      commit();
      at += piece;
    }
    out.keep(source, offset, length);
  }

  /**
   * Tells the largest piece that {@link #claim} gives.
   *
   * @return bytes
   */
  public int maxPiece() {
    return out.maxPiece();
  }

  /**
   * Claims room for one piece that is put together from several sources: {@code claim}, {@code put}
   * for all of its bytes, {@code commit}. A claim that is not committed was never made.
   *
   * @param length its length, 1 to {@link #maxPiece}
   * @throws IOException if the peer has closed or is lost, or this end was closed
   * @throws MalformedException if the ring holds nonsense
   */
  public void claim(final int length) throws IOException {
    if (length < 1 || length > out.maxPiece()) {
      throw new IllegalArgumentException("a piece of " + length + " bytes");
    }
    requireOpen();
    requirePeerOpen();
    claimedLength = length;
    claimed = out.claim(length);
    if (claimed < 0) {
      claimWaiting(length);
    }
  }

  private void claimWaiting(final int length) throws IOException {
    wakeWriter(); // it may wait for what we have read since, and read nothing itself until then
    writeWait.begin();
    for (; ; ) {
      while (!out.hasRoom(length) && writeWait.goesOnSpinning()) {
        Thread.onSpinWait();
      }
      claimed = out.claim(length);
      if (claimed >= 0) {
        writeWait.end();
        return;
      }
      requireOpen();
      requirePeerOpen();
      if (writeWait.announce()) {
        if (!out.hasRoom(length) && nothingChanged()) {
          writeWait.sleep(checkNanos());
        }
        writeWait.clear();
      }
      lookAfterPeer(writeWait);
    }
  }

  /**
   * Fills a part of the claimed piece.
   *
   * @param at offset in the piece
   * @param source where the bytes are
   * @param offset offset of the first
   * @param length how many, not beyond the piece's end
   */
  public void put(final long at, final MemorySegment source, final long offset, final long length) {
    if (at < 0 || length < 0 || at > claimedLength - length) {
      throw new IndexOutOfBoundsException(at + " + " + length + " in " + claimedLength);
    }
    MemorySegment.copy(source, offset, memory, claimed + at, length);
  }

  /** Shows the claimed piece to the peer. */
  public void commit() {
    out.commit(claimedLength);
    claimedLength = 0;
    wakePeer(SLEEPS_TO_READ, writeWait.futex());
  }

  /**
   * Wakes the peer if it sleeps. The fence orders our publication before our look at its flag, as
   * the sleeper's fence orders its flag before its last look at the ring: one of the two sees the
   * other ([RING-6]).
   */
  private void wakePeer(final long word, final Futex futex) {
    VarHandle.fullFence();
    final long at = peer + word;
    if ((int) INT.getOpaque(memory, at) != 0) {
      INT.setVolatile(memory, at, 0);
      futex.wake(memory.address() + at);
    }
  }

  private boolean nothingChanged() {
    return lost == null && !closed && peerState() != CLOSED;
  }

  private long peerState() {
    return (long) LONG.getVolatile(memory, peer + STATE);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the ring is closed");
    }
  }

  private void requirePeerOpen() throws IOException {
    if (peerState() == CLOSED) {
      throw new IOException("the peer has closed the ring");
    }
    requireFound(lost);
  }

  private static void requireFound(final String gone) throws IOException {
    if (gone != null) {
      throw new IOException(gone);
    }
  }

  /** Now and then during a wait: tells the peer that we live, and asks whether it does. */
  private void lookAfterPeer(final RingWait wait) {
    if (!wait.isDue(checkNanos())) {
      return;
    }
    keepAlive();
    final long pid = peerPid();
    if (watched || pid == 0) {
      return; // somebody else's concern, or it has not come yet
    }
    if (isPeerThere()) {
      peerSeen = true;
      return;
    }
    final long age = System.currentTimeMillis() - (long) LONG.getVolatile(memory, peer + HEARTBEAT);
    // A process of another pid namespace was never seen, but it beats.
    if (peerSeen || age > HEARTBEAT_MILLIS) {
      lost = "process " + pid + " at the other end of the ring has died";
    }
  }

  private long peerPid() {
    return (long) LONG.getVolatile(memory, peer + PID);
  }

  private boolean isPeerThere() {
    return OwnedNames.isAlive(peerPid(), (long) LONG.getVolatile(memory, peer + START));
  }

  private long checkNanos() {
    return watched ? WATCHED_CHECK_NANOS : CHECK_NANOS;
  }

  /**
   * Says that somebody will call {@link #lost} when the peer is gone, so this end need not look for
   * its process.
   */
  public void watched() {
    watched = true;
  }

  /**
   * Renews this side's heartbeat. Owners of channels whose thread computes for long call it now and
   * then.
   */
  public void keepAlive() {
    LONG.setVolatile(memory, own + HEARTBEAT, System.currentTimeMillis());
  }

  /**
   * Says that the peer is gone, from whoever learns it otherwise: what it wrote before can still be
   * read, then reading and writing fail. Wakes whoever waits here. No effect after {@link
   * #release}.
   *
   * @param why message of the exceptions
   */
  public void lost(final String why) {
    lost = why;
    late.let(region, this::wakeOwn);
  }

  private void wakeOwn() {
    readWait.interrupt();
    writeWait.interrupt();
  }

  /**
   * Ends both directions on this side, wakes the peer and whoever waits here. The peer reads what
   * was written, then the end. The memory is unmapped by {@link #release}, when no thread uses this
   * end any more. Idempotent.
   */
  @Override
  public void close() {
    closed = true;
    late.let(region, this::tellBoth);
  }

  private void tellBoth() {
    LONG.setVolatile(memory, own + STATE, CLOSED);
    final Futex futex = new Futex();
    wakePeer(SLEEPS_TO_READ, futex);
    wakePeer(SLEEPS_TO_WRITE, futex);
    wakeOwn();
  }

  /**
   * Closes and unmaps. Idempotent; only when no thread is inside a call on this channel but {@link
   * #close} and {@link #lost}.
   */
  public void release() {
    close();
    if (late.end()) {
      region.close();
    }
  }
}
