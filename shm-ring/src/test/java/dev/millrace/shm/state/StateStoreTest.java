package dev.millrace.shm.state;

import static dev.millrace.shm.state.StateWorker.KEY;
import static dev.millrace.shm.state.StateWorker.NS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shared state as functions in several threads and processes see it. */
class StateStoreTest {
  private static final byte[] EXECUTION = {1};

  @TempDir Path temporary;

  private StateDirectory directory() throws IOException {
    return new StateDirectory(temporary.resolve("state"), 1L << 30);
  }

  private static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void processesShareEverythingExactlyOnce() throws Exception {
    final int rounds = 20_000;
    try (StateStore store = directory().open(EXECUTION)) {
      final Process a = StateWorker.start(temporary.resolve("state"), "a", rounds);
      final Process b = StateWorker.start(temporary.resolve("state"), "b", rounds);
      final Set<String> popped = new HashSet<>();
      while (a.isAlive() || b.isAlive() || popped.size() < 2 * rounds) {
        final Optional<byte[]> value = store.pop(NS, KEY);
        if (value.isPresent()) {
          assertTrue(popped.add(new String(value.get(), StandardCharsets.UTF_8)));
        } else if (!a.isAlive() && !b.isAlive()) {
          break;
        }
      }
      assertEquals(0, a.waitFor());
      assertEquals(0, b.waitFor());
      for (Optional<byte[]> v = store.pop(NS, KEY); v.isPresent(); v = store.pop(NS, KEY)) {
        assertTrue(popped.add(new String(v.get(), StandardCharsets.UTF_8)));
      }
      assertEquals(2 * rounds, popped.size());
      assertEquals(2L * rounds, store.counter(NS, KEY).get());
      checkLog(store.scanLog(NS, KEY, -1, Integer.MAX_VALUE), 2 * rounds);
      assertEquals(rounds, store.scan(NS, null, null, false, Integer.MAX_VALUE).size());
    }
  }

  /** Each writer's items appear once and in its own order. */
  private static void checkLog(final List<StateStore.Item> log, final int size) {
    assertEquals(size, log.size());
    final Map<String, Integer> next = new HashMap<>();
    for (int i = 0; i < log.size(); i++) {
      assertEquals(i, log.get(i).id());
      final String[] parts = new String(log.get(i).value(), StandardCharsets.UTF_8).split(":");
      assertEquals(next.getOrDefault(parts[0], 0), Integer.parseInt(parts[1]));
      next.merge(parts[0], 1, Integer::sum);
    }
  }

  @Test
  void killedWritersLeaveTheOthersWorking() throws Exception {
    final Random random = new Random(3);
    try (StateStore store = directory().open(EXECUTION)) {
      for (int round = 0; round < 8; round++) {
        final long before = store.counter(NS, KEY).get();
        final Process victim =
            StateWorker.start(temporary.resolve("state"), "v" + round, Integer.MAX_VALUE);
        while (store.counter(NS, KEY).get() < before + 10) {
          assertTrue(victim.isAlive());
          Thread.onSpinWait();
        }
        Thread.sleep(random.nextInt(60));
        victim.destroyForcibly().waitFor();
        store.put(NS, utf8("after"), utf8("" + round));
        assertArrayEquals(utf8("" + round), store.get(NS, utf8("after")).orElseThrow());
        final long id = store.append(NS, KEY, utf8("own:" + round));
        final List<StateStore.Item> log = store.scanLog(NS, KEY, -1, Integer.MAX_VALUE);
        assertEquals(id, log.getLast().id());
        assertEquals(id + 1, log.size());
        store.push(NS, KEY, utf8("last"));
        Optional<byte[]> value = store.pop(NS, KEY);
        byte[] last = null;
        for (; value.isPresent(); value = store.pop(NS, KEY)) {
          last = value.get();
        }
        assertArrayEquals(utf8("last"), last);
      }
    }
  }

  @Test
  void threadsAddWithoutLoss() throws Exception {
    try (StateStore store = directory().open(EXECUTION);
        var pool = Executors.newFixedThreadPool(4)) {
      final Callable<Long> work =
          () -> {
            long last = 0;
            for (int i = 0; i < 100_000; i++) {
              last = store.counterAdd(NS, utf8("k" + i % 7), 2);
            }
            return last;
          };
      pool.invokeAll(List.of(work, work, work, work)).forEach(f -> assertTrue(f.isDone()));
      long sum = 0;
      for (int i = 0; i < 7; i++) {
        sum += store.counter(NS, utf8("k" + i)).get();
      }
      assertEquals(800_000, sum);
    }
  }

  @Test
  void pairsBehaveLikeASortedMapPerNamespace() throws IOException {
    final Random random = new Random(5);
    try (StateStore store = directory().open(EXECUTION)) {
      final TreeMap<String, String> model = new TreeMap<>();
      for (int i = 0; i < 5000; i++) {
        final String key = "k" + random.nextInt(300);
        if (random.nextInt(4) == 0) {
          assertEquals(
              Optional.ofNullable(model.remove(key)),
              store.remove(NS, utf8(key)).map(v -> new String(v, StandardCharsets.UTF_8)));
        } else {
          model.put(key, "v" + i);
          store.put(NS, utf8(key), utf8("v" + i));
        }
        store.put(utf8("other"), utf8(key), utf8("x"));
      }
      final List<StateStore.Pair> pairs = store.scan(NS, utf8("k1"), utf8("k2"), true, 10);
      final var expected =
          model.subMap("k1", true, "k2", false).descendingMap().entrySet().iterator();
      assertEquals(Math.min(10, model.subMap("k1", "k2").size()), pairs.size());
      for (final StateStore.Pair pair : pairs) {
        final var e = expected.next();
        assertEquals(e.getKey(), new String(pair.key(), StandardCharsets.UTF_8));
        assertEquals(e.getValue(), new String(pair.value(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void stateOutlivesClosingAndEndsWithItsExecution() throws IOException {
    final StateDirectory directory = directory();
    try (StateStore store = directory.open(EXECUTION)) {
      store.put(NS, KEY, new byte[3_000_000]);
    }
    try (StateStore store = directory.open(EXECUTION)) {
      assertEquals(3_000_000, store.get(NS, KEY).orElseThrow().length);
      assertEquals(
          "rw-------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(store.path())));
    }
    assertTrue(directory.remove(EXECUTION));
    assertFalse(directory.remove(EXECUTION));
    try (StateStore store = directory.open(EXECUTION)) {
      assertTrue(store.get(NS, KEY).isEmpty());
    }
  }

  @Test
  void sweepTakesWhatNobodyUses() throws Exception {
    final StateDirectory directory = directory();
    directory.open(new byte[] {7}).close();
    final Process victim = StateWorker.start(temporary.resolve("state"), "x", Integer.MAX_VALUE);
    try (StateStore store = directory.open(new byte[] {9})) {
      try (StateStore watched = directory.open(EXECUTION)) {
        while (watched.counter(NS, KEY).get() == 0) { // until then it has not registered itself
          assertTrue(victim.isAlive());
          Thread.sleep(5);
        }
      }
      assertEquals(0, directory.sweep(Duration.ofMinutes(1)));
      assertEquals(1, directory.sweep(Duration.ofSeconds(-1)));
      victim.destroyForcibly().waitFor();
      assertEquals(1, directory.sweep(Duration.ofSeconds(-1)));
      assertTrue(Files.exists(store.path()));
    }
    assertEquals(1, directory.sweep(Duration.ofSeconds(-1)));
  }

  @Test
  void limitIsSaidAndHarmless() throws IOException {
    final StateDirectory small = new StateDirectory(temporary.resolve("state"), 1L << 20);
    try (StateStore store = small.open(EXECUTION)) {
      assertThrows(
          IllegalStateException.class,
          () -> {
            for (int i = 0; i < 100; i++) {
              store.append(NS, KEY, new byte[100_000]);
            }
          });
      assertEquals(1, store.counterAdd(NS, KEY, 1) - 0);
    }
  }

  @Test
  void damagedFilesEndInATypedError() throws IOException {
    final StateDirectory directory = directory();
    try (StateStore store = directory.open(EXECUTION)) {
      store.put(NS, KEY, new byte[10]);
      store.append(NS, KEY, new byte[10]);
      store.append(NS, KEY, new byte[10]);
    }
    final Path path = temporary.resolve("state/01.state");
    final byte[] good = Files.readAllBytes(path);
    final Random random = new Random(2);
    int typed = 0;
    for (int i = 0; i < 400; i++) {
      final byte[] bad = good.clone();
      // The used part of the file: bucket heads and what they lead to.
      for (int k = 0; k < 40; k++) {
        bad[random.nextInt(2048, 35_200)] = (byte) random.nextInt();
      }
      Files.write(path, bad);
      try (StateStore store = directory.open(EXECUTION)) {
        store.get(NS, KEY);
        store.scanLog(NS, KEY, -1, 100);
        store.scan(NS, null, null, false, 100);
      } catch (final MalformedException e) {
        typed++;
      }
    }
    assertTrue(typed > 50, "only " + typed);
    Files.write(path, new byte[8192]);
    try (StateStore store = directory.open(EXECUTION)) {
      assertTrue(store.get(NS, KEY).isEmpty());
    }
    final byte[] alien = good.clone();
    alien[0] ^= 1;
    Files.write(path, alien);
    assertThrows(MalformedException.class, () -> directory.open(EXECUTION));
  }
}
