package dev.millrace.dispatch.server;

import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.dispatch.transport.Stdio;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Serves protocols over standard input and output, Unix sockets and TCP. What is hosted is sealed;
 * one server may serve in several ways at once, from several threads. The {@code serve} methods of
 * a transport are for a worker process whose one purpose this is and return when it is over; the
 * {@code listen} methods are for servers inside a program.
 */
public final class RpcServer {
  private final Host host;

  RpcServer(final Host host) {
    this.host = host;
  }

  /**
   * Starts a server.
   *
   * @return a builder
   */
  public static RpcServerBuilder builder() {
    return new RpcServerBuilder();
  }

  /**
   * Tells what is served.
   *
   * @return the sealed parts of this server
   */
  public Host host() {
    return host;
  }

  /**
   * Serves the one connection of standard input and output until its peer closes it. Standard
   * output belongs to the protocol: see {@link Stdio#claim}. SIGTERM and SIGINT end the process
   * with status 0.
   */
  public void serveStdio() {
    Stdio.claim();
    Signals.exitInGoodOrder(() -> {});
    serve(Stdio.transport());
  }

  /**
   * Serves one connection on the calling thread until its peer closes it.
   *
   * @param transport the connection; closed when this returns
   */
  public void serve(final ByteTransport transport) {
    new Connection(host, transport).run();
  }

  /**
   * Serves a Unix socket until it was idle for too long or the process is told to end.
   *
   * @param path where the socket is made; a stale one is replaced
   * @param options how to serve
   * @throws IOException when the socket can't be made, because another process serves it for
   *     instance
   */
  public void serveUnix(final Path path, final ServeOptions options) throws IOException {
    Stdio.claim();
    try (SocketListener listener = listenUnix(path, options)) {
      run(listener, "UNIX:" + path.toAbsolutePath(), options);
    }
  }

  /**
   * Serves a TCP port until it was idle for too long or the process is told to end.
   *
   * @param address local address
   * @param port port, 0 for any that is free
   * @param options how to serve
   * @throws IOException when the port can't be had
   */
  public void serveTcp(final String address, final int port, final ServeOptions options)
      throws IOException {
    Stdio.claim();
    try (SocketListener listener = listenTcp(address, port, options)) {
      final int bound = ((InetSocketAddress) listener.address()).getPort();
      final String name = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
      run(listener, "TCP:" + name + ":" + bound, options);
    }
  }

  private static void run(
      final SocketListener listener, final String address, final ServeOptions options)
      throws IOException {
    if (options.handleSignals()) {
      Signals.exitInGoodOrder(listener::close);
    }
    if (options.announce()) {
      Stdio.announce(address);
    }
    listener.run();
  }

  /**
   * Listens on a Unix socket.
   *
   * @param path where the socket is made; a stale one is replaced
   * @param options how to serve; announcing and signals are up to the caller
   * @return the bound listener; nothing is accepted before it runs
   * @throws IOException when the socket can't be made
   */
  public SocketListener listenUnix(final Path path, final ServeOptions options) throws IOException {
    return SocketListener.unix(host, path, options);
  }

  /**
   * Listens on a TCP port.
   *
   * @param address local address
   * @param port port, 0 for any that is free
   * @param options how to serve; announcing and signals are up to the caller
   * @return the bound listener; nothing is accepted before it runs
   * @throws IOException when the port can't be had
   */
  public SocketListener listenTcp(final String address, final int port, final ServeOptions options)
      throws IOException {
    return SocketListener.tcp(host, address, port, options);
  }
}
