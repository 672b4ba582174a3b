package dev.millrace.shm.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters as an onlooker reads them from the file. */
class WorkerCountersTest {
  @TempDir Path temporary;

  @Test
  void onlookerSeesWhatTheWorkerCounts() throws Exception {
    final CountersFolder folder = new CountersFolder(temporary.resolve("stat"));
    try (WorkerCounters counters = WorkerCounters.create(folder, "demo --unix ü")) {
      final Thread[] threads = new Thread[4];
      for (int t = 0; t < threads.length; t++) {
        threads[t] =
            new Thread(
                () -> {
                  for (int i = 0; i < 50_000; i++) {
                    counters.increment(WorkerCounter.BATCHES_OUT);
                    counters.add(WorkerCounter.ROWS_OUT, 10);
                  }
                });
        threads[t].start();
      }
      for (final Thread thread : threads) {
        thread.join();
      }
      for (int i = 0; i < 3; i++) {
        counters.error(WorkerCounter.ofError("NOT_FOUND"), new IllegalStateException("lost"));
      }
      final List<Path> live = folder.live();
      assertEquals(1, live.size());
      final WorkerSnapshot seen = WorkerSnapshot.read(live.getFirst());
      assertEquals(ProcessHandle.current().pid(), seen.pid());
      assertEquals("demo --unix ü", seen.label());
      assertEquals(200_000, seen.counters().get("batches-out"));
      assertEquals(2_000_000, seen.counters().get("rows-out"));
      assertEquals(3, seen.counters().get("errors NOT_FOUND"));
      assertEquals(WorkerCounter.values().length, seen.counters().size());
      assertEquals(1, seen.errors().size());
      assertEquals(3, seen.errors().getFirst().count());
      assertTrue(seen.errors().getFirst().trace().contains("lost"));
    }
    assertEquals(List.of(), folder.live());
  }

  @Test
  void filesOfDeadWorkersGo() throws IOException {
    final CountersFolder folder = new CountersFolder(temporary);
    final Path dead = temporary.resolve("999999999-12345.counters");
    Files.write(dead, new byte[10]);
    assertEquals(List.of(), folder.live());
    assertFalse(Files.exists(dead));
  }

  @Test
  void damagedFilesAreATypedErrorOrAnotherSnapshot() throws IOException {
    final CountersFolder folder = new CountersFolder(temporary);
    final Random random = new Random(6);
    try (WorkerCounters counters = WorkerCounters.create(folder, "x")) {
      counters.error(WorkerCounter.ERRORS_INTERNAL, new IllegalStateException("here"));
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
    try (WorkerCounters counters = WorkerCounters.inMemory()) {
      counters.increment(WorkerCounter.REQUESTS);
      assertEquals(1, counters.get(WorkerCounter.REQUESTS));
    }
  }

  @Test
  void everyErrorCodeHasItsCounter() {
    assertEquals(WorkerCounter.ERRORS_INTERNAL, WorkerCounter.ofError("INTERNAL"));
    assertEquals(WorkerCounter.ERRORS_UNKNOWN, WorkerCounter.ofError("SOMETHING_NEW"));
    assertEquals(WorkerCounter.ERRORS_UNKNOWN, WorkerCounter.ofError(""));
  }
}
