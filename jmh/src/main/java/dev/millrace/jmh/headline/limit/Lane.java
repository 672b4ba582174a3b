package dev.millrace.jmh.headline.limit;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** One direction of batches between the two bare processes. Each end belongs to one thread. */
interface Lane extends AutoCloseable {

  /** Gives memory for the next batch, waiting until some is free. */
  MemorySegment slot() throws IOException;

  /** Hands the bytes of the last slot over. */
  void publish(long bytes) throws IOException;

  /** Waits until the oldest batch handed over was given back, and gives its memory. */
  MemorySegment returned() throws IOException;

  /** Waits for the next batch. */
  MemorySegment take(long bytes) throws IOException;

  /** Gives the batch taken last back. */
  void release() throws IOException;

  @Override
  void close() throws IOException;
}
