package dev.millrace.shm.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters as an onlooker reads them from the file. */
class WorkerCountersTest {
  @TempDir Path temporary;

  private static WorkerSnapshot seen(final CountersFolder folder) throws IOException {
    final List<Path> live = folder.live();
    assertEquals(1, live.size());
    return WorkerSnapshot.read(live.getFirst());
  }

  @Test
  void onlookerSeesWhatTheWorkerCounts() throws Exception {
    final CountersFolder folder = new CountersFolder(temporary.resolve("stat"));
    try (WorkerCounters counters = WorkerCounters.create(folder, "demo --unix ü")) {
      final Thread[] threads = new Thread[4];
      for (int t = 0; t < threads.length; t++) {
        threads[t] =
            new Thread(
                () -> {
                  final CounterLane lane = counters.lane(); // left open: shown all the same
                  for (int i = 0; i < 50_000; i++) {
                    lane.increment(WorkerCounter.BATCHES_OUT);
                    lane.add(WorkerCounter.ROWS_OUT, 10);
                    lane.increment(WorkerCounter.CANCELLED);
                  }
                });
        threads[t].start();
      }
      for (final Thread thread : threads) {
        thread.join();
      }
      try (CounterLane lane = counters.lane()) {
        for (int i = 0; i < 3; i++) {
          lane.error(WorkerCounter.ofError("NOT_FOUND"), new IllegalStateException("lost"));
        }
      }
      final WorkerSnapshot seen = seen(folder);
      assertEquals(ProcessHandle.current().pid(), seen.pid());
      assertEquals("demo --unix ü", seen.label());
      assertEquals(200_000, seen.counters().get("batches-out"));
      assertEquals(2_000_000, seen.counters().get("rows-out"));
      assertEquals(200_000, seen.counters().get("cancelled"));
      assertEquals(3, seen.counters().get("errors NOT_FOUND"));
      assertEquals(WorkerCounter.values().length, seen.counters().size());
      assertEquals(1, seen.errors().size());
      assertEquals(3, seen.errors().getFirst().count());
      assertTrue(seen.errors().getFirst().trace().contains("lost"));
    }
    assertEquals(List.of(), folder.live());
  }

  /** Lanes come and go under an onlooker: what it sees never falls and never counts twice. */
  @Test
  void lanesThatEndLoseNothingAndCountOnce() throws Exception {
    final CountersFolder folder = new CountersFolder(temporary.resolve("stat"));
    try (WorkerCounters counters = WorkerCounters.create(folder, "x")) {
      final int rounds = 20_000;
      final AtomicLong begun = new AtomicLong();
      final Thread worker =
          new Thread(
              () -> {
                for (int i = 0; i < rounds; i++) {
                  begun.incrementAndGet();
                  try (CounterLane lane = counters.lane()) {
                    lane.increment(WorkerCounter.REQUESTS);
                  }
                }
              });
      worker.start();
      long last = 0;
      while (worker.isAlive()) {
        final long requests = seen(folder).counters().get("requests");
        assertTrue(requests >= last, requests + " after " + last);
        assertTrue(requests <= begun.get(), requests + " of " + begun.get());
        last = requests;
      }
      assertEquals(rounds, seen(folder).counters().get("requests"));
    }
  }

  @Test
  void moreLanesThanCellsCountAllTheSame() throws Exception {
    final CountersFolder folder = new CountersFolder(temporary.resolve("stat"));
    try (WorkerCounters counters = WorkerCounters.create(folder, "x")) {
      final List<CounterLane> lanes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        lanes.add(counters.lane());
        for (final WorkerCounter counter : WorkerCounter.values()) {
          lanes.getLast().add(counter, 1);
        }
      }
      for (int i = 0; i < 200; i += 3) {
        lanes.get(i).close();
        lanes.get(i).close();
      }
      for (final WorkerCounter counter : WorkerCounter.values()) {
        assertEquals(200, seen(folder).counters().get(counter.label()), counter.label());
      }
    }
  }

  @Test
  void filesOfDeadWorkersGo() throws IOException {
    final CountersFolder folder = new CountersFolder(temporary);
    final List<Path> dead = new ArrayList<>();
    for (final String suffix : List.of("counters", "new")) { // ended, and ended while it began
      dead.add(temporary.resolve("999999999-12345-0." + suffix));
      Files.write(dead.getLast(), new byte[10]);
    }
    WorkerCounters.create(folder, "next").close();
    for (final Path file : dead) {
      assertFalse(Files.exists(file), file.toString());
    }
  }

  @Test
  void damagedFilesAreATypedErrorOrAnotherSnapshot() throws IOException {
    final CountersFolder folder = new CountersFolder(temporary);
    final Random random = new Random(6);
    try (WorkerCounters counters = WorkerCounters.create(folder, "x")) {
      counters.lane().error(WorkerCounter.ERRORS_INTERNAL, new IllegalStateException("here"));
      final byte[] good = Files.readAllBytes(folder.live().getFirst());
      final Path bad = temporary.resolve("bad");
      int typed = 0;
      for (int round = 0; round < 500; round++) {
        final byte[] bytes = good.clone();
        final int[] starts = {
          0, CountersDescriptor.METADATA_OFFSET, CountersDescriptor.ERRORS_OFFSET
        };
        final int at = starts[round % 3] + random.nextInt(64);
        for (int i = 0; i < 4; i++) {
          bytes[at + i] = (byte) random.nextInt();
        }
        Files.write(bad, bytes);
        try {
          WorkerSnapshot.read(bad);
        } catch (final MalformedException e) {
          typed++;
        }
      }
      assertTrue(typed > 20, "only " + typed);
      Files.write(bad, new byte[100]);
      assertThrows(MalformedException.class, () -> WorkerSnapshot.read(bad));
    }
  }

  @Test
  void countsInMemoryWithoutAFile() {
    try (CounterLane lane = CounterLane.unshared()) {
      lane.increment(WorkerCounter.REQUESTS);
      lane.error(WorkerCounter.ERRORS_MALFORMED, new IllegalStateException());
      assertEquals(1, lane.get(WorkerCounter.REQUESTS));
      assertEquals(1, lane.get(WorkerCounter.ERRORS_MALFORMED));
    }
  }

  @Test
  void aFolderOpenToOthersIsRefused() throws IOException {
    final Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThrows(IOException.class, () -> WorkerCounters.create(new CountersFolder(open), "x"));
    final Path elsewhere = Files.createSymbolicLink(temporary.resolve("link"), temporary);
    assertThrows(
        IOException.class, () -> WorkerCounters.create(new CountersFolder(elsewhere), "x"));
  }

  @Test
  void everyErrorCodeHasItsCounter() {
    assertEquals(WorkerCounter.ERRORS_INTERNAL, WorkerCounter.ofError("INTERNAL"));
    assertEquals(WorkerCounter.ERRORS_UNKNOWN, WorkerCounter.ofError("SOMETHING_NEW"));
    assertEquals(WorkerCounter.ERRORS_UNKNOWN, WorkerCounter.ofError(""));
  }
}
