package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.ring.RingTransport;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.shm.ring.RingChannel;
import dev.millrace.shm.ring.RingIdle;
import dev.millrace.shm.ring.RingRegion;
import dev.millrace.wire.MalformedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Somebody scribbles over the ring while calls go through it: lengths, types, positions, states,
 * the bytes themselves. Each call ends, at the latest when the other side goes, and with nothing
 * but an answer or a typed error.
 */
@Timeout(180)
@EnabledOnOs({OS.LINUX, OS.MAC})
class HostileRingTest {
  private static final int ROUNDS = 40;
  private static final long PATIENCE_MILLIS = 150;

  /** A connection that carries nothing and ends for both sides when one closes it. */
  private static final class Beside implements ByteTransport {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public long read(final MemorySegment target, final long offset, final long length) {
      try {
        closed.await();
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return -1;
    }

    @Override
    public void write(final MemorySegment source, final long offset, final long length) {
      throw new IllegalStateException();
    }

    @Override
    public void write(final Gather gather) {
      throw new IllegalStateException();
    }

    @Override
    public TransportKind kind() {
      return TransportKind.UNIX;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void scribbledRings() throws Exception {
    final Random random = new Random(12);
    final ExecutorService threads = Executors.newCachedThreadPool();
    final RpcServer server =
        RpcServer.builder().service(Fixture.class, new FixtureService()).build();
    int answered = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (Arena arena = Arena.ofShared()) {
        final Beside connection = new Beside();
        final RingRegion region = RingRegion.create(1 << 12);
        final MemorySegment memory = PosixSharedMemory.attach(region.name(), arena);
        final RingRegion attached = RingRegion.attach(region.name());
        region.unlink();
        final RingTransport far =
            new RingTransport(connection, new RingChannel(attached, RingIdle.ADAPTIVE));
        final Future<?> served =
            threads.submit(
                () -> {
                  server.serve(far);
                  far.release();
                });
        final RingTransport near =
            new RingTransport(connection, new RingChannel(region, RingIdle.ADAPTIVE));
        try (RpcClient client = RpcClient.over(near, ClientOptions.DEFAULT)) {
          final KillTalk talk = new KillTalk(client, round);
          talk.step();
          final Future<Boolean> outcome = threads.submit(() -> isAnswered(talk));
          scribble(memory, random);
          try {
            answered += outcome.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) ? 1 : 0;
          } catch (TimeoutException e) {
            // lengths that were made smaller look like a message of which the rest is to come
            far.close();
            outcome.get(30, TimeUnit.SECONDS);
            refused++;
          }
        } finally {
          near.release();
          far.close();
        }
        served.get(30, TimeUnit.SECONDS);
      }
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    assertTrue(answered < ROUNDS, "nothing was hit; " + refused + " waited");
  }

  private static boolean isAnswered(final KillTalk talk) {
    try {
      for (int i = 0; i < 200; i++) {
        talk.step();
      }
      return true;
    } catch (RpcException | MalformedException | IllegalStateException typed) {
      return false;
    } catch (AssertionError wrongAnswer) {
      return false; // whoever can write the ring can write answers
    }
  }

  private static void scribble(final MemorySegment memory, final Random random) {
    for (int i = 0; i < 400; i++) {
      final long ring = 4096 + (random.nextBoolean() ? 0 : (memory.byteSize() - 4096) / 2);
      final long at =
          switch (random.nextInt(4)) {
            case 0 -> ring + 8L * random.nextInt(512); // headers and bytes
            case 1 -> ring + 4096 + 128L * random.nextInt(6); // positions
            case 2 -> ring + random.nextInt(4096) & -8;
            default -> 8L * random.nextInt(512); // control fields
          };
      memory.set(
          ValueLayout.JAVA_LONG, at, random.nextBoolean() ? random.nextLong() : random.nextInt());
      Thread.onSpinWait();
    }
  }
}
