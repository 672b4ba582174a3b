package dev.millrace.dispatch.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;

/**
 * One open stream of a connection, in lock step ([RSTREAM-6] to [RSTREAM-11]). The output is only
 * looked for after the first input has gone out: a server may wait for that before it tells its
 * schema.
 */
final class RawSession implements RawStream {
  /** How much a server may still send to a client that has ended its side. */
  private static final int MAX_DRAINED = 10_000;

  /**
   * Ticks in flight of a client that reads ahead: with the second one the server goes on to the
   * next batch as soon as the last has left, and neither side waits for the other to wake up.
   * Through a segment that takes a server that frees what ticks give back ([SHM-15]).
   */
  private static final int AHEAD = 2;

  private static final Metadata CANCEL = Metadata.of(Keys.CANCEL, "1");

  private enum State {
    OPEN,
    ENDED,
    CANCELLED
  }

  private final ClientConnection connection;
  private final RecordBatch header;
  private OutStream input;
  private BatchBuilder builder;
  private boolean outputBegun;
  private boolean ahead;
  private int ticksInFlight;
  private State state = State.OPEN;

  RawSession(final ClientConnection connection, final RecordBatch header) {
    this.connection = connection;
    this.header = header;
  }

  @Override
  public RecordBatch header() {
    return header;
  }

  boolean isOver() {
    return state != State.OPEN;
  }

  @Override
  public RecordBatch tick(final Metadata metadata) {
    if (state == State.ENDED) {
      return null;
    }
    requireNotCancelled();
    if (input == null) {
      input = connection.stream(Schema.EMPTY);
    }
    return turn(null, metadata);
  }

  @Override
  public RawStream readAhead(final boolean on) {
    ahead = on;
    return this;
  }

  @Override
  public RecordBatch exchange(final BatchBuffers batch, final Metadata metadata) {
    if (state == State.ENDED) {
      throw new RpcException("ProtocolError", "the stream has ended");
    }
    requireNotCancelled();
    if (input == null) {
      input = connection.stream(batch.schema());
    }
    return turn(batch, metadata);
  }

  @Override
  public BatchBuilder builder(final Schema schema) {
    requireNotCancelled();
    if (builder == null) {
      builder = connection.builder(schema);
    } else if (builder.schema() != schema) {
      throw new IllegalStateException("a stream has input of one schema");
    } else {
      connection.next(builder);
    }
    return builder;
  }

  private void requireNotCancelled() {
    if (state == State.CANCELLED) {
      throw new RpcException("ProtocolError", "the stream was cancelled");
    }
    connection.requireOpen();
  }

  private RecordBatch turn(final BatchBuffers batch, final Metadata metadata) {
    try {
      if (ticksInFlight == 0) {
        // the server waits; with a tick in flight it does not
        if (!connection.holdsReceived(batch)) {
          connection.freeReceived();
        }
        send(batch, metadata);
        ticksInFlight = 1;
      }
      beginOutput();
      final RecordBatch output = next();
      if (output == null) {
        state = State.ENDED;
        endInput();
      } else if (ahead && batch == null) {
        tickAhead(metadata);
      }
      return output;
    } catch (RpcException told) {
      state = State.ENDED;
      finish();
      throw told;
    } catch (IOException e) {
      state = State.ENDED;
      throw connection.lost(e);
    } catch (MalformedException e) {
      throw malformed(e);
    }
  }

  private void tickAhead(final Metadata metadata) throws IOException {
    final int most = connection.ticksAhead(AHEAD);
    for (; ticksInFlight < most; ticksInFlight++) {
      input.noRows(connection.tick(metadata));
    }
    connection.sender().flush();
  }

  private RecordBatch next() throws IOException {
    final RecordBatch output = connection.output(ticksInFlight > 1);
    ticksInFlight = output == null ? 0 : Math.max(0, ticksInFlight - 1);
    return output;
  }

  private void send(final BatchBuffers batch, final Metadata metadata) throws IOException {
    if (batch == null) {
      input.noRows(connection.tick(metadata));
    } else {
      final boolean held = connection.holdsReceived(batch);
      connection.send(input, batch, metadata);
      if (held) {
        connection.freeReceived(); // unless it went back by pointer
      }
    }
    connection.sender().flush();
  }

  private MalformedException malformed(final MalformedException broken) {
    state = State.ENDED;
    try {
      // the server goes on to the end of its stream only when it sees the end of ours
      endInput();
    } catch (IOException e) {
      connection.close();
      return broken;
    }
    return connection.malformed(broken);
  }

  private void beginOutput() throws IOException {
    if (!outputBegun) {
      connection.responses().begin();
      outputBegun = true;
    }
  }

  private void endInput() throws IOException {
    if (input == null) {
      input = connection.stream(Schema.EMPTY);
    }
    input.end();
    connection.sender().flush();
  }

  @Override
  public void cancel() {
    if (state != State.OPEN || connection.isClosed()) {
      return;
    }
    state = State.CANCELLED;
    try {
      awaitTurn();
      if (input == null) {
        input = connection.stream(Schema.EMPTY);
      }
      input.noRows(CANCEL);
    } catch (IOException e) {
      throw connection.lost(e);
    } catch (MalformedException e) {
      throw malformed(e);
    }
    finish();
  }

  @Override
  public void close() {
    if (state != State.OPEN || connection.isClosed()) {
      return;
    }
    state = State.ENDED;
    finish();
  }

  /**
   * Ends the input and reads the output to its end; nobody wants to know what is in it any more.
   */
  private void finish() {
    try {
      awaitTurn();
      releaseBuilder();
      endInput();
      beginOutput();
      for (int i = 0; i <= MAX_DRAINED; i++) {
        if (!hasMore()) {
          return;
        }
      }
      connection.close();
      throw new RpcException(
          "ProtocolError", "the server does not end the stream; the connection is given up");
    } catch (IOException e) {
      throw connection.lost(e);
    } catch (MalformedException e) {
      throw connection.malformed(e);
    }
  }

  /** It may hold room in the segment, which only who has the turn gives back. */
  private void releaseBuilder() {
    if (builder != null) {
      connection.next(builder);
      builder.release();
      builder = null;
    }
  }

  /**
   * With a tick in flight the turn is the server's, and the table of the segment with it
   * ([SHM-11]).
   */
  private void awaitTurn() throws IOException {
    while (ticksInFlight > 0 && connection.hasSegment()) {
      beginOutput();
      hasMore();
    }
  }

  private boolean hasMore() throws IOException {
    try {
      return next() != null;
    } catch (RpcException told) {
      ticksInFlight = 0; // whatever was asked for, an error is the last answer
      return true;
    }
  }
}
