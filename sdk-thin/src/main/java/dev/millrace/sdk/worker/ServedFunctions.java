package dev.millrace.sdk.worker;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.RpcStream;
import dev.millrace.sdk.function.Cardinality;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.FunctionCalls;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.sdk.vgi.call.InitRequest;
import dev.millrace.sdk.vgi.call.PlanResponse;
import dev.millrace.sdk.vgi.call.ScanSplit;
import dev.millrace.sdk.vgi.call.TableCardinality;
import dev.millrace.sdk.vgi.call.TableFunctionCardinalityRequest;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringRequest;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringResponse;
import dev.millrace.sdk.vgi.call.TableFunctionPlanRequest;
import dev.millrace.sdk.vgi.call.TableFunctionStatisticsRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Binds functions and starts their streams (clause VGI-4). */
interface ServedFunctions extends FunctionCalls {

  /** Resolves calls. */
  CallResolver resolver();

  /** Starts streams. */
  StreamStarter starter();

  @Override
  default BindResponse bind(final BindRequest request) {
    return new BindResponse(
        OneRow.writeSchema(resolver().resolve(request).output()),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  default RpcStream<GlobalInitResponse> init(final InitRequest request) {
    return starter().start(request);
  }

  @Override
  default PlanResponse tableFunctionPlan(final TableFunctionPlanRequest request) {
    table(request.bindCall());
    final ScanSplit whole =
        new ScanSplit(new byte[0], new byte[0], null, false, null, null, null, null, null, null);
    return new PlanResponse(
        List.of(RecordCodec.of(ScanSplit.class).toStream(whole)),
        null,
        null,
        null,
        null,
        1L,
        null,
        null,
        CatalogDocument.VERSION,
        "catalog",
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  default TableCardinality tableFunctionCardinality(final TableFunctionCardinalityRequest request) {
    final ResolvedCall call = table(request.bindCall());
    try {
      final Cardinality rows =
          call.function() instanceof TableFunction f
              ? f.cardinality(call.call())
              : Cardinality.UNKNOWN;
      return new TableCardinality(boxed(rows.estimate()), boxed(rows.max()));
    } catch (final RuntimeException e) {
      throw e;
    } catch (final Exception e) {
      throw CallResolver.failed(e);
    }
  }

  private static Long boxed(final OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  @Override
  default byte[] tableFunctionStatistics(final TableFunctionStatisticsRequest request) {
    final ResolvedCall call = table(request.bindCall());
    try {
      return call.function() instanceof TableFunction f
          ? StatisticsBatch.write(call.output(), f.statistics(call.call()))
          : null;
    } catch (final RuntimeException e) {
      throw e;
    } catch (final Exception e) {
      throw CallResolver.failed(e);
    }
  }

  @Override
  default TableFunctionDynamicToStringResponse tableFunctionDynamicToString(
      final TableFunctionDynamicToStringRequest request) {
    Map<String, String> lines;
    try {
      final ResolvedCall call = table(request.bindCall());
      lines = call.function() instanceof TableFunction f ? f.profile(call.call()) : Map.of();
    } catch (final RuntimeException e) {
      lines = Map.of(); // the query has its rows already: its profile must not make it fail
    }
    return new TableFunctionDynamicToStringResponse(
        List.copyOf(lines.keySet()), List.copyOf(lines.values()));
  }

  private ResolvedCall table(final byte[] bindCall) {
    final ResolvedCall call = resolver().resolve(bindCall);
    if (call.function() instanceof ScalarFunction) {
      throw VgiErrors.invalid("'" + call.name() + "' is no table function");
    }
    return call;
  }
}
