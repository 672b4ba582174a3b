package dev.millrace.shm.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A client that asks for the next batch before it is done with the last one, and frees it whenever
 * it likes, with no lock and no check, as released ones do ([SHM-12]).
 */
class ReadingAheadTest {
  private static final long SIZE = 65536 + (1 << 20);
  private static final long LENGTH = 64 << 10;
  private static final int BATCHES = 60_000;

  private record Batch(long offset, long number) {}

  private static final Batch NOTHING = new Batch(-1, 0);
  private static final Batch END = new Batch(-1, 0);

  /** Takes an entry out as plainly as one can. */
  private static void free(final MemorySegment memory, final long offset) {
    final int count = memory.get(ValueLayout.JAVA_INT, 16);
    for (int i = 0; i < count; i++) {
      if (memory.get(ValueLayout.JAVA_LONG, 24 + 16L * i) == offset) {
        MemorySegment.copy(memory, 24 + 16L * (i + 1), memory, 24 + 16L * i, 16L * (count - i - 1));
        memory.set(ValueLayout.JAVA_INT, 16, count - 1);
        return;
      }
    }
  }

  private static void stamp(final MemorySegment memory, final Batch batch) {
    for (long at = 0; at < LENGTH; at += 4096) {
      memory.set(ValueLayout.JAVA_LONG, batch.offset + at, batch.number);
    }
  }

  private static void check(final MemorySegment memory, final Batch batch) {
    for (long at = 0; at < LENGTH; at += 4096) {
      assertEquals(batch.number, memory.get(ValueLayout.JAVA_LONG, batch.offset + at));
    }
  }

  private static void dawdle() {
    final int most = ThreadLocalRandom.current().nextInt(4) == 0 ? 300 : 20;
    for (int i = ThreadLocalRandom.current().nextInt(most); i > 0; i--) {
      Thread.onSpinWait();
    }
  }

  /** Waits until the other thread took the last batch, and gives it the next. */
  private void give(final Batch batch) {
    while (!slot.compareAndSet(null, batch) && failure.get() == null) {
      Thread.yield();
    }
    while (slot.get() == batch && failure.get() == null) {
      Thread.yield();
    }
  }

  private Batch take() {
    Batch batch = slot.getAndSet(null);
    while (batch == null) {
      Thread.yield();
      batch = slot.getAndSet(null);
    }
    return batch;
  }

  private final AtomicReference<Batch> slot = new AtomicReference<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  @Test
  void noBatchIsOverwrittenWhileItIsInUse() throws IOException, InterruptedException {
    int inline = 0;
    try (SharedSegment client = SharedSegment.create(SIZE);
        SharedSegment server = SharedSegment.attach(client.name())) {
      final Thread engine = Thread.ofPlatform().daemon().start(() -> readAll(client.memory()));
      final SegmentAllocator allocator = server.allocator();
      for (int i = 0; i < BATCHES && failure.get() == null; i++) {
        if (i % 1000 == 0) {
          // an engine begins a stream: it has none of its batches left, and clears the table
          give(NOTHING);
          give(NOTHING);
          client.allocator().clear();
          allocator.tolerate(true);
        }
        final long offset = allocator.gap(LENGTH);
        if (offset == SegmentAllocator.NO_ROOM) {
          inline++;
          continue;
        }
        final Batch batch = new Batch(offset, i);
        stamp(server.memory(), batch);
        dawdle();
        if (allocator.enter(offset, LENGTH)) {
          give(batch);
        } else {
          inline++;
        }
      }
      give(END);
      engine.join(30_000);
      assertFalse(engine.isAlive());
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
    // A free that we undid without knowing keeps its room until the next stream: the price is
    // speed.
    assertTrue(inline < BATCHES * 9 / 10, inline + " of " + BATCHES + " found no room");
  }

  private void readAll(final MemorySegment memory) {
    try {
      Batch held = null;
      for (Batch next = take(); ; next = take()) {
        if (held != null) {
          check(memory, held);
          dawdle();
          check(memory, held);
          free(memory, held.offset);
          held = null;
        }
        if (next == END) {
          return;
        }
        if (next != NOTHING) {
          check(memory, next);
          held = next;
        }
      }
    } catch (final Throwable e) {
      failure.set(e);
    }
  }
}
