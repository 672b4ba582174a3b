package dev.millrace.dispatch.server;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.segment.SegmentLink;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;

/**
 * Serves the calls of one unary method on one connection: log messages, then one terminal batch, on
 * the result schema ([RPC-20]). What a call needs is made once and used again.
 */
final class UnaryCall {
  /** Memory of a larger result is given back after the call. */
  private static final long KEPT = 16L << 20;

  private final ConnectionParts parts;
  private final HostedMethod method;
  private final OutStream out;
  private final BatchBuilder builder;
  private Schema accepted;

  UnaryCall(final ConnectionParts parts, final HostedMethod method) {
    this.parts = parts;
    this.method = method;
    final Schema result = method.model().resultSchema();
    this.out = new OutStream(parts.sender(), result, parts.memory());
    this.builder = method.model().hasResult() ? new BatchBuilder(result, parts.memory()) : null;
  }

  void serve(final Request request, final ServerCallContext context) throws IOException {
    RpcException failure = null;
    Metadata pointer = null;
    context.logTo(out);
    try {
      final Object result = call(request, context);
      if (builder != null) {
        builder.reset();
        method.model().writeResult(builder, result);
        builder.prepare();
        final SegmentLink segment = parts.segment().answers();
        pointer = segment == null ? null : segment.write(builder, Metadata.EMPTY);
      }
      // The turn is still ours; whatever of the request the answer refers to stays until it left.
      parts.segment().free();
    } catch (Throwable thrown) {
      failure = parts.classify(thrown);
      parts.segment().giveUp();
    }
    context.end();
    if (failure == null && builder == null && !out.isOpen()) {
      out.whole(Metadata.EMPTY);
    } else {
      if (failure != null) {
        out.noRows(parts.tell(failure, context.requestId(), method.protocol().isEarlier()));
      } else if (builder == null) {
        out.noRows(Metadata.EMPTY);
      } else {
        context.statistics().output(builder);
        if (pointer == null) {
          out.batch(builder, Metadata.EMPTY);
        } else {
          out.noRows(pointer);
        }
      }
      out.end();
    }
    parts.sender().flush();
    if (context.statistics().outputBytes > KEPT) {
      builder.release();
    }
    if (parts.host().accessLog() != null) {
      parts.host().accessLog().unary(context, failure);
    }
  }

  private Object call(final Request request, final ServerCallContext context) throws Throwable {
    final MethodModel model = method.model();
    if (request.again() != method) {
      parts.host().router().gate(request, method);
      if (!parts.segment().carried()) {
        request.accept(method);
      }
    }
    final Schema schema = request.batch().schema();
    if (schema != accepted && !method.protocol().isEarlier()) {
      ParameterContract.check(model, schema);
      accepted = schema;
    }
    context.statistics().input(request.batch());
    return method.invoke(ParameterContract.read(model, request.batch(), context));
  }
}
