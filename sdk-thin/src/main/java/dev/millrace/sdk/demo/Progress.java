package dev.millrace.sdk.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Shows how a scan comes on, once a second, from a thread of its own. */
final class Progress implements AutoCloseable {
  private static final long EVERY_MILLIS = 1000;

  private final String what;
  private final long bytesPerRow;
  private final PrintWriter out;
  private final LongAdder rows = new LongAdder();
  private final long start = System.nanoTime();
  private final Thread thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::show);

  Progress(final String what, final long bytesPerRow, final PrintWriter out) {
    this.what = what;
    this.bytesPerRow = bytesPerRow;
    this.out = out;
    thread.start();
  }

  void add(final long more) {
    rows.add(more);
  }

  private void show() {
    long before = 0;
    try {
      while (true) {
        Thread.sleep(EVERY_MILLIS);
        final long now = rows.sum();
        final double rate = (now - before) * 1e3 / EVERY_MILLIS;
        before = now;
        out.printf(
            Locale.ROOT,
            "%s: %5.1f s  %,15d rows  %8.1f M rows/s  %6.2f GB/s%n",
            what,
            (System.nanoTime() - start) / 1e9,
            now,
            rate / 1e6,
            rate * bytesPerRow / 1e9);
      }
    } catch (final InterruptedException e) {
      // closed
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
