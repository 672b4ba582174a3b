package dev.millrace.sdk.client;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.sdk.vgi.InitPhase;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;

/**
 * A table-in-out call whose columns are known. Each {@link #open} is an execution of its own.
 *
 * <pre>
 *   BoundTableInOut echo = client.tableInOut("echo").bind(columns);
 *   try (TransformSession session = echo.open()) {
 *     BatchBuilder rows = session.rows(); // in the memory that the worker reads
 *     rows.column(0, Int64Builder.class).append(42);
 *     RecordBatch back = session.transform(rows);
 *   }
 * </pre>
 */
public final class BoundTableInOut {
  private static final RecordCodec<BindRequest> BIND_REQUESTS = RecordCodec.of(BindRequest.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SUBSTREAM_LENGTH = 16;

  private final VgiClient client;
  private final byte[] bindCall;
  private final BindResponse response;
  private final Schema input;
  private final Schema schema;
  private final List<Long> projection;

  BoundTableInOut(
      final VgiClient client,
      final BindRequest request,
      final BindResponse response,
      final Schema input,
      final Schema schema,
      final List<Long> projection) {
    this.client = client;
    this.bindCall = BIND_REQUESTS.toStream(request);
    this.response = response;
    this.input = input;
    this.schema = schema;
    this.projection = projection;
  }

  /**
   * Tells the columns of the result.
   *
   * @return all columns, whatever the projection
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Tells the columns of the input.
   *
   * @return the columns it was bound to
   */
  public Schema input() {
    return input;
  }

  /**
   * Begins an execution over one connection.
   *
   * @return takes rows, to be closed by the caller
   * @throws IOException if the connection fails
   */
  public TransformSession open() throws IOException {
    return open(null);
  }

  /** Opens a stream of input of an execution; null begins one. */
  TransformSession open(final GlobalInitResponse execution) throws IOException {
    final byte[] substream = new byte[SUBSTREAM_LENGTH];
    RANDOM.nextBytes(substream);
    final Connection connection = client.acquire();
    boolean opened = false;
    try {
      final ExchangeStream<GlobalInitResponse> stream =
          connection
              .vgi()
              .init(
                  Inits.request(
                      bindCall, response, projection, execution, InitPhase.INPUT, substream))
              .asExchange();
      opened = true;
      return new TransformSession(this, connection, stream, substream);
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  /** Opens what follows the input of a stream, over the same connection. */
  ProducerStream<GlobalInitResponse> rest(
      final Connection connection, final GlobalInitResponse execution, final byte[] substream)
      throws IOException {
    return connection
        .vgi()
        .init(
            Inits.request(bindCall, response, projection, execution, InitPhase.FINALIZE, substream))
        .asProducer();
  }

  void release(final Connection connection) {
    client.release(connection);
  }
}
