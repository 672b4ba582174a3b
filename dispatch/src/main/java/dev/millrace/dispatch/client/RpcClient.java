package dev.millrace.dispatch.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.dispatch.transport.ChannelTransport;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Calls a server over one connection. {@link #bind} gives typed proxies of service interfaces,
 * {@link #unary} and {@link #openStream} move batches and metadata as they are.
 *
 * <p>A failed call throws an {@link RpcException} with what the server said, and the connection
 * stays usable; when the connection itself broke the type is {@code TransportError} and the client
 * is closed. Batches, segments and other views in results are valid until the next call. For one
 * thread at a time; one stream may be open at a time.
 */
public final class RpcClient implements AutoCloseable {
  private final ClientConnection connection;
  private final ClientOptions options;
  private final AutoCloseable process;

  private RpcClient(
      final ByteTransport transport, final ClientOptions options, final AutoCloseable process) {
    this.connection = new ClientConnection(transport, options);
    this.options = options;
    this.process = process;
  }

  /**
   * Starts a worker and talks to it over its standard input and output. Its standard error is this
   * process's.
   *
   * @param command program and arguments
   * @return the client; closing it ends the worker
   * @throws IOException when the worker can't be started
   */
  public static RpcClient stdio(final List<String> command) throws IOException {
    return stdio(command, ClientOptions.DEFAULT);
  }

  /**
   * Starts a worker and talks to it over its standard input and output. Its standard error is this
   * process's.
   *
   * @param command program and arguments
   * @param options how the client behaves
   * @return the client; closing it ends the worker
   * @throws IOException when the worker can't be started
   */
  public static RpcClient stdio(final List<String> command, final ClientOptions options)
      throws IOException {
    final WorkerProcess worker = WorkerProcess.start(command, options);
    return new RpcClient(worker.transport(), options, worker);
  }

  /**
   * Connects to a Unix socket.
   *
   * @param path the socket
   * @return the client
   * @throws IOException when nobody listens
   */
  public static RpcClient unix(final Path path) throws IOException {
    return unix(path, ClientOptions.DEFAULT);
  }

  /**
   * Connects to a Unix socket.
   *
   * @param path the socket
   * @param options how the client behaves
   * @return the client
   * @throws IOException when nobody listens
   */
  @SuppressWarnings("resource") // the transport closes the channel
  public static RpcClient unix(final Path path, final ClientOptions options) throws IOException {
    final SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    try {
      return over(ChannelTransport.unix(channel), options);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Connects to a TCP port.
   *
   * @param host name or address
   * @param port the port
   * @return the client
   * @throws IOException when nobody listens
   */
  public static RpcClient tcp(final String host, final int port) throws IOException {
    return tcp(host, port, ClientOptions.DEFAULT);
  }

  /**
   * Connects to a TCP port.
   *
   * @param host name or address
   * @param port the port
   * @param options how the client behaves
   * @return the client
   * @throws IOException when nobody listens
   */
  @SuppressWarnings("resource") // the transport closes the channel
  public static RpcClient tcp(final String host, final int port, final ClientOptions options)
      throws IOException {
    final SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return over(ChannelTransport.socket(channel, TransportKind.TCP), options);
  }

  /**
   * Talks over a connection that exists.
   *
   * @param transport the connection; closed with the client
   * @param options how the client behaves
   * @return the client
   */
  public static RpcClient over(final ByteTransport transport, final ClientOptions options) {
    return new RpcClient(
        Objects.requireNonNull(transport), Objects.requireNonNull(options), () -> {});
  }

  /**
   * Makes a proxy of a service: its methods are calls on this connection. Arguments that are null
   * take the default of their parameter where it has one; a {@code CallContext} argument is
   * ignored.
   *
   * @param type interface with {@link dev.millrace.dispatch.RpcProtocol}
   * @param <T> the interface
   * @return the proxy, as confined to one thread as this client
   * @throws IllegalArgumentException when the interface is no protocol
   */
  public <T> T bind(final Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new ServiceProxy(this, connection, ServiceModel.of(type), options)));
  }

  /**
   * Makes a unary call as it is.
   *
   * @param parameters the request's batch
   * @param metadata all of the request's metadata, routing keys included
   * @return the terminal batch with its metadata, valid until the next call
   * @throws RpcException when the call failed
   */
  public RecordBatch unary(final BatchBuffers parameters, final Metadata metadata) {
    return connection.unary(connection.stream(parameters.schema()), parameters, metadata);
  }

  /**
   * Opens a stream as it is.
   *
   * @param parameters the request's batch
   * @param metadata all of the request's metadata, routing keys included
   * @param hasHeader whether the method declares a header
   * @return the stream, to be closed before the next call
   * @throws RpcException when the server refused in the header's place; without a header its
   *     refusal shows in the first turn
   */
  public RawStream openStream(
      final BatchBuffers parameters, final Metadata metadata, final boolean hasHeader) {
    return connection.open(connection.stream(parameters.schema()), parameters, metadata, hasHeader);
  }

  /**
   * Frees what the last call received, which is dead from here on; the next call does so by itself.
   * Does nothing while a stream is open.
   */
  public void release() {
    connection.release();
  }

  /**
   * Counts what lies in the connection's shared memory segment: batches of either side that are not
   * freed yet. To be asked between calls.
   *
   * @return live allocations, 0 without a segment
   */
  public int segmentAllocations() {
    return connection.allocations();
  }

  /**
   * Counts what this client has sent; batches that went through a segment count as their pointers.
   *
   * @return bytes since the connection was made
   */
  public long bytesSent() {
    return connection.sender().sent();
  }

  /**
   * Counts what this client has received; batches that came through a segment count as their
   * pointers.
   *
   * @return bytes since the connection was made
   */
  public long bytesReceived() {
    return connection.receiver().received();
  }

  /**
   * Tells whether calls go over a ring. To be asked after the first call, before which the
   * connection does not know.
   *
   * @return true if a ring was asked for and the server could reach it
   */
  public boolean onRing() {
    return connection.onRing();
  }

  /** Closes the connection and ends a worker that was started for it. Idempotent. */
  @Override
  public void close() {
    connection.close();
    try {
      process.close();
    } catch (Exception e) {
      throw new IllegalStateException("ending the worker", e);
    }
  }
}
