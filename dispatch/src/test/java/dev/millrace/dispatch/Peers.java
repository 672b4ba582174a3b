package dev.millrace.dispatch;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.LogMessage;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.RpcServerBuilder;
import dev.millrace.dispatch.server.ServeOptions;
import dev.millrace.dispatch.server.SocketListener;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A server of the fixture on a loopback port, a client on it, and the logs the client was sent. */
final class Peers implements AutoCloseable {
  final FixtureService service = new FixtureService();
  final List<LogMessage> logs = new ArrayList<>();
  final RpcServer server;
  final SocketListener listener;
  final RpcClient client;
  final Fixture fixture;

  Peers() throws IOException {
    this(RpcServer.builder().serverId("tester").attribute(String.class, "shared"));
  }

  Peers(final RpcServerBuilder builder) throws IOException {
    server = builder.service(Fixture.class, service).reflection().build();
    listener = server.listenTcp("127.0.0.1", 0, ServeOptions.EMBEDDED);
    final Thread conductor = new Thread(listener, "conductor");
    conductor.setDaemon(true);
    conductor.start();
    client = connect();
    fixture = client.bind(Fixture.class);
  }

  RpcClient connect() throws IOException {
    return RpcClient.tcp(
        "127.0.0.1", port(), ClientOptions.DEFAULT.withLogs(logs::add).withRequestIds(true));
  }

  int port() {
    return ((InetSocketAddress) listener.address()).getPort();
  }

  SocketChannel socket() throws IOException {
    return SocketChannel.open(new InetSocketAddress("127.0.0.1", port()));
  }

  static Metadata.Builder request(final String method) {
    return Metadata.builder()
        .put(Keys.METHOD, method)
        .put(Keys.PROTOCOL, "fixture.v1")
        .put(Keys.PROTOCOL_VERSION, "1.2.0")
        .put(Keys.REQUEST_VERSION, "1");
  }

  static final Field A =
      Field.required("a", new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE));
  static final Field B = A.withName("b");

  /** A batch of float64 columns, each with the given values. */
  static BatchBuilder doubles(final Schema schema, final double... values) {
    final BatchBuilder batch = new BatchBuilder(schema, BuilderMemory.offHeap());
    for (int i = 0; i < schema.fields().size(); i++) {
      batch.column(i, Float64Builder.class).append(values);
    }
    return batch;
  }

  /** A batch of int64 columns, each with the given values. */
  static BatchBuilder longs(final Schema schema, final long... values) {
    final BatchBuilder batch = new BatchBuilder(schema, BuilderMemory.offHeap());
    for (int i = 0; i < schema.fields().size(); i++) {
      batch.column(i, Int64Builder.class).append(values);
    }
    return batch;
  }

  @Override
  public void close() {
    client.close();
    listener.close();
  }
}
