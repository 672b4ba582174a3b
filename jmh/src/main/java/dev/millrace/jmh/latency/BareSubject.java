package dev.millrace.jmh.latency;

import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.shm.posix.PosixPipe;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** The ping-pong of the same bytes that {@link RpcClient} is measured beside. */
final class BareSubject implements Subject {
  private final Closeable worker;
  private final ChannelLane channel;
  private final SpinLane spin;
  private final int request;
  private final int response;
  private long trips;

  @SuppressWarnings("resource") // the lane closes the channel
  BareSubject(final String transport, final int request, final int response) throws IOException {
    this.request = request;
    this.response = response;
    final String sends = Integer.toString(request);
    final String receives = Integer.toString(response);
    switch (transport) {
      case "ring" -> {
        channel = null;
        spin = SpinLane.create(request, response);
        final Process process =
            new ProcessBuilder(Worker.command("bare", "spin", spin.name(), sends, receives))
                .inheritIO()
                .start();
        worker = () -> process.onExit().join();
      }
      case "pipe" -> {
        spin = null;
        try (PosixPipe toWorker = PosixPipe.open();
            PosixPipe fromWorker = PosixPipe.open()) {
          channel =
              ChannelLane.pipes(
                  fromWorker.readStream(), toWorker.writeChannel(), request, response);
          final Process process =
              new ProcessBuilder(Worker.command("bare", "stdio", sends, receives))
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .redirectInput(toWorker.readFile())
                  .redirectOutput(fromWorker.writeFile())
                  .start();
          worker = () -> process.onExit().join();
        }
      }
      default -> {
        spin = null;
        final boolean tcp = transport.equals("tcp");
        final Worker started = Worker.start("bare", tcp ? "tcp" : "unix", sends, receives);
        worker = started;
        final SocketChannel socket =
            SocketChannel.open(
                tcp
                    ? new InetSocketAddress("127.0.0.1", started.port())
                    : UnixDomainSocketAddress.of(started.path()));
        if (tcp) {
          socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        channel = ChannelLane.socket(socket, request, response);
      }
    }
  }

  @Override
  public void once() throws IOException {
    if (spin != null) {
      spin.exchange();
    } else {
      channel.exchange();
    }
    trips++;
  }

  @Override
  public long sent() {
    return trips * request;
  }

  @Override
  public long received() {
    return trips * response;
  }

  @Override
  public void close() throws IOException {
    if (spin != null) {
      spin.end();
    } else {
      channel.close();
    }
    worker.close();
  }
}
