package dev.millrace.shm.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pieces that are much like the one before cross as their difference ([RING-10]). */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingChangeTest {
  private static final int CAPACITY = 1 << 16;
  private final MemorySegment out = Arena.ofAuto().allocate(1 << 16);
  private final MemorySegment in = Arena.ofAuto().allocate(1 << 16);
  private final Random random = new Random(7);
  private RingRegion region;
  private RingChannel client;
  private RingChannel server;

  @BeforeEach
  void open() throws IOException {
    open(CAPACITY);
  }

  private void open(final long capacity) throws IOException {
    region = RingRegion.create(capacity);
    client = new RingChannel(region, RingIdle.ADAPTIVE);
    server = new RingChannel(RingRegion.attach(region.name()), RingIdle.ADAPTIVE);
  }

  @AfterEach
  void close() {
    client.release();
    server.release();
  }

  private void fill(final long offset, final long length) {
    for (long i = 0; i < length; i++) {
      out.set(ValueLayout.JAVA_BYTE, offset + i, (byte) random.nextInt());
    }
  }

  /** Writes and reads, in parts of at most so many bytes; answers what it took of the ring. */
  private long cross(final int offset, final int length, final int part) throws IOException {
    final long before = position();
    client.write(out, offset, length);
    in.fill((byte) 0);
    for (int got = 0; got < length; ) {
      got += (int) server.read(in, got, Math.min(part, length - got));
    }
    assertEquals(-1, MemorySegment.mismatch(out, offset, offset + length, in, 0, length));
    return position() - before;
  }

  private long position() {
    return region
        .memory()
        .get(
            ValueLayout.JAVA_LONG,
            region.outgoingRing() + region.capacity() + RingBufferDescriptor.TAIL_POSITION_OFFSET);
  }

  @Test
  void whatIsTheSameNeedNotCross() throws IOException {
    fill(0, 4096);
    for (final int length : new int[] {24, 61, 400, 4093, 4096}) {
      assertEquals(length + 8 + 7 & -8, cross(0, length, length));
      assertTrue(cross(0, length, length) <= 24, "the same again");
      fill(9, 1);
      assertTrue(cross(0, length, 5) <= 24, "one byte of " + length);
      assertTrue(cross(0, length, 7) <= 24, "and the same again");
    }
    fill(0, 400);
    cross(0, 400, 400);
    fill(20, 180);
    assertTrue(cross(0, 400, 400) <= 216, "less than half");
    fill(20, 300);
    assertEquals(408, cross(0, 400, 400), "most of it");
  }

  /** Any changes, lengths, places in memory and parts read; the ring goes round often. */
  @Test
  void whateverChangesArrives() throws IOException {
    fill(0, 1 << 14);
    final MemorySegment before = Arena.ofAuto().allocate(1 << 14).copyFrom(out.asSlice(0, 1 << 14));
    int length = 1;
    for (int i = 0; i < 60_000; i++) {
      switch (random.nextInt(8)) {
        case 0 -> length = 1 + random.nextInt(1 << random.nextInt(14));
        case 1, 2 -> fill(random.nextInt(length), 1);
        case 3 -> {
          final int at = random.nextInt(length);
          fill(at, random.nextInt(1 + length - at));
        }
        case 4 -> MemorySegment.copy(before, 0, out, 0, length); // back to what was
        default -> {}
      }
      cross(0, length, random.nextInt(4) == 0 ? 1 + random.nextInt(100) : length);
    }
  }

  @Test
  void whatGoesInBetweenIsNotForgotten() throws IOException {
    fill(0, 1 << 15);
    cross(0, 100, 100);
    client.claim(100); // put together by the caller: not to compare with, but the last piece
    client.put(0, out, 50, 60);
    client.put(60, out, 500, 40);
    client.commit();
    assertEquals(100, server.read(in, 0, 1000));
    assertEquals(-1, MemorySegment.mismatch(out, 50, 110, in, 0, 60));
    assertEquals(112, cross(0, 100, 100));
    final MemorySegment heap = MemorySegment.ofArray(new byte[100]);
    for (int i = 0; i < 3; i++) {
      client.write(heap, 0, 100);
      assertEquals(100, server.read(in, 0, 1000));
      assertEquals(-1, MemorySegment.mismatch(heap, 0, 100, in, 0, 100));
    }
    cross(0, 5000, 5000); // longer than what is kept
    cross(0, 100, 100);
    assertTrue(cross(0, 100, 100) <= 24);
    cross(0, 20_000, 20_000); // several pieces
    cross(0, 100, 100);
    assertTrue(cross(0, 100, 100) <= 24);
  }

  /** In a small ring what is kept is cut into pieces, of which none is compared. */
  @Test
  void aSmallRingHasShorterPieces() throws IOException {
    close();
    open(1 << 12);
    fill(0, 4096);
    for (int i = 0; i < 50; i++) {
      for (final int length : new int[] {512, 512, 513, 513, 1000, 511, 511}) {
        cross(0, length, length);
      }
    }
  }

  private void hostile(final int length, final int offset) throws IOException {
    final long ring = region.outgoingRing();
    final long at = position() & region.capacity() - 1;
    region.memory().set(ValueLayout.JAVA_INT, ring + at + 4, 2);
    region.memory().set(ValueLayout.JAVA_INT, ring + at + 8, offset);
    region.memory().set(ValueLayout.JAVA_INT, ring + at, length);
    final MalformedException e =
        assertThrows(MalformedException.class, () -> server.read(in, 0, 1000));
    assertEquals("RING-5", e.clause());
  }

  @Test
  void aChangeThatDoesNotFitIsATypedError() throws IOException {
    hostile(12, 0); // of nothing
    for (final int[] wrong :
        new int[][] {
          {8, 0},
          {9, 0},
          {11, 0},
          {12, -1},
          {12, 101},
          {12, Integer.MIN_VALUE},
          {13, 100},
          {20, 93},
          {113, 0},
          {12 + 101, -1},
          {200, Integer.MAX_VALUE},
          {4096 + 20, 0}
        }) {
      close();
      open();
      cross(0, 100, 100);
      hostile(wrong[0], wrong[1]);
    }
    close();
    open();
    cross(0, 5000, 5000);
    hostile(12, 0); // of a piece that is not kept
  }
}
