package dev.millrace.shm.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of shared memory that tell which process owns it: {@code prefix_pid_start_n}. What a killed
 * process left behind is found and removed by the next one that starts, on systems whose names can
 * be listed (Linux). Thread-safe.
 */
public final class OwnedNames {
  private static final Path FOLDER = Path.of("/dev/shm");
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final long START = startOf(ProcessHandle.current());

  /** Of the fields of {@code /proc/PID/stat} behind the name, the one that tells the start. */
  private static final int START_FIELD = 19;

  private OwnedNames() {}

  /**
   * Makes a name that belongs to this process and was not made before.
   *
   * @param prefix letters; at most 5, so that the name fits macOS
   * @return the name, without leading slash
   */
  public static String fresh(final String prefix) {
    return "%s_%d_%x_%x"
        .formatted(prefix, ProcessHandle.current().pid(), START, NEXT.getAndIncrement());
  }

  /**
   * Removes shared memory whose owner is gone.
   *
   * @param prefix as given to {@link #fresh}
   * @return how many names were removed; 0 where names can't be listed
   */
  public static int sweep(final String prefix) {
    final Pattern pattern = Pattern.compile(prefix + "_([0-9]{1,10})_([0-9a-f]{1,16})_[0-9a-f]+");
    int removed = 0;
    if (!Platform.LINUX) {
      return removed;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, prefix + "_*")) {
      for (final Path file : files) {
        final Matcher name = pattern.matcher(file.getFileName().toString());
        if (name.matches()
            && !isAlive(Long.parseLong(name.group(1)), Long.parseUnsignedLong(name.group(2), 16))) {
          removed += removeOwn(file);
        }
      }
    } catch (final IOException e) {
      return removed; // a folder that can't be listed is one we can't clean: no reason not to start
    }
    return removed;
  }

  private static int removeOwn(final Path file) {
    try {
      return Files.deleteIfExists(file) ? 1 : 0;
    } catch (final IOException e) {
      return 0; // another user's
    }
  }

  /**
   * Tells whether a process, as it named itself, still runs.
   *
   * @param pid its process id
   * @param start when it started, as {@link #ownStart} tells it; 0 if unknown
   * @return false if there is no such process, or the id now belongs to a later one
   */
  public static boolean isAlive(final long pid, final long start) {
    final ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null) {
      return false;
    }
    final long found = startOf(process);
    return start == 0 || found == 0 || found == start;
  }

  /**
   * Tells when this process started, as {@link #isAlive} compares it. On Linux that is counted from
   * the boot of the system: seen from the epoch, a process would have another start after the clock
   * was set, and its names would be taken for those of a dead one.
   *
   * @return clock ticks since the boot on Linux, elsewhere milliseconds since the epoch; 0 if the
   *     system does not tell
   */
  public static long ownStart() {
    return START;
  }

  /**
   * Tells when this process started, for people.
   *
   * @return milliseconds since the epoch, 0 if the system does not tell
   */
  public static long ownStartMillis() {
    return millisOf(ProcessHandle.current());
  }

  private static long startOf(final ProcessHandle process) {
    return Platform.LINUX
        ? ticksOf(Path.of("/proc", Long.toString(process.pid()), "stat"))
        : millisOf(process);
  }

  private static long millisOf(final ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static long ticksOf(final Path stat) {
    try {
      final String told = Files.readString(stat, StandardCharsets.ISO_8859_1);
      final String[] fields = told.substring(told.lastIndexOf(") ") + 2).split(" ");
      return fields.length > START_FIELD ? Long.parseLong(fields[START_FIELD]) : 0;
    } catch (final IOException | NumberFormatException e) {
      return 0; // it has ended, or is not ours to look at
    }
  }
}
