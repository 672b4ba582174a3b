package dev.millrace.spec.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Watches how much memory a worker has held at most, by what the kernel keeps per process; 0 where
 * it keeps nothing.
 */
final class PeakMemory implements AutoCloseable {
  private static final String HIGH_WATER_MARK = "VmHWM:";

  private final Thread watcher;
  private volatile long peakKibibytes;
  private volatile boolean closed;

  private PeakMemory(final String commandPart, final long pid) {
    watcher =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!closed) {
                    sample(commandPart, pid);
                    pause();
                  }
                });
  }

  /**
   * Watches a process that is known.
   *
   * @param pid its id
   * @return the watch
   */
  static PeakMemory of(final long pid) {
    return new PeakMemory(null, pid);
  }

  /**
   * Watches the process that a program below this one will start.
   *
   * @param commandPart what is in its command line
   * @return the watch
   */
  static PeakMemory of(final String commandPart) {
    return new PeakMemory(commandPart, -1);
  }

  private void sample(final String commandPart, final long pid) {
    if (commandPart == null) {
      read(pid);
    } else {
      ProcessHandle.current()
          .descendants()
          .filter(process -> process.info().commandLine().orElse("").contains(commandPart))
          .forEach(process -> read(process.pid()));
    }
  }

  private void read(final long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      lines
          .filter(line -> line.startsWith(HIGH_WATER_MARK))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .forEach(kibibytes -> peakKibibytes = Math.max(peakKibibytes, kibibytes));
    } catch (IOException | RuntimeException e) {
      // gone between being listed and being read; what was seen before stays
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Gives the most that was seen.
   *
   * @return mebibytes resident
   */
  long peakMebibytes() {
    return peakKibibytes >> 10;
  }

  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
  }
}
