package dev.millrace.jmh.headline.limit;

import dev.millrace.shm.posix.PosixPipe;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** The other process of the limit: {@code workload transport batchRows rows runs endpoint...}. */
public final class LimitWorker {
  /** What a pipe or socket holds: the most that any user may ask for. */
  static final int BUFFER = 1 << 20;

  private LimitWorker() {}

  /**
   * Runs to the end of its work.
   *
   * @param arguments the spec, then where the client is
   * @throws IOException when the client went away
   */
  public static void main(final String[] arguments) throws IOException {
    final LimitSpec spec = LimitSpec.of(arguments);
    final Lane in;
    final Lane out;
    switch (spec.transport()) {
      case "pipe" -> {
        PosixPipe.enlarge(0, BUFFER);
        PosixPipe.enlarge(1, BUFFER);
        in =
            new ChannelLane(new FileInputStream(FileDescriptor.in).getChannel(), spec.batchBytes());
        out =
            new ChannelLane(
                new FileOutputStream(FileDescriptor.out).getChannel(), spec.batchBytes());
      }
      case "shm" -> {
        out = SharedLane.attach(arguments[5]);
        in = spec.returns() ? SharedLane.attach(arguments[6]) : null;
      }
      default -> {
        final SocketChannel socket = connect(spec.transport(), arguments[5]);
        in = new ChannelLane(socket, spec.batchBytes());
        out = new ChannelLane(socket, spec.batchBytes());
      }
    }
    for (int run = 0; run < spec.runs(); run++) {
      run(spec, in, out);
    }
  }

  private static void run(final LimitSpec spec, final Lane in, final Lane out) throws IOException {
    final int ahead = spec.overlaps() && !spec.clientFills() ? 1 : 0;
    for (long batch = 0; batch < spec.batches() + ahead; batch++) {
      if (!spec.clientFills() && batch < spec.batches()) {
        Rows.fill(out.slot(), batch * spec.words(), spec.words());
        out.publish(spec.batchBytes());
      }
      if (spec.returns() && batch >= ahead) {
        handBack(spec, in, out);
      }
    }
  }

  private static void handBack(final LimitSpec spec, final Lane in, final Lane out)
      throws IOException {
    final MemorySegment from = in.take(spec.batchBytes());
    if (!spec.handsBackInPlace()) {
      MemorySegment.copy(from, 0, out.slot(), 0, spec.batchBytes());
      out.publish(spec.batchBytes());
    }
    in.release();
  }

  private static SocketChannel connect(final String transport, final String endpoint)
      throws IOException {
    if (transport.equals("unix")) {
      final SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
      socket.connect(UnixDomainSocketAddress.of(endpoint));
      socket.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
      return socket;
    }
    final SocketChannel socket =
        SocketChannel.open(new InetSocketAddress("127.0.0.1", Integer.parseInt(endpoint)));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return socket;
  }
}
