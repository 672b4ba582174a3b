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

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.ErrorLogReader;
import org.agrona.concurrent.status.CountersReader;

/**
 * What a worker's counters said at one moment, read from outside without its help: totals and the
 * lanes of open connections summed up. Each value is exact; they are not all of the same instant.
 *
 * @param pid the worker's process
 * @param startMillis when it started, milliseconds since the epoch, 0 if unknown
 * @param label what it is
 * @param counters value by label, in the worker's order
 * @param errors the distinct errors
 */
public record WorkerSnapshot(
    long pid, long startMillis, String label, Map<String, Long> counters, List<Seen> errors) {

  /** A worker whose connections come and go without a pause is shown as it is at last. */
  private static final int ATTEMPTS = 1000;

  private static final VarHandle FOLDS = ValueLayout.JAVA_LONG.varHandle();

  /**
   * Errors that are alike.
   *
   * @param count how often
   * @param firstMillis when first, milliseconds since the epoch
   * @param lastMillis when last
   * @param trace type, message and trace
   */
  public record Seen(int count, long firstMillis, long lastMillis, String trace) {}

  /**
   * Reads a counters file.
   *
   * @param file one of {@link CountersFolder#live}
   * @return the snapshot
   * @throws IOException if the file can't be read; it may be gone by now
   * @throws MalformedException if it is no counters file
   */
  public static WorkerSnapshot read(final Path file) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != FILE_LENGTH) {
        throw new MalformedException("STAT-1", channel.size(), "not the size of a counters file");
      }
      // Copied first: what is shown is what was checked, and the worker may end while we look.
      final MemorySegment mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, FILE_LENGTH, arena);
      final MemorySegment copy = arena.allocate(FILE_LENGTH, 64);
      final UnsafeBuffer buffer = new UnsafeBuffer(copy.address(), FILE_LENGTH);
      for (int i = 0; i < ATTEMPTS; i++) {
        final long ended = (long) FOLDS.getVolatile(mapped, (long) FOLDS_ENDED_OFFSET);
        copy.copyFrom(mapped);
        VarHandle.loadLoadFence();
        if ((long) FOLDS.getVolatile(mapped, (long) FOLDS_BEGUN_OFFSET) == ended) {
          break; // no connection ended meanwhile, whose values would be here twice or not at all
        }
        Thread.onSpinWait();
      }
      return of(buffer);
    }
  }

  /**
   * Reads a counter.
   *
   * @param label its label
   * @return its value, 0 when the worker counts no such thing
   */
  public long of(final String label) {
    return counters.getOrDefault(label, 0L);
  }

  private static WorkerSnapshot of(final UnsafeBuffer buffer) {
    if (buffer.getLong(MAGIC_OFFSET) != MAGIC) {
      throw new MalformedException("STAT-1", MAGIC_OFFSET, "not a counters file");
    }
    final int labelLength = buffer.getInt(LABEL_LENGTH_OFFSET);
    if (labelLength < 0 || labelLength > LABEL_MAX) {
      throw new MalformedException("STAT-1", LABEL_LENGTH_OFFSET, "a label of " + labelLength);
    }
    final byte[] label = new byte[labelLength];
    buffer.getBytes(LABEL_OFFSET, label);
    final Map<String, Long> counters = new LinkedHashMap<>();
    final List<Seen> errors = new ArrayList<>();
    try {
      new CountersReader(
              new UnsafeBuffer(buffer, METADATA_OFFSET, METADATA_LENGTH),
              new UnsafeBuffer(buffer, VALUES_OFFSET, VALUES_LENGTH))
          .forEach((value, id, name) -> counters.merge(name, value, Long::sum)); // lanes
      ErrorLogReader.read(
          new UnsafeBuffer(buffer, ERRORS_OFFSET, ERRORS_LENGTH),
          (count, first, last, trace) -> errors.add(new Seen(count, first, last, trace)));
    } catch (final IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new MalformedException("STAT-2", -1, "damaged counters: " + e.getMessage());
    }
    return new WorkerSnapshot(
        buffer.getLong(PID_OFFSET),
        buffer.getLong(START_OFFSET),
        new String(label, StandardCharsets.UTF_8),
        counters,
        errors);
  }
}
