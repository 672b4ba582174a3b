package dev.millrace.sdk.client;

import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.List;

/** A call of a table-in-out function being put together. Not thread-safe. */
public final class TableInOutCall {
  private final VgiClient client;
  private final byte[] attachData;
  private final String function;
  private final CallArguments arguments = new CallArguments();
  private List<String> schemaPath = List.of("main");
  private List<Long> projection;

  TableInOutCall(final VgiClient client, final byte[] attachData, final String function) {
    this.client = client;
    this.attachData = attachData;
    this.function = function;
  }

  /**
   * Adds the next positional argument; the table does not count.
   *
   * @param value the value, as for {@link TableCall#argument}
   * @return this
   */
  public TableInOutCall argument(final Object value) {
    arguments.add(value);
    return this;
  }

  /**
   * Adds a named argument.
   *
   * @param name its name
   * @param value its value, as for {@link TableCall#argument}
   * @return this
   */
  public TableInOutCall named(final String name, final Object value) {
    arguments.put(name, value);
    return this;
  }

  /**
   * Calls the function of another schema than {@code main}.
   *
   * @param path the schema
   * @return this
   */
  public TableInOutCall inSchema(final String... path) {
    schemaPath = List.of(path);
    return this;
  }

  /**
   * Asks for some columns of the result only.
   *
   * @param columns positions in the bound columns, in the order wanted
   * @return this
   */
  public TableInOutCall project(final Long... columns) {
    projection = List.of(columns);
    return this;
  }

  /**
   * Binds the call.
   *
   * @param input columns of the rows to come
   * @return what rows can be sent to
   * @throws IOException if the connection fails
   */
  public BoundTableInOut bind(final Schema input) throws IOException {
    final BindRequest request =
        arguments.request(function, FunctionType.TABLE, attachData, schemaPath, input);
    final BindResponse response = client.protocol().bind(request);
    return new BoundTableInOut(
        client, request, response, input, OneRow.readSchema(response.outputSchema()), projection);
  }
}
