package dev.millrace.jmh.latency;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.ring.RingSettings;
import java.io.IOException;
import java.util.List;

/** Calls through our client to our server. */
final class RpcSubject implements Subject {
  private static final long SEGMENT = 64 << 20;

  private final Worker worker;
  private final RpcClient client;
  private final LatencyService service;
  private final boolean adds;
  private final ExchangeStream<Void> stream;
  private final BatchBuilder batch;
  private long calls;

  RpcSubject(final String operation, final String transport) throws IOException {
    final ClientOptions options =
        ClientOptions.DEFAULT
            // small batches don't go through a segment, so on the ring there is none for them
            .withSegment(
                transport.equals("shm") || transport.equals("ring") && operation.equals("bulk")
                    ? SEGMENT
                    : 0)
            .withRing(
                transport.equals("ring")
                    ? RingSettings.ofEnvironment(RingSettings.DEFAULT)
                    : RingSettings.NONE);
    if (transport.equals("pipe")) {
      worker = null;
      client = RpcClient.stdio(Worker.command("rpc", "stdio"), options);
    } else {
      worker = Worker.start("rpc", transport.equals("tcp") ? "tcp" : "unix");
      client =
          transport.equals("tcp")
              ? RpcClient.tcp("127.0.0.1", worker.port(), options)
              : RpcClient.unix(worker.path(), options);
    }
    service = client.bind(LatencyService.class);
    service.nothing();
    if (transport.equals("ring") && !client.onRing()) {
      throw new IOException("the worker did not take the ring");
    }
    adds = operation.equals("add");
    stream = adds || operation.equals("unary") ? null : service.echo();
    batch = LatencyService.rows(operation.equals("bulk") ? (1 << 20) / Double.BYTES : 1);
  }

  /** What can be measured. */
  static List<String> operations() {
    return List.of("unary", "add", "turn", "bulk");
  }

  @Override
  public void once() {
    if (adds) {
      calls++;
      if (service.add(calls, calls << 32) != calls + (calls << 32)) {
        throw new IllegalStateException("a wrong sum");
      }
    } else if (stream == null) {
      service.nothing();
    } else if (stream.exchange(batch).rowCount() != batch.rowCount()) {
      throw new IllegalStateException("rows are missing");
    }
  }

  @Override
  public long sent() {
    return client.bytesSent();
  }

  @Override
  public long received() {
    return client.bytesReceived();
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
    client.close();
    if (worker != null) {
      worker.close();
    }
  }
}
