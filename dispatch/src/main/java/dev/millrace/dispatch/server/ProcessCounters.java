package dev.millrace.dispatch.server;

import dev.millrace.shm.counters.CountersFolder;
import dev.millrace.shm.counters.WorkerCounters;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counters of a process whose one purpose is to serve: in this user's folder, where {@code
 * millrace stat} finds them, for as long as the process lives.
 */
public final class ProcessCounters {
  private static final Logger LOGGER = LoggerFactory.getLogger(ProcessCounters.class);

  private ProcessCounters() {}

  /**
   * Makes the counters; they go when the process ends in any way but by force, and files that were
   * left by force go now. Not to be called twice in a process.
   *
   * @param label what the process is, for people: its command line
   * @return the counters; null where the file can't be made, which is logged and no reason not to
   *     serve
   */
  public static WorkerCounters open(final String label) {
    try {
      final WorkerCounters counters = WorkerCounters.create(CountersFolder.ofUser(), label);
      Runtime.getRuntime().addShutdownHook(new Thread(counters::close, "counters"));
      return counters;
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("this worker is not shown by 'millrace stat': {}", e.toString());
      return null;
    }
  }
}
