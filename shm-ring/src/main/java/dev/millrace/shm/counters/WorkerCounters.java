package dev.millrace.shm.counters;

import static dev.millrace.shm.counters.CountersDescriptor.ERRORS_LENGTH;
import static dev.millrace.shm.counters.CountersDescriptor.ERRORS_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.FILE_LENGTH;
import static dev.millrace.shm.counters.CountersDescriptor.FOLDS_BEGUN_OFFSET;
import static dev.millrace.shm.counters.CountersDescriptor.FOLDS_ENDED_OFFSET;
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
import dev.millrace.shm.posix.UserFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.ConcurrentCountersManager;
import org.agrona.concurrent.status.CountersManager;

/**
 * The counters of this process, in a mapped file for onlookers. Each thread that counts has a
 * {@link #lane} of its own. Thread-safe.
 *
 * <p>{@link #close} removes the file; the mapping lives as long as somebody still counts into it,
 * so threads that are not over yet do no harm.
 */
public final class WorkerCounters implements AutoCloseable {
  private static final WorkerCounter[] ALL = WorkerCounter.values();

  private final Path file;
  private final UnsafeBuffer buffer;
  private final CountersManager manager;
  private final AtomicCounter[] totals = new AtomicCounter[ALL.length];
  private final DistinctErrorLog errors;

  private WorkerCounters(final Path file, final UnsafeBuffer buffer, final String label) {
    this.file = file;
    this.buffer = buffer;
    this.manager =
        new ConcurrentCountersManager(
            new UnsafeBuffer(buffer, METADATA_OFFSET, METADATA_LENGTH),
            new UnsafeBuffer(buffer, VALUES_OFFSET, VALUES_LENGTH));
    for (final WorkerCounter counter : ALL) {
      totals[counter.ordinal()] = manager.newCounter(counter.label(), counter.ordinal());
    }
    this.errors =
        new DistinctErrorLog(
            new UnsafeBuffer(buffer, ERRORS_OFFSET, ERRORS_LENGTH), SystemEpochClock.INSTANCE);
    final byte[] text = label.getBytes(StandardCharsets.UTF_8);
    final byte[] shown = Arrays.copyOf(text, Math.min(text.length, LABEL_MAX));
    buffer.putLong(PID_OFFSET, ProcessHandle.current().pid());
    buffer.putLong(START_OFFSET, OwnedNames.ownStartMillis());
    buffer.putInt(LABEL_LENGTH_OFFSET, shown.length);
    buffer.putBytes(LABEL_OFFSET, shown);
    buffer.putLongVolatile(MAGIC_OFFSET, MAGIC);
  }

  /**
   * Counts into a file of this process, and removes files of processes that are gone.
   *
   * @param folder where the file goes
   * @param label what this worker is, for people: its command line
   * @return the counters
   * @throws IOException if the file can't be made
   */
  public static WorkerCounters create(final CountersFolder folder, final String label)
      throws IOException {
    folder.sweep();
    final Path unfinished = folder.unfinished();
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            UserFolder.OWNER_ONLY_FILE)) {
      // Written, not mapped into being: a full file system is an error here and not a fault later.
      final ByteBuffer zeros = ByteBuffer.allocate(FILE_LENGTH);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      final UnsafeBuffer mapped =
          new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH));
      // Onlookers find it only when it is whole.
      final Path file = CountersFolder.finished(unfinished);
      final WorkerCounters counters = new WorkerCounters(file, mapped, label);
      Files.move(unfinished, file);
      return counters;
    } catch (final IOException | RuntimeException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  /**
   * Makes the counters of one thread.
   *
   * @return a lane, to be closed when its thread is done
   */
  public CounterLane lane() {
    final AtomicCounter[] counters = totals.clone();
    for (final WorkerCounter counter : CounterLane.OWN) {
      if (manager.available() == 0) {
        break; // more connections than cells: the rest is added to the totals at once
      }
      try {
        counters[counter.ordinal()] = manager.newCounter(counter.label(), counter.ordinal());
      } catch (final IllegalStateException e) {
        break; // another thread took the last cell
      }
    }
    return new CounterLane(this, counters);
  }

  AtomicCounter total(final int ordinal) {
    return totals[ordinal];
  }

  /**
   * Adds a lane to the totals. For a moment its values are in both places, or in none; who looks at
   * that moment sees by the two counts of folds that it has to look again.
   */
  void fold(final AtomicCounter[] lane) {
    buffer.getAndAddLong(FOLDS_BEGUN_OFFSET, 1);
    for (int i = 0; i < lane.length; i++) {
      if (lane[i] != totals[i]) {
        totals[i].getAndAdd(lane[i].get());
        lane[i].close();
      }
    }
    buffer.getAndAddLong(FOLDS_ENDED_OFFSET, 1);
  }

  void record(final Throwable error) {
    errors.record(error);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
