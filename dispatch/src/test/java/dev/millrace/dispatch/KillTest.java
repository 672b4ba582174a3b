package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.ring.RingSettings;
import dev.millrace.dispatch.server.SocketListener;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} at random points of a conversation, on either side, over everything that shares
 * memory: the survivor gets a typed error or the end of the connection and goes on, nobody hangs,
 * and nothing is left that the next start does not remove. The number of kills for each of the nine
 * cases is the property {@code millrace.kills}; the seed is printed.
 */
@Timeout(1200)
@EnabledOnOs(OS.LINUX)
class KillTest {
  private static final int KILLS = Integer.getInteger("millrace.kills", 6);
  private static final long SEED = Long.getLong("millrace.seed", System.nanoTime());

  /** How long nothing that is waited for takes, on a busy machine. */
  private static final long SECONDS = 20;

  @TempDir static Path folder;
  private static KillProgram program;
  private static ExecutorService ahead;

  /** What carries the conversation beside the socket. */
  enum Via {
    RING(ClientOptions.DEFAULT.withRing(RingSettings.DEFAULT.withCapacity(1 << 16)).withSegment(0)),
    SEGMENT(ClientOptions.DEFAULT.withRing(RingSettings.NONE).withSegment(4 << 20)),
    BOTH(RING.options.withSegment(4 << 20));

    private final ClientOptions options;

    Via(final ClientOptions options) {
      this.options = options;
    }
  }

  @BeforeAll
  static void prepare() throws Exception {
    program = new KillProgram(folder);
    ahead = Executors.newCachedThreadPool();
    System.err.println("kills: " + KILLS + " a case, -Dmillrace.seed=" + SEED);
  }

  @AfterAll
  static void end() {
    ahead.close();
  }

  @ParameterizedTest
  @EnumSource
  void killedWorker(final Via via) throws Exception {
    final Random random = new Random(SEED);
    final Set<String> told = new HashSet<>();
    Future<Process> next = ahead.submit(() -> program.worker(socket(via, 0)));
    for (int i = 0; i < KILLS; i++) {
      final Process worker = next.get();
      final Path socket = socket(via, i);
      final Path nextSocket = socket(via, i + 1);
      next = i + 1 < KILLS ? ahead.submit(() -> program.worker(nextSocket)) : null;
      final long delay = random.nextInt(1 + (1 << random.nextInt(18)));
      final long seed = random.nextLong();
      final Future<?> killed = ahead.submit(() -> kill(worker.toHandle(), delay));
      told.add(within(SECONDS, "client of worker " + i, () -> survive(socket, via, seed)));
      killed.get();
      Files.deleteIfExists(socket);
      assertEquals(List.of(), KillProgram.names(ProcessHandle.current().pid()));
      assertEquals(0, KillProgram.mapped());
    }
    awaitNoWatcher();
    assertFalse(told.isEmpty());
  }

  /** Talks until the worker is gone; answers what told of that. */
  private static String survive(final Path socket, final Via via, final long seed) {
    try (RpcClient client = RpcClient.unix(socket, via.options)) {
      return survive(client, seed);
    } catch (IOException e) {
      return "no connection";
    }
  }

  private static String survive(final RpcClient client, final long seed) {
    final KillTalk talk = new KillTalk(client, seed);
    try {
      while (true) {
        talk.step();
      }
    } catch (RpcException e) {
      assertEquals("TransportError", e.errorType(), e.toString());
      return e.errorType();
    } catch (MalformedException e) {
      // cut within a message: what a reader of bytes sees of it
      assertTrue(e.clause().startsWith("TRANS-") || e.clause().startsWith("STREAM-"), e.toString());
      return e.clause();
    }
  }

  /** The client's own child, over its standard input and output. */
  @ParameterizedTest
  @EnumSource
  void killedChild(final Via via) throws Exception {
    final Random random = new Random(SEED + 2);
    final Set<String> told = new HashSet<>();
    for (int i = 0; i < KILLS; i++) {
      final long delay = random.nextInt(1 + (1 << random.nextInt(18)));
      final boolean talksBefore = random.nextInt(5) > 0; // else most die before the first answer
      final long seed = random.nextLong();
      told.add(
          within(SECONDS, "client of child " + i, () -> outlive(via, delay, talksBefore, seed)));
      assertEquals(List.of(), KillProgram.names(ProcessHandle.current().pid()));
      assertEquals(0, KillProgram.mapped());
    }
    awaitNoWatcher();
    assertFalse(told.isEmpty());
  }

  private static String outlive(
      final Via via, final long delay, final boolean talksBefore, final long seed)
      throws Exception {
    final Set<ProcessHandle> others =
        ProcessHandle.current().children().collect(Collectors.toSet());
    try (RpcClient client = RpcClient.stdio(program.stdioWorker(), via.options)) {
      final ProcessHandle worker =
          ProcessHandle.current()
              .children()
              .filter(p -> !others.contains(p))
              .findFirst()
              .orElseThrow();
      if (talksBefore) {
        assertEquals(3, client.bind(Fixture.class).add(1, 2));
      }
      final Future<?> killed = ahead.submit(() -> kill(worker, delay));
      final String how = survive(client, seed);
      killed.get();
      return how;
    }
  }

  @ParameterizedTest
  @EnumSource
  void killedClient(final Via via) throws Exception {
    final Random random = new Random(SEED + 1);
    final Path socket = folder.resolve("server-" + via);
    final Set<Long> dead = new HashSet<>();
    int leftovers = 0;
    try (SocketListener listener = KillProgram.listen(socket)) {
      Future<Process> next = ahead.submit(() -> program.client(socket, via.options, SEED));
      for (int i = 0; i < KILLS; i++) {
        final Process client = next.get();
        final long seed = random.nextLong();
        next = i + 1 < KILLS ? ahead.submit(() -> program.client(socket, via.options, seed)) : null;
        KillProgram.go(client);
        final long delay = random.nextInt(1 + (1 << random.nextInt(19)));
        kill(client.toHandle(), delay);
        dead.add(client.pid());
        leftovers += KillProgram.names(client.pid()).size();
        final int number = i;
        within(
            SECONDS,
            "the server's connection of client " + number,
            () -> {
              while (listener.connections() > 0) {
                Thread.sleep(1);
              }
              return null;
            });
        assertEquals(0, KillProgram.mapped());
        try (RpcClient after = RpcClient.unix(socket, via.options)) {
          assertEquals(3, after.bind(Fixture.class).add(1, 2), "the server goes on");
        }
      }
    }
    for (final long pid : dead) {
      assertEquals(List.of(), KillProgram.names(pid), "left, and the next start was here");
    }
    awaitNoWatcher();
    System.err.println(via + ": the next start removed " + leftovers + " names");
  }

  private static Path socket(final Via via, final int number) {
    return folder.resolve("worker-" + via + "-" + number);
  }

  private static Object kill(final ProcessHandle process, final long micros) throws Exception {
    TimeUnit.MICROSECONDS.sleep(micros);
    process.destroyForcibly();
    process.onExit().get();
    return null;
  }

  private static <T> T within(final long seconds, final String what, final Callable<T> work)
      throws Exception {
    final Future<T> result = ahead.submit(work);
    try {
      return result.get(seconds, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      Thread.getAllStackTraces()
          .forEach((thread, stack) -> System.err.println(thread + " " + List.of(stack)));
      throw new AssertionError("hangs: " + what, e);
    }
  }

  private static void awaitNoWatcher() throws Exception {
    within(
        SECONDS,
        "threads that watch rings",
        () -> {
          while (Thread.getAllStackTraces().keySet().stream()
              .anyMatch(t -> t.getName().equals("ring-watch"))) {
            Thread.sleep(5);
          }
          return null;
        });
  }
}
