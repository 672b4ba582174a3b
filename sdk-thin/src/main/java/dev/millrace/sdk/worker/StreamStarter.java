package dev.millrace.sdk.worker;

import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.RpcStream;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.TableOutput;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.sdk.storage.Executions;
import dev.millrace.sdk.storage.SharedExecution;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.InitPhase;
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
    final boolean transforms = call.function() instanceof TableInOutFunction;
    final InitPhase phase = request.phase();
    if (phase != null
        && !(transforms && (phase == InitPhase.INPUT || phase == InitPhase.FINALIZE))) {
      throw VgiErrors.invalid("'" + call.name() + "' has no phase " + phase);
    }
    return switch (call.function()) {
      case ScalarFunction f -> scalar(f, call, request);
      case TableFunction f -> table(f, call, request);
      case TableInOutFunction f ->
          phase == InitPhase.FINALIZE ? rest(f, call, request) : transform(f, call, request);
    };
  }

  private RpcStream<GlobalInitResponse> scalar(
      final ScalarFunction function, final ResolvedCall call, final InitRequest request) {
    final byte[] id = isFirst(request) ? executions.newId() : request.executionId();
    final ScanContext context =
        new ScanContext(
            call,
            Projection.of(call.output(), null),
            request.rowLimit(),
            executions,
            id,
            null,
            true);
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
        new ScanContext(
            call, projection, request.rowLimit(), executions, id, shared, shared == null);
    try {
      if (first) {
        function.begin(context);
      }
      final TableProducer producer = function.open(context);
      return ProducerStream.of(
          projection.output(),
          new GlobalInitResponse(id, null, workers),
          new ScanStream(producer, context, toProject(function, projection)));
    } catch (final Exception e) {
      throw ended(context, e);
    }
  }

  private RpcStream<GlobalInitResponse> transform(
      final TableInOutFunction function, final ResolvedCall call, final InitRequest request) {
    final boolean first = isFirst(request);
    final boolean finalizes = function.declaration().hasFinalize();
    final byte[] id = first ? executions.newId() : ofExecution(call, request);
    final Projection projection = Projection.of(call.output(), request.projectionIds());
    final ScanContext context =
        new ScanContext(
            call,
            projection,
            request.rowLimit(),
            executions,
            id,
            null,
            first && !finalizes && function.maxWorkers() == 1);
    try {
      return ExchangeStream.of(
          call.call().input(),
          projection.output(),
          new GlobalInitResponse(id, null, Math.max(1, function.maxWorkers())),
          new TransformStream(
              function.open(context),
              context,
              toProject(function, projection),
              finalizes ? new FinalizeState(context, request.substreamId()) : null));
    } catch (final Exception e) {
      throw ended(context, e);
    }
  }

  /** What a table-in-out function gives after its input; nothing for one that declares so. */
  private RpcStream<GlobalInitResponse> rest(
      final TableInOutFunction function, final ResolvedCall call, final InitRequest request) {
    if (isFirst(request)) {
      throw VgiErrors.invalid("a finalize of '" + call.name() + "' without its execution");
    }
    final byte[] id = ofExecution(call, request);
    final Projection projection = Projection.of(call.output(), request.projectionIds());
    final ScanContext context =
        new ScanContext(
            call, projection, request.rowLimit(), executions, id, null, function.maxWorkers() == 1);
    try {
      final TableProducer producer =
          function.declaration().hasFinalize()
              ? function.openFinalize(
                  context, new FinalizeState(context, request.substreamId()).take())
              : TableOutput::finish;
      return ProducerStream.of(
          projection.output(),
          new GlobalInitResponse(id, null, 1),
          new ScanStream(producer, context, toProject(function, projection)));
    } catch (final Exception e) {
      throw ended(context, e);
    }
  }

  private static Projection toProject(final VgiFunction function, final Projection projection) {
    return projection.isIdentity() || function.declaration().projects() ? null : projection;
  }

  /** The storage of these executions is made by whoever needs it first. */
  private static byte[] ofExecution(final ResolvedCall call, final InitRequest request) {
    if (request.executionId().length != Executions.ID_LENGTH) {
      throw gone(call);
    }
    return request.executionId();
  }

  /** Some clients write absent bytes as empty ones. */
  private static boolean isFirst(final InitRequest request) {
    return request.executionId() == null || request.executionId().length == 0;
  }

  private SharedExecution join(final ResolvedCall call, final byte[] id) {
    try {
      return executions.join(id);
    } catch (final Executions.GoneException e) {
      throw gone(call);
    }
  }

  private static RpcException gone(final ResolvedCall call) {
    return VgiErrors.notFound(
        "The execution of '" + call.name() + "' does not exist or has ended long ago");
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
