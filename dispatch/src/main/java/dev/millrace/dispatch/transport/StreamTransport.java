package dev.millrace.dispatch.transport;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.TransportKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A transport over Java's streams, for where no channel is to be had. Copies through an array of
 * its own, a bounded piece at a time.
 */
public final class StreamTransport implements ByteTransport {
  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final OutputStream out;
  private final TransportKind kind;
  private final byte[] inPiece = new byte[PIECE];
  private final byte[] outPiece = new byte[PIECE];

  /**
   * Wraps two streams.
   *
   * @param in read from; closed with this
   * @param out written to and flushed after every write; closed with this
   * @param kind what methods are told
   */
  public StreamTransport(final InputStream in, final OutputStream out, final TransportKind kind) {
    this.in = in;
    this.out = out;
    this.kind = kind;
  }

  @Override
  public long read(final MemorySegment target, final long offset, final long length)
      throws IOException {
    final int n = in.read(inPiece, 0, (int) Math.min(PIECE, length));
    if (n > 0) {
      MemorySegment.copy(inPiece, 0, target, ValueLayout.JAVA_BYTE, offset, n);
    }
    return n;
  }

  @Override
  public void write(final MemorySegment source, final long offset, final long length)
      throws IOException {
    copyOut(source, offset, length);
    out.flush();
  }

  @Override
  public void write(final Gather gather) throws IOException {
    for (int i = 0; i < gather.count(); i++) {
      copyOut(gather.segment(i), gather.offset(i), gather.length(i));
    }
    out.flush();
  }

  private void copyOut(final MemorySegment source, final long offset, final long length)
      throws IOException {
    long at = offset;
    final long end = offset + length;
    while (at < end) {
      final int n = (int) Math.min(PIECE, end - at);
      MemorySegment.copy(source, ValueLayout.JAVA_BYTE, at, outPiece, 0, n);
      out.write(outPiece, 0, n);
      at += n;
    }
  }

  @Override
  public TransportKind kind() {
    return kind;
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      // the peer is gone already
    }
    try {
      in.close();
    } catch (IOException e) {
      // nothing left to read
    }
  }
}
