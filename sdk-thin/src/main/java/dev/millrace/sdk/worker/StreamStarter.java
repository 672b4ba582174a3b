package dev.millrace.sdk.worker;

import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.RpcStream;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.storage.Executions;
import dev.millrace.sdk.storage.SharedExecution;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.sdk.vgi.call.InitRequest;
import dev.millrace.wire.schema.SchemaCheck;
import java.util.List;

/**
 * Starts the streams of executions (clause VGI-8): the first init of an execution mints its
 * identifier and begins it, later ones join it, in this process or another.
 */
final class StreamStarter {
  /** What a scalar call says about parallel streams: there is no limit. */
  private static final long ANY_NUMBER = 99_999;

  private final CallResolver resolver;
  private final Executions executions;

  StreamStarter(final CallResolver resolver, final Executions executions) {
    this.resolver = resolver;
    this.executions = executions;
  }

  RpcStream<GlobalInitResponse> start(final InitRequest request) {
    final ResolvedCall call = resolver.resolve(request.bindCall());
    if (!SchemaCheck.equalIgnoringMetadata(
        OneRow.readSchema(request.outputSchema()), call.output())) {
      throw VgiErrors.precondition(
          "The columns of '" + call.name() + "' have changed since it was bound");
    }
    if (request.phase() != null) {
      throw VgiErrors.invalid("'" + call.name() + "' has no phase " + request.phase());
    }
    return switch (call.function()) {
      case ScalarFunction f -> scalar(f, call, request);
      case TableFunction f -> table(f, call, request);
    };
  }

  private RpcStream<GlobalInitResponse> scalar(
      final ScalarFunction function, final ResolvedCall call, final InitRequest request) {
    final byte[] id = isFirst(request) ? executions.newId() : request.executionId();
    final ScanContext context =
        new ScanContext(
            call, Projection.of(call.output(), null), request.rowLimit(), executions, id, null);
    try {
      return ExchangeStream.of(
          call.call().input(),
          call.output(),
          new GlobalInitResponse(id, null, ANY_NUMBER),
          new ScalarStream(call.name(), function.open(context), context));
    } catch (final Exception e) {
      throw ended(context, e);
    }
  }

  private RpcStream<GlobalInitResponse> table(
      final TableFunction function, final ResolvedCall call, final InitRequest request) {
    checkSplits(request.splitTokens());
    final Projection projection = Projection.of(call.output(), request.projectionIds());
    final int workers = Math.max(1, function.maxWorkers(call.call()));
    final boolean first = isFirst(request);
    final byte[] id = first ? executions.newId() : request.executionId();
    final SharedExecution shared;
    if (!first) {
      shared = join(call, id);
    } else {
      shared = workers > 1 ? executions.begin(id) : null;
    }
    final ScanContext context =
        new ScanContext(call, projection, request.rowLimit(), executions, id, shared);
    try {
      if (first) {
        function.begin(context);
      }
      final TableProducer producer = function.open(context);
      final boolean ours = !projection.isIdentity() && !function.declaration().projects();
      return ProducerStream.of(
          projection.output(),
          new GlobalInitResponse(id, null, workers),
          new ScanStream(producer, context, ours ? projection : null));
    } catch (final Exception e) {
      throw ended(context, e);
    }
  }

  /** Some clients write absent bytes as empty ones. */
  private static boolean isFirst(final InitRequest request) {
    return request.executionId() == null || request.executionId().length == 0;
  }

  private SharedExecution join(final ResolvedCall call, final byte[] id) {
    try {
      return executions.join(id);
    } catch (final Executions.GoneException e) {
      throw VgiErrors.notFound(
          "The execution of '" + call.name() + "' does not exist or has ended long ago");
    }
  }

  /** Functions here are not divided: their one split has an empty token. */
  private static void checkSplits(final List<byte[]> tokens) {
    if (tokens != null && (tokens.size() != 1 || tokens.getFirst().length != 0)) {
      throw VgiErrors.invalid("[SPLIT_TOKEN_INVALID] the split was not planned by this worker");
    }
  }

  private static RuntimeException ended(final ScanContext context, final Exception e) {
    context.close();
    return e instanceof RuntimeException r ? r : CallResolver.failed(e);
  }
}
