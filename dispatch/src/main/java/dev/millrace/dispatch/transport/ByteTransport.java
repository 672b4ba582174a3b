package dev.millrace.dispatch.transport;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.TransportKind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * An ordered, reliable stream of bytes in both directions. One thread reads and writes; any thread
 * may {@link #close}.
 */
public interface ByteTransport extends AutoCloseable {

  /**
   * Waits for bytes. A read never asks the system for more than fits an {@code int} ([TRANS-2]).
   *
   * @param target where they go
   * @param offset first byte of the target
   * @param length room in bytes, at least 1
   * @return how many came, at least 1; or -1 when the peer has closed
   * @throws IOException when the connection broke
   */
  long read(MemorySegment target, long offset, long length) throws IOException;

  /**
   * Writes a range, all of it, however many system calls it takes.
   *
   * @param source the memory
   * @param offset first byte
   * @param length how many bytes
   * @throws IOException when the connection broke
   */
  void write(MemorySegment source, long offset, long length) throws IOException;

  /**
   * Writes the ranges one after the other without gathering them in between.
   *
   * @param gather the ranges
   * @throws IOException when the connection broke
   */
  void write(Gather gather) throws IOException;

  /**
   * Tells what kind of connection this is.
   *
   * @return the kind methods are told
   */
  TransportKind kind();

  /** Closes both directions; a thread that waits in {@link #read} comes back. Idempotent. */
  @Override
  void close();
}
