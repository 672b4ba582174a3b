package dev.millrace.shm.counters;

import static dev.millrace.shm.counters.CountersDescriptor.ERRORS_LENGTH;
import static dev.millrace.shm.counters.CountersDescriptor.ERRORS_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.FILE_LENGTH;
import static dev.millrace.shm.counters.CountersDescriptor.LABEL_LENGTH_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.LABEL_MAX;
import static dev.millrace.shm.counters.CountersDescriptor.LABEL_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.MAGIC;
import static dev.millrace.shm.counters.CountersDescriptor.MAGIC_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.METADATA_LENGTH;
import static dev.millrace.shm.counters.CountersDescriptor.METADATA_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.PID_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.START_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.VALUES_LENGTH;
import static dev.millrace.shm.counters.CountersDescriptor.VALUES_OFFSET;

import dev.millrace.shm.posix.OwnedNames;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;

/**
 * The counters of this process. Counting is thread-safe, allocates nothing and costs an atomic add;
 * it goes on into the mapped file for onlookers, or into plain memory where there is no file.
 * Recording an error allocates when the error is new.
 *
 * <p>{@link #close} removes the file; no thread may count any more.
 */
public final class WorkerCounters implements AutoCloseable {
  private final Arena arena;
  private final Path file;
  private final AtomicCounter[] counters = new AtomicCounter[WorkerCounter.values().length];
  private final DistinctErrorLog errors;

  private WorkerCounters(
      final Arena arena, final Path file, final UnsafeBuffer buffer, final String label) {
    this.arena = arena;
    this.file = file;
    final CountersManager manager =
        new CountersManager(
            new UnsafeBuffer(buffer, METADATA_OFFSET, METADATA_LENGTH),
            new UnsafeBuffer(buffer, VALUES_OFFSET, VALUES_LENGTH));
    for (final WorkerCounter counter : WorkerCounter.values()) {
      counters[counter.ordinal()] = manager.newCounter(counter.label(), counter.ordinal());
    }
    errors =
        new DistinctErrorLog(
            new UnsafeBuffer(buffer, ERRORS_OFFSET, ERRORS_LENGTH), SystemEpochClock.INSTANCE);
    final byte[] text = label.getBytes(StandardCharsets.UTF_8);
    final byte[] shown = Arrays.copyOf(text, Math.min(text.length, LABEL_MAX));
    buffer.putLong(PID_OFFSET, ProcessHandle.current().pid());
    buffer.putLong(START_OFFSET, OwnedNames.ownStart());
    buffer.putInt(LABEL_LENGTH_OFFSET, shown.length);
    buffer.putBytes(LABEL_OFFSET, shown);
    buffer.putLongVolatile(MAGIC_OFFSET, MAGIC);
  }

  /**
   * Counts into this process's file, and removes files of processes that are gone.
   *
   * @param folder where the file goes
   * @param label what this worker is, for people: its command line
   * @return the counters
   * @throws IOException if the file can't be made
   */
  public static WorkerCounters create(final CountersFolder folder, final String label)
      throws IOException {
    folder.live();
    final Path file = folder.own();
    Files.deleteIfExists(file);
    final Arena arena = Arena.ofShared();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW)) {
      // Written, not mapped into being: a full file system is an error here and not a fault later.
      channel.write(java.nio.ByteBuffer.allocate(FILE_LENGTH));
      final long address =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH, arena).address();
      return new WorkerCounters(arena, file, new UnsafeBuffer(address, FILE_LENGTH), label);
    } catch (final IOException | RuntimeException e) {
      arena.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Counts into memory that nobody else sees: for embedders and tests, and where the file can't be
   * made.
   *
   * @return the counters
   */
  public static WorkerCounters inMemory() {
    final Arena arena = Arena.ofShared();
    return new WorkerCounters(
        arena,
        null,
        new UnsafeBuffer(arena.allocate(FILE_LENGTH, 64).address(), FILE_LENGTH),
        "in memory");
  }

  /**
   * Adds to a counter.
   *
   * @param counter which
   * @param delta how much; negative for what goes up and down
   */
  public void add(final WorkerCounter counter, final long delta) {
    counters[counter.ordinal()].getAndAdd(delta);
  }

  /**
   * Adds one to a counter.
   *
   * @param counter which
   */
  public void increment(final WorkerCounter counter) {
    counters[counter.ordinal()].increment();
  }

  /**
   * Reads a counter.
   *
   * @param counter which
   * @return its value
   */
  public long get(final WorkerCounter counter) {
    return counters[counter.ordinal()].get();
  }

  /**
   * Counts an error under its code and keeps its trace, once for all errors that are alike.
   *
   * @param counter the counter of its code
   * @param error the error
   */
  public void error(final WorkerCounter counter, final Throwable error) {
    increment(counter);
    errors.record(error);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      if (file != null) {
        try {
          Files.deleteIfExists(file);
        } catch (final IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }
}
