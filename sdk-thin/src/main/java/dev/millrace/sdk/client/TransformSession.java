package dev.millrace.sdk.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One stream of a table-in-out call over one connection. Not thread-safe; several of one execution
 * may be used by a thread each.
 */
public final class TransformSession implements AutoCloseable {
  private static final byte[] STATUS = "vgi.status".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MORE = "HAVE_MORE_OUTPUT".getBytes(StandardCharsets.US_ASCII);
  private static final Metadata CONTINUE = Metadata.of("vgi.status", "CONTINUE");

  private final BoundTableInOut call;
  private final Connection connection;
  private final ExchangeStream<GlobalInitResponse> stream;
  private final byte[] substream;
  private boolean hasMore;
  private boolean usable = true;
  private boolean ended;
  private boolean closed;

  TransformSession(
      final BoundTableInOut call,
      final Connection connection,
      final ExchangeStream<GlobalInitResponse> stream,
      final byte[] substream) {
    this.call = call;
    this.connection = connection;
    this.stream = stream;
    this.substream = substream;
  }

  /**
   * Tells what the worker said about the execution.
   *
   * @return its identifier and how many streams it may have
   */
  public GlobalInitResponse execution() {
    return stream.header();
  }

  /**
   * Opens another stream of this execution over a connection of its own.
   *
   * @return takes rows, to be closed by the caller
   * @throws IOException if the connection fails
   */
  public TransformSession join() throws IOException {
    return call.open(stream.header());
  }

  /**
   * Gives a builder for the next input, emptied, in the memory that it is sent from: the shared
   * segment where there is one.
   *
   * @return the builder, to be used until it was sent; the same one every time
   */
  public BatchBuilder rows() {
    return stream.builder(call.input());
  }

  /**
   * Sends rows.
   *
   * @param rows the rows, {@link #rows} or a batch from elsewhere, of the bound input columns
   * @return what the function gives for them, possibly no rows; valid until the next call
   */
  public RecordBatch transform(final BatchBuffers rows) {
    if (hasMore) {
      throw new IllegalStateException("more() was not read to its end");
    }
    return turn(rows, Metadata.EMPTY);
  }

  /**
   * Asks for further rows of the last input.
   *
   * @return a batch, valid until the next call; null when the function has given all
   */
  public RecordBatch more() {
    if (!hasMore) {
      return null;
    }
    final BatchBuilder none = rows();
    if (call.input().fields().isEmpty()) {
      none.rowCount(0);
    }
    return turn(none, CONTINUE);
  }

  private RecordBatch turn(final BatchBuffers rows, final Metadata metadata) {
    usable = false;
    final RecordBatch answer = stream.exchange(rows, metadata);
    usable = true;
    hasMore = hasMore(answer);
    return answer;
  }

  private static boolean hasMore(final RecordBatch answer) {
    final int status = answer.customMetadata().indexOf(STATUS);
    return status >= 0 && answer.customMetadata().valueEquals(status, MORE);
  }

  /**
   * Ends the input and reads what follows it, for functions that have a finalize.
   *
   * @param handler takes the batches, as of worker 0
   * @throws Exception what the worker or the handler threw, unchanged
   */
  public void finish(final BatchHandler handler) throws Exception {
    end();
    usable = false;
    final ProducerStream<GlobalInitResponse> rest =
        call.rest(connection, stream.header(), substream);
    rest.readAhead(true);
    RecordBatch batch;
    while ((batch = rest.next()) != null) {
      handler.batch(0, batch);
    }
    rest.close();
    usable = true;
  }

  private void end() {
    if (!ended) {
      ended = true;
      stream.close();
    }
  }

  /** Tells the worker that no more rows are wanted; what remains is {@link #close}. */
  public void cancel() {
    ended = true;
    stream.cancel();
  }

  /** Ends the stream; the connection can be used again. Repeating it is harmless. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (usable) {
      end();
      call.release(connection);
    } else {
      connection.close();
    }
  }
}
