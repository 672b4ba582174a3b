package dev.millrace.jmh.latency;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** One side of a ping-pong over channels: so many bytes out, so many in, nothing done with them. */
final class ChannelLane {
  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final ByteBuffer outgoing;
  private final ByteBuffer incoming;

  ChannelLane(
      final ReadableByteChannel in,
      final WritableByteChannel out,
      final int sends,
      final int receives) {
    this.in = in;
    this.out = out;
    this.outgoing = ByteBuffer.allocateDirect(sends);
    this.incoming = ByteBuffer.allocateDirect(receives);
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
