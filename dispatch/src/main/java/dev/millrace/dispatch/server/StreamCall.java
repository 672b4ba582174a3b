package dev.millrace.dispatch.server;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.RpcStream;
import dev.millrace.dispatch.ServedExchange;
import dev.millrace.dispatch.ServedProducer;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.service.MethodKind;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.lang.foreign.Arena;

/**
 * Serves one call of a stream method: opens the stream, sends its header, runs its turns
 * ([RSTREAM-1] to [RSTREAM-5]).
 */
final class StreamCall {
  private final ConnectionParts parts;
  private final RequestReader requests;
  private final HostedMethod method;
  private final ServerCallContext context;

  StreamCall(
      final ConnectionParts parts,
      final RequestReader requests,
      final HostedMethod method,
      final ServerCallContext context) {
    this.parts = parts;
    this.requests = requests;
    this.method = method;
    this.context = context;
  }

  /**
   * Serves the call to its end.
   *
   * @return how the stream ended
   * @throws RpcException when the call failed; the caller was told already
   * @throws IOException when the connection broke
   */
  StreamTurns.Outcome serve(final Request request) throws IOException {
    final StreamTurns turns;
    try {
      turns = open(request);
    } catch (RpcException failure) {
      refuse(failure);
      throw failure;
    }
    parts.counters().increment(WorkerCounter.STREAMS);
    try {
      return turns.run();
    } finally {
      turns.close();
    }
  }

  /** Calls the method and sends the header; nothing has been sent when it fails. */
  private StreamTurns open(final Request request) throws IOException {
    final RpcStream<?> stream;
    try {
      stream = call(request);
    } catch (Throwable thrown) {
      throw parts.classify(thrown);
    }
    final StreamTurns turns =
        switch (stream) {
          case ServedProducer<?> producer ->
              new ProducerTurns(parts, context, parts.streams().of(producer.output()), producer);
          case ServedExchange<?> exchange ->
              new ExchangeTurns(parts, context, parts.streams().of(exchange.output()), exchange);
          default -> throw new IllegalStateException("checked by call");
        };
    boolean sent = false;
    try {
      sendHeader(stream);
      sent = true;
    } finally {
      if (!sent) {
        turns.close();
      }
    }
    return turns;
  }

  private RpcStream<?> call(final Request request) throws Throwable {
    final MethodModel model = method.model();
    parts.host().router().gate(request, method);
    if (!method.protocol().isEarlier()) {
      ParameterContract.check(model, request.batch().schema());
    }
    context.statistics().input(request.batch());
    // the stream outlives the request's bytes, and so must views among its arguments
    final RecordBatch parameters =
        model.keepsViews() ? request.batch().copy(Arena.ofAuto()) : request.batch();
    final Object result = method.invoke(ParameterContract.read(model, parameters, context));
    parts.segment().free();
    if (result instanceof ServedProducer<?> producer && model.kind() != MethodKind.EXCHANGE) {
      return producer;
    }
    if (result instanceof ServedExchange<?> exchange && model.kind() != MethodKind.PRODUCER) {
      return exchange;
    }
    throw Refusals.typeError(
        model.name() + "() gave no stream of the kind it declares, but " + result);
  }

  private void sendHeader(final RpcStream<?> stream) throws IOException {
    final Schema schema = method.model().headerSchema();
    if (schema == null) {
      return;
    }
    final BatchBuilder builder = new BatchBuilder(schema, parts.memory());
    try {
      try {
        method.model().writeHeader(builder, stream.header());
        builder.prepare();
      } catch (RuntimeException thrown) {
        throw parts.classify(thrown);
      }
      final OutStream out = parts.streams().of(schema);
      context.logTo(out);
      out.batch(builder, Metadata.EMPTY);
      out.end();
      context.holdLogs();
      parts.sender().flush();
    } finally {
      builder.release();
    }
  }

  /** The error takes the header's or the output's place, on the empty schema. */
  private void refuse(final RpcException failure) throws IOException {
    parts.segment().giveUp();
    final OutStream out = parts.streams().of(Schema.EMPTY);
    context.logTo(out);
    out.noRows(parts.tell(failure, context.requestId(), method.protocol().isEarlier()));
    context.end();
    out.end();
    requests.inputMayFollow();
    parts.sender().flush();
  }
}
