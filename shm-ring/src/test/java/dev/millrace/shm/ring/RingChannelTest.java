package dev.millrace.shm.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The ring as the two processes at its ends see it. */
@Timeout(60)
@SuppressWarnings("try") // closing one end early is what these tests are about
class RingChannelTest {
  private final MemorySegment buffer = Arena.ofAuto().allocate(1 << 20);

  /** Random pieces in, the same bytes out, whatever the sizes of writes, reads and ring. */
  @Test
  void carriesAnyBytesThroughAnotherProcess() throws Exception {
    for (final RingIdle idle : RingIdle.values()) {
      final RingRegion region = RingRegion.create(1 << 14);
      final RingChannel channel = new RingChannel(region, idle);
      final Process echo = RingEcho.start(region.name());
      final long total = 1 << 22;
      final AtomicReference<Throwable> failed = new AtomicReference<>();
      final Thread writer =
          new Thread(
              () -> {
                try {
                  final Random random = new Random(1);
                  final MemorySegment out = Arena.ofAuto().allocate(1 << 16);
                  for (long sent = 0; sent < total; ) {
                    final long n =
                        Math.min(total - sent, 1 + random.nextInt(1 << random.nextInt(17)));
                    for (long i = 0; i < n; i++) {
                      out.set(ValueLayout.JAVA_BYTE, i, pattern(sent + i));
                    }
                    channel.write(out, 0, n);
                    sent += n;
                  }
                } catch (final IOException | RuntimeException e) {
                  failed.set(e);
                }
              });
      writer.start();
      final Random random = new Random(2);
      for (long got = 0; got < total; ) {
        final long n = channel.read(buffer, 3, 1 + random.nextInt(1 << random.nextInt(15)));
        for (long i = 0; i < n; i++) {
          assertEquals(pattern(got + i), buffer.get(ValueLayout.JAVA_BYTE, 3 + i));
        }
        got += n;
      }
      writer.join();
      assertEquals(null, failed.get());
      channel.close();
      assertEquals(0, echo.waitFor());
      channel.release();
    }
  }

  private static byte pattern(final long at) {
    return (byte) (at * 31 ^ at >>> 9);
  }

  /** What one of our ends writes, Agrona's own class reads, and the other way round. */
  @Test
  void aRingIsAgronasOneToOneRingBuffer() throws Exception {
    final long capacity = 1 << 12;
    try (RingRegion region = RingRegion.create(capacity)) {
      final RingChannel client = new RingChannel(region, RingIdle.ADAPTIVE);
      final OneToOneRingBuffer toServer = agrona(region, region.outgoingRing());
      final OneToOneRingBuffer toClient = agrona(region, region.incomingRing());
      final Random random = new Random(6);
      final UnsafeBuffer bytes = new UnsafeBuffer(new byte[1 << 12]);
      for (int round = 0; round < 20_000; round++) {
        final int length = 1 + random.nextInt(1 + random.nextInt(client.maxPiece()));
        final byte mark = (byte) round; // no piece is like the last one
        buffer.asSlice(0, length).fill(mark);
        client.write(buffer, 0, length);
        final int[] seen = {0};
        final MessageHandler look =
            (type, source, index, n) -> {
              seen[0] = n;
              assertEquals(1, type);
              assertEquals(mark, source.getByte(index));
              assertEquals(mark, source.getByte(index + n - 1));
            };
        if (toServer.read(look) == 0) { // it reads no further than the padding at the ring's end
          assertEquals(1, toServer.read(look));
        }
        assertEquals(length, seen[0]);
        assertEquals(0, toServer.size());
        bytes.setMemory(0, length, mark);
        assertTrue(toClient.write(1, bytes, 0, length));
        assertEquals(length, client.read(buffer, 100, 1 << 12));
        assertEquals(mark, buffer.get(ValueLayout.JAVA_BYTE, 100));
        assertEquals(mark, buffer.get(ValueLayout.JAVA_BYTE, 99 + length));
        assertEquals(0, toClient.size());
      }
    }
  }

  private static OneToOneRingBuffer agrona(final RingRegion region, final long offset) {
    return new OneToOneRingBuffer(
        new UnsafeBuffer(
            region.memory().address() + offset,
            (int) RingDescriptor.ringLength(region.capacity())));
  }

  @Test
  void endOfPeerIsTheEndOfTheStreamAfterWhatItWrote() throws Exception {
    try (RingRegion region = RingRegion.create(1 << 12);
        RingChannel client = new RingChannel(region, RingIdle.ADAPTIVE);
        RingChannel server = new RingChannel(RingRegion.attach(region.name()), RingIdle.ADAPTIVE)) {
      server.write(buffer, 0, 100);
      server.close();
      assertEquals(100, client.read(buffer, 0, 1000));
      assertEquals(-1, client.read(buffer, 0, 1000));
      assertThrows(IOException.class, () -> client.write(buffer, 0, 1));
      assertThrows(IOException.class, () -> server.read(buffer, 0, 1));
    }
  }

  @Test
  void closeWakesWhoeverWaits() throws Exception {
    try (RingRegion region = RingRegion.create(1 << 12);
        RingChannel client = new RingChannel(region, RingIdle.ADAPTIVE)) {
      final Thread closer =
          new Thread(
              () -> {
                try {
                  Thread.sleep(100);
                } catch (final InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                client.close();
              });
      closer.start();
      assertThrows(IOException.class, () -> client.read(buffer, 0, 1));
      closer.join();
    }
  }

  /**
   * The peer is killed while we wait for it, wait for room, or are in the middle of a conversation.
   */
  @Test
  void killedPeerIsATypedErrorAndLeavesNothing() throws Exception {
    final Random random = new Random(9);
    for (int round = 0; round < 12; round++) {
      final RingRegion region = RingRegion.create(1 << 14);
      final RingChannel channel = new RingChannel(region, RingIdle.ADAPTIVE);
      final Process echo = RingEcho.start(region.name());
      channel.write(buffer, 0, 10);
      assertEquals(10, channel.read(buffer, 0, 100));
      region.unlink();
      final Thread killer = new Thread(() -> kill(echo, 1 + random.nextInt(40)));
      killer.start();
      final boolean onlyRead = round % 3 == 0;
      final boolean onlyWrite = round % 3 == 1;
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              if (!onlyRead) {
                channel.write(buffer, 0, 5000);
              }
              if (!onlyWrite) {
                assertNotEquals(-1, channel.read(buffer, 0, 5000));
              }
            }
          });
      killer.join();
      channel.close();
      channel.release();
      assertFalse(Files.exists(Path.of("/dev/shm", region.name())));
    }
  }

  private static void kill(final Process process, final int delay) {
    try {
      Thread.sleep(delay);
      process.destroyForcibly().waitFor();
    } catch (final InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nextClientRemovesWhatAKilledOneLeft() throws Exception {
    final Path left = Path.of("/dev/shm/mring_999999999_1_0");
    Files.write(left, new byte[10]);
    RingRegion.create(1 << 12).close();
    assertFalse(Files.exists(left));
  }

  @Test
  void aReaderThatLiesAboutItsPositionIsATypedError() throws Exception {
    final Random random = new Random(8);
    for (int round = 0; round < 100; round++) {
      try (RingRegion region = RingRegion.create(1 << 12);
          RingChannel client = new RingChannel(region, RingIdle.ADAPTIVE)) {
        client.write(buffer, 0, 3000);
        final long lie =
            switch (round % 4) {
              case 0 -> -8L * (1 + random.nextInt(1000));
              case 1 -> (1 << 13) + 8L * random.nextInt(1000);
              case 2 -> 8L * random.nextInt(300) + 1 + random.nextInt(7);
              default -> random.nextLong() | 1L << 40;
            };
        region
            .memory()
            .set(
                ValueLayout.JAVA_LONG,
                region.outgoingRing() + (1 << 12) + RingBufferDescriptor.HEAD_POSITION_OFFSET,
                lie);
        final MalformedException e =
            assertThrows(MalformedException.class, () -> client.write(buffer, 0, 3000));
        assertEquals("RING-5", e.clause());
      }
    }
  }

  @Test
  void anEndIsTakenOnce() throws Exception {
    try (RingRegion region = RingRegion.create(1 << 12);
        RingChannel client = new RingChannel(region, RingIdle.ADAPTIVE);
        RingRegion again = RingRegion.attach(region.name());
        RingChannel server = new RingChannel(again, RingIdle.ADAPTIVE)) {
      assertThrows(IOException.class, () -> new RingChannel(region, RingIdle.ADAPTIVE));
      assertThrows(IOException.class, () -> new RingChannel(again, RingIdle.ADAPTIVE));
      client.write(buffer, 0, 5);
      assertEquals(5, server.read(buffer, 0, 100));
    }
  }

  /**
   * A thread that is late finds the memory there or leaves it alone; it is not thrown out of it.
   */
  @Test
  void closingWhatAnotherThreadReleasesIsHarmless() throws Exception {
    final AtomicReference<Throwable> failed = new AtomicReference<>();
    for (int round = 0; round < 500; round++) {
      final RingRegion ours = RingRegion.create(1 << 12);
      final RingChannel channel = new RingChannel(ours, RingIdle.ADAPTIVE);
      final CountDownLatch running = new CountDownLatch(3);
      final Runnable late =
          () -> {
            running.countDown();
            try {
              while (ours.isMapped()) {
                channel.close();
                channel.lost("late");
              }
              channel.close();
              // what the JVM leaves behind where memory goes while a thread is in it
              assertFalse(Thread.interrupted());
            } catch (final Throwable e) {
              failed.set(e);
            }
          };
      final Thread[] threads = new Thread[3];
      for (int i = 0; i < threads.length; i++) {
        threads[i] = Thread.ofPlatform().start(late);
      }
      running.await();
      channel.release();
      for (final Thread thread : threads) {
        thread.join();
      }
      assertNull(failed.get());
      assertFalse(ours.isMapped());
    }
  }

  @Test
  void whatIsReleasedHasEndedForThePeer() throws Exception {
    try (RingRegion region = RingRegion.create(1 << 12);
        RingRegion attached = RingRegion.attach(region.name());
        RingChannel client = new RingChannel(region, RingIdle.ADAPTIVE);
        RingChannel server = new RingChannel(attached, RingIdle.ADAPTIVE)) {
      server.release();
      server.close();
      assertEquals(-1, client.read(buffer, 0, 100));
    }
  }

  @Test
  void nonsenseInTheRegionIsATypedError() throws Exception {
    final Random random = new Random(4);
    int typed = 0;
    for (int round = 0; round < 300; round++) {
      try (RingRegion region = RingRegion.create(1 << 12);
          RingChannel client = new RingChannel(region, RingIdle.ADAPTIVE);
          RingChannel server =
              new RingChannel(RingRegion.attach(region.name()), RingIdle.ADAPTIVE)) {
        server.write(buffer, 0, 64);
        final MemorySegment memory = region.memory();
        final long ring = region.incomingRing();
        // The record's header and, in some rounds, the positions in the trailer.
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, ring + 4 * random.nextInt(2), random.nextInt());
        if (round % 4 == 0) {
          memory.set(
              ValueLayout.JAVA_LONG_UNALIGNED,
              ring + (1 << 12) + 128L * random.nextInt(4),
              random.nextLong());
        }
        server.close();
        for (int i = 0; i < 3 && client.read(buffer, 0, 100) >= 0; i++) {
          assertTrue(true);
        }
      } catch (final MalformedException e) {
        assertEquals("RING-5", e.clause());
        typed++;
      }
    }
    assertTrue(typed > 50, "only " + typed);
    assertThrows(MalformedException.class, () -> RingRegion.attach("mseg_1_1_1"));
  }
}
