package dev.millrace.sdk.vgi;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.dispatch.RpcStream;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.sdk.vgi.call.InitRequest;
import dev.millrace.sdk.vgi.call.PlanResponse;
import dev.millrace.sdk.vgi.call.TableCardinality;
import dev.millrace.sdk.vgi.call.TableFunctionCardinalityRequest;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringRequest;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringResponse;
import dev.millrace.sdk.vgi.call.TableFunctionPlanRequest;
import dev.millrace.sdk.vgi.call.TableFunctionStatisticsRequest;

/**
 * Methods of {@code vgi.v2} that bind and run scalar and table functions (clause VGI-4). Parameters
 * called {@code request} and record results travel as one-row streams.
 */
public interface FunctionCalls {

  /**
   * Resolves a call: overload, argument checks, result columns. Has no side effects; engines repeat
   * it.
   *
   * @param request the request
   * @return the result columns, or a request for secrets
   */
  BindResponse bind(BindRequest request);

  /**
   * Opens a stream of an execution: an exchange for scalar functions, a producer for scans.
   *
   * @param request the request
   * @return the stream; its header names the execution
   */
  RpcStream<GlobalInitResponse> init(InitRequest request);

  /**
   * Divides a scan into splits.
   *
   * @param request the request
   * @return one page of splits
   */
  PlanResponse tableFunctionPlan(TableFunctionPlanRequest request);

  /**
   * Estimates the rows of a bound scan.
   *
   * @param request the request
   * @return the estimate, empty when unknown
   */
  TableCardinality tableFunctionCardinality(TableFunctionCardinalityRequest request);

  /**
   * Tells what is known about the columns of a bound scan.
   *
   * @param request the request
   * @return a statistics batch, or null when nothing is known
   */
  @Nullable
  byte[] tableFunctionStatistics(TableFunctionStatisticsRequest request);

  /**
   * Tells about a finished scan. Best effort: never fails.
   *
   * @param request the request
   * @return lines to print
   */
  TableFunctionDynamicToStringResponse tableFunctionDynamicToString(
      TableFunctionDynamicToStringRequest request);
}
