package dev.millrace.jmh.latency;

import java.io.Closeable;
import java.io.IOException;

/** Something that makes round trips to another process. */
interface Subject extends Closeable {
  /** Makes one round trip. */
  void once() throws Exception;

  /** Bytes sent so far. */
  long sent();

  /** Bytes received so far. */
  long received();

  @Override
  void close() throws IOException;
}
