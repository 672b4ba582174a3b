package dev.millrace.sdk.client;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.sdk.vgi.call.TableCardinality;
import dev.millrace.sdk.vgi.call.TableFunctionCardinalityRequest;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** A table function call whose columns are known. Each {@link #scan} is an execution of its own. */
public final class BoundTable {
  private static final RecordCodec<BindRequest> BIND_REQUESTS = RecordCodec.of(BindRequest.class);

  private final VgiClient client;
  private final byte[] bindCall;
  private final BindResponse response;
  private final Schema schema;
  private final List<Long> projection;

  BoundTable(
      final VgiClient client,
      final BindRequest request,
      final BindResponse response,
      final Schema schema,
      final List<Long> projection) {
    this.client = client;
    this.bindCall = BIND_REQUESTS.toStream(request);
    this.response = response;
    this.schema = schema;
    this.projection = projection;
  }

  /**
   * Tells the columns.
   *
   * @return all columns, whatever the projection
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Asks how many rows to expect.
   *
   * @return the estimate
   * @throws IOException if the connection fails
   */
  public TableCardinality cardinality() throws IOException {
    return client
        .protocol()
        .tableFunctionCardinality(
            new TableFunctionCardinalityRequest(bindCall, response.opaqueData()));
  }

  /**
   * Reads all rows over up to so many connections. With a command as location each is a process of
   * its own. Returns when all rows were handled.
   *
   * @param workers most connections; the worker may allow fewer
   * @param handler takes the batches
   * @return what was read
   * @throws IOException if a connection fails
   * @throws Exception what the worker or the handler threw, unchanged
   */
  public ScanSummary scan(final int workers, final BatchHandler handler) throws Exception {
    final Connection first = client.acquire();
    final ProducerStream<GlobalInitResponse> stream;
    final GlobalInitResponse header;
    try {
      stream =
          first
              .vgi()
              .init(Inits.request(bindCall, response, projection, null, null, null))
              .asProducer();
      header = stream.header();
    } catch (final RuntimeException e) {
      first.close();
      throw e;
    }
    final int used = (int) Math.max(1, Math.min(workers, header.maxWorkers()));
    final AtomicBoolean stop = new AtomicBoolean();
    final List<Future<ScanSummary>> parts = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("scan-", 0).factory())) {
      parts.add(threads.submit(() -> drain(0, first, stream, handler, stop)));
      for (int i = 1; i < used; i++) {
        final int worker = i;
        parts.add(threads.submit(() -> join(worker, header, handler, stop)));
      }
    }
    long rows = 0;
    long batches = 0;
    Exception failure = null;
    for (final Future<ScanSummary> part : parts) {
      try {
        rows += part.get().rows();
        batches += part.get().batches();
      } catch (final ExecutionException e) {
        failure = add(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return new ScanSummary(used, rows, batches);
  }

  private static Exception add(final Exception before, final ExecutionException e) {
    final Exception cause = e.getCause() instanceof Exception x ? x : e;
    if (before == null) {
      return cause;
    }
    before.addSuppressed(cause);
    return before;
  }

  private ScanSummary join(
      final int worker,
      final GlobalInitResponse header,
      final BatchHandler handler,
      final AtomicBoolean stop)
      throws Exception {
    final Connection connection;
    try {
      connection = client.acquire();
    } catch (final IOException | RuntimeException e) {
      stop.set(true);
      throw e;
    }
    final ProducerStream<GlobalInitResponse> stream;
    try {
      stream =
          connection
              .vgi()
              .init(Inits.request(bindCall, response, projection, header, null, null))
              .asProducer();
    } catch (final RuntimeException e) {
      stop.set(true);
      connection.close();
      throw e;
    }
    return drain(worker, connection, stream, handler, stop);
  }

  private ScanSummary drain(
      final int worker,
      final Connection connection,
      final ProducerStream<GlobalInitResponse> stream,
      final BatchHandler handler,
      final AtomicBoolean stop)
      throws Exception {
    long rows = 0;
    long batches = 0;
    boolean usable = false;
    try {
      stream.readAhead(true);
      RecordBatch batch;
      while (!stop.get() && (batch = stream.next()) != null) {
        rows += batch.rowCount();
        batches++;
        handler.batch(worker, batch);
      }
      if (stop.get()) {
        stream.cancel();
      }
      stream.close();
      usable = true;
    } finally {
      if (usable) {
        client.release(connection);
      } else {
        stop.set(true); // the others can't make the result whole any more
        connection.close();
      }
    }
    return new ScanSummary(1, rows, batches);
  }
}
