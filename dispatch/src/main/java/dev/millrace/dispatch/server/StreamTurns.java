package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.dispatch.transport.Receiver;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;

/**
 * The turns of one open stream, in lock step: a batch in, log messages and a batch out, until one
 * side ends it ([RSTREAM-6] to [RSTREAM-11]).
 */
abstract sealed class StreamTurns permits ProducerTurns, ExchangeTurns {
  private static final byte[] CANCEL = Keys.bytes(Keys.CANCEL);

  /** How a stream ended; an error is told apart. */
  enum Outcome {
    ENDED,
    CANCELLED
  }

  final ConnectionParts parts;
  final ServerCallContext context;
  final OutStream out;
  final TurnOutput output;

  StreamTurns(
      final ConnectionParts parts,
      final ServerCallContext context,
      final OutStream out,
      final boolean mayFinish) {
    this.parts = parts;
    this.context = context;
    this.out = out;
    this.output = new TurnOutput(parts, context, out, mayFinish);
  }

  /** Has the handler serve one batch. */
  abstract void turn(RecordBatch input) throws Exception;

  /** The caller has ended its input in good order. */
  abstract void onInputEnd() throws Exception;

  abstract void onCancel(CallContext callContext);

  abstract void onClose();

  /**
   * Runs all turns. The input stream is read to its end whatever happens, or to that of the
   * connection: engines hang up once they have what they asked for ([TRANS-3]).
   *
   * @return how the stream ended
   * @throws RpcException when the handler failed; the caller was told already
   * @throws IOException when the connection broke
   */
  final Outcome run() throws IOException {
    final Receiver receiver = parts.receiver();
    context.logTo(out);
    try {
      return run(receiver);
    } catch (EOFException gone) {
      parts.segment().giveUp();
      throw gone;
    } catch (MalformedException broken) {
      final RpcException failure = parts.classify(broken);
      fail(failure);
      // the answer first: the peer may wait for it before it ends its side
      if (!receiver.recover()) {
        throw new IOException("the input stream makes no sense", broken);
      }
      throw failure;
    }
  }

  private Outcome run(final Receiver receiver) throws IOException {
    if (!receiver.nextStream()) {
      throw new IOException("the peer closed the connection instead of opening its input stream");
    }
    while (receiver.nextInput()) {
      final RecordBatch received = receiver.batch();
      if (received.customMetadata().size() > 0 && received.customMetadata().indexOf(CANCEL) >= 0) {
        cancel();
        end();
        receiver.settle();
        return Outcome.CANCELLED;
      }
      final RpcException failure = attempt(received);
      if (failure != null) {
        fail(failure);
        receiver.settle();
        throw failure;
      }
      output.send();
      if (output.finished()) {
        end();
        receiver.settle();
        return Outcome.ENDED;
      }
      parts.sender().flush();
    }
    try {
      onInputEnd();
    } catch (Throwable thrown) {
      final RpcException failure = parts.classify(thrown);
      fail(failure);
      throw failure;
    }
    end();
    return Outcome.ENDED;
  }

  private RpcException attempt(final RecordBatch received) {
    output.begin();
    try {
      final RecordBatch input = parts.segment().input(received);
      context.statistics().input(input);
      turn(input);
      output.requireComplete();
      return null;
    } catch (Throwable thrown) {
      return parts.classify(thrown);
    }
  }

  private void cancel() {
    parts.counters().increment(WorkerCounter.CANCELLED);
    try {
      onCancel(context);
    } catch (Throwable thrown) {
      // the caller has gone on already; whatever the hook could not do is not its concern
      parts.logger().debug("onCancel of {} failed", context.method(), thrown);
    }
  }

  private void fail(final RpcException failure) throws IOException {
    out.noRows(parts.tell(failure, context.requestId(), context.hosted().protocol().isEarlier()));
    parts.segment().giveUp();
    finish();
  }

  private void end() throws IOException {
    parts.segment().free();
    finish();
  }

  private void finish() throws IOException {
    context.end();
    out.end();
    parts.sender().flush();
  }

  /** Tells the handler that the stream is over and frees what the turns held. */
  final void close() {
    context.end();
    output.release();
    try {
      onClose();
    } catch (Throwable thrown) {
      parts.logger().warn("onClose of {} failed", context.method(), thrown);
    }
  }
}
