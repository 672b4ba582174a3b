package dev.millrace.sdk.client;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.List;

/** A call of a scalar function being put together. Not thread-safe. */
public final class ScalarCall {
  private static final RecordCodec<BindRequest> BIND_REQUESTS = RecordCodec.of(BindRequest.class);

  private final VgiClient client;
  private final byte[] attachData;
  private final String function;
  private final CallArguments arguments = new CallArguments();
  private List<String> schemaPath = List.of("main");

  ScalarCall(final VgiClient client, final byte[] attachData, final String function) {
    this.client = client;
    this.attachData = attachData;
    this.function = function;
  }

  /**
   * Adds the next constant.
   *
   * @param value the value, as for {@link TableCall#argument}
   * @return this
   */
  public ScalarCall constant(final Object value) {
    arguments.add(value);
    return this;
  }

  /**
   * Calls the function of another schema than {@code main}.
   *
   * @param path the schema
   * @return this
   */
  public ScalarCall inSchema(final String... path) {
    schemaPath = List.of(path);
    return this;
  }

  /**
   * Binds the call and opens its stream.
   *
   * @param input columns of the rows to come, one for each parameter that is a column
   * @return evaluates rows, to be closed by the caller
   * @throws IOException if the connection fails
   */
  public ScalarSession open(final Schema input) throws IOException {
    final Connection connection = client.acquire();
    boolean opened = false;
    try {
      final BindRequest request =
          arguments.request(function, FunctionType.SCALAR, attachData, schemaPath, input);
      final BindResponse bound = connection.vgi().bind(request);
      final ExchangeStream<GlobalInitResponse> stream =
          connection
              .vgi()
              .init(Inits.request(BIND_REQUESTS.toStream(request), bound, null, null, null, null))
              .asExchange();
      opened = true;
      return new ScalarSession(
          client,
          connection,
          stream,
          input,
          OneRow.readSchema(bound.outputSchema()).fields().getFirst());
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }
}
