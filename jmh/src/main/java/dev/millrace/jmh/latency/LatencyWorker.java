package dev.millrace.jmh.latency;

import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.ServeOptions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The process at the other end:
 *
 * <pre>{@code
 * LatencyWorker rpc  stdio|unix|tcp [SOCKET]
 * LatencyWorker bare stdio|unix|tcp REQUEST-BYTES RESPONSE-BYTES [SOCKET]
 * LatencyWorker bare spin NAME REQUEST-BYTES RESPONSE-BYTES
 * }</pre>
 */
public final class LatencyWorker {
  private LatencyWorker() {}

  /**
   * Serves until the other side ends.
   *
   * @param arguments as above
   * @throws Exception if the connection breaks
   */
  public static void main(final String[] arguments) throws Exception {
    if (arguments[0].equals("rpc")) {
      rpc(arguments);
    } else if (arguments[1].equals("spin")) {
      SpinLane.attach(arguments[2], Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]))
          .answer();
    } else {
      bare(arguments);
    }
  }

  private static void rpc(final String[] arguments) throws Exception {
    final RpcServer server =
        RpcServer.builder().service(LatencyService.class, LatencyService.served()).build();
    switch (arguments[1]) {
      case "stdio" -> server.serveStdio();
      case "unix" -> server.serveUnix(Path.of(arguments[2]), ServeOptions.WORKER);
      default -> server.serveTcp("127.0.0.1", 0, ServeOptions.WORKER);
    }
  }

  @SuppressWarnings("resource") // the process ends with its one connection
  private static void bare(final String[] arguments) throws Exception {
    final int request = Integer.parseInt(arguments[2]);
    final int response = Integer.parseInt(arguments[3]);
    switch (arguments[1]) {
      case "stdio" ->
          ChannelLane.pipes(
                  new FileInputStream(FileDescriptor.in),
                  new FileOutputStream(FileDescriptor.out).getChannel(),
                  response,
                  request)
              .answer();
      case "unix" -> {
        final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(arguments[4]));
        System.out.println("UNIX:" + arguments[4]);
        final SocketChannel channel = server.accept();
        ChannelLane.socket(channel, response, request).answer();
      }
      default -> {
        final ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", 0));
        System.out.println("TCP:127.0.0.1:" + server.socket().getLocalPort());
        final SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ChannelLane.socket(channel, response, request).answer();
      }
    }
  }
}
