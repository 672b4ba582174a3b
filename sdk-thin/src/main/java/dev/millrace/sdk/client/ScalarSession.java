package dev.millrace.sdk.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;

/** Evaluates rows with a scalar function over one connection. Not thread-safe. */
public final class ScalarSession implements AutoCloseable {
  private final VgiClient client;
  private final Connection connection;
  private final ExchangeStream<GlobalInitResponse> stream;
  private final Schema input;
  private final Field result;
  private boolean failed;
  private boolean closed;

  ScalarSession(
      final VgiClient client,
      final Connection connection,
      final ExchangeStream<GlobalInitResponse> stream,
      final Schema input,
      final Field result) {
    this.client = client;
    this.connection = connection;
    this.stream = stream;
    this.input = input;
    this.result = result;
  }

  /**
   * Tells the type of the result.
   *
   * @return a field called {@code result}
   */
  public Field result() {
    return result;
  }

  /**
   * Gives a builder for the next rows, emptied, in the memory that they are sent from: the shared
   * segment where there is one.
   *
   * @return the builder, to be used until it was evaluated; the same one every time
   */
  public BatchBuilder rows() {
    return stream.builder(input);
  }

  /**
   * Evaluates rows.
   *
   * @param rows the rows, {@link #rows} or a batch from elsewhere
   * @return one value for each, valid until the next call
   */
  public Column evaluate(final BatchBuffers rows) {
    failed = true;
    final RecordBatch answer = stream.exchange(rows);
    if (answer == null || answer.columnCount() != 1) {
      throw new IllegalStateException("the worker ended the stream or gave more than a column");
    }
    failed = false;
    return answer.column(0);
  }

  /** Ends the stream; the connection can be used again. Repeating it is harmless. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (failed) {
      connection.close();
      return;
    }
    stream.close();
    client.release(connection);
  }
}
