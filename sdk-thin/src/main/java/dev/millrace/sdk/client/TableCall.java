package dev.millrace.sdk.client;

import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.BindResponse;
import java.io.IOException;
import java.util.List;

/** A call of a table function being put together. Not thread-safe. */
public final class TableCall {
  private final VgiClient client;
  private final byte[] attachData;
  private final String function;
  private final CallArguments arguments = new CallArguments();
  private List<String> schemaPath = List.of("main");
  private List<Long> projection;

  TableCall(final VgiClient client, final byte[] attachData, final String function) {
    this.client = client;
    this.attachData = attachData;
    this.function = function;
  }

  /**
   * Adds the next positional argument.
   *
   * @param value Boolean, Integer, Long, Double, BigDecimal, String, byte[], LocalDate,
   *     LocalDateTime, Instant or null
   * @return this
   */
  public TableCall argument(final Object value) {
    arguments.add(value);
    return this;
  }

  /**
   * Adds a named argument.
   *
   * @param name its name
   * @param value its value, as for {@link #argument}
   * @return this
   */
  public TableCall named(final String name, final Object value) {
    arguments.put(name, value);
    return this;
  }

  /**
   * Calls the function of another schema than {@code main}.
   *
   * @param path the schema
   * @return this
   */
  public TableCall inSchema(final String... path) {
    schemaPath = List.of(path);
    return this;
  }

  /**
   * Asks for some columns only.
   *
   * @param columns positions in the bound columns, in the order wanted
   * @return this
   */
  public TableCall project(final Long... columns) {
    projection = List.of(columns);
    return this;
  }

  /**
   * Binds the call.
   *
   * @return what can be scanned
   * @throws IOException if the connection fails
   */
  public BoundTable bind() throws IOException {
    final BindRequest request =
        arguments.request(function, FunctionType.TABLE, attachData, schemaPath, null);
    final BindResponse response = client.protocol().bind(request);
    return new BoundTable(
        client, request, response, OneRow.readSchema(response.outputSchema()), projection);
  }
}
