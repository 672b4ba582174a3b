package dev.millrace.jmh.latency;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/**
 * One side of a ping-pong over channels: so many bytes out, so many in, nothing done with them. It
 * looks for the next message instead of sleeping until it comes: where both sides sleep, what is
 * measured is how long the system takes to wake a process, which is several times the rest.
 */
final class ChannelLane {
  /** Looks at a pipe before a read that waits, and sees its end: about a millisecond of them. */
  private static final int LOOKS = 2_000;

  private final FileInputStream looked;
  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final ByteBuffer outgoing;
  private final ByteBuffer incoming;

  private ChannelLane(
      final FileInputStream looked,
      final ReadableByteChannel in,
      final WritableByteChannel out,
      final int sends,
      final int receives) {
    this.looked = looked;
    this.in = in;
    this.out = out;
    this.outgoing = ByteBuffer.allocateDirect(sends);
    this.incoming = ByteBuffer.allocateDirect(receives);
  }

  static ChannelLane pipes(
      final FileInputStream in,
      final WritableByteChannel out,
      final int sends,
      final int receives) {
    return new ChannelLane(in, in.getChannel(), out, sends, receives);
  }

  static ChannelLane socket(final SocketChannel socket, final int sends, final int receives)
      throws IOException {
    socket.configureBlocking(false); // a read of nothing is a look
    return new ChannelLane(null, socket, socket, sends, receives);
  }

  void send() throws IOException {
    outgoing.clear();
    while (outgoing.hasRemaining()) {
      out.write(outgoing);
    }
  }

  boolean receive() throws IOException {
    incoming.clear();
    while (incoming.hasRemaining()) {
      for (int i = 0; looked != null && i < LOOKS && looked.available() == 0; i++) {
        Thread.onSpinWait();
      }
      if (in.read(incoming) < 0) {
        return false;
      }
    }
    return true;
  }

  void exchange() throws IOException {
    send();
    if (!receive()) {
      throw new EOFException("the other side ended");
    }
  }

  void answer() throws IOException {
    while (receive()) {
      send();
    }
  }

  void close() throws IOException {
    out.close();
    in.close();
  }
}
