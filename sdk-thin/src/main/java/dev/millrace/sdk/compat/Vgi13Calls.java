package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.dispatch.RpcStream;
import dev.millrace.sdk.vgi.aggregate.AggregateBindResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateCombineResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateDestructorResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateFinalizeResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingChunkResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingCloseResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingOpenResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateUpdateResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowBatchResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowDestructorResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowInitResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingCombineResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessResponse;
import dev.millrace.sdk.vgi.call.TableCardinality;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringResponse;

/** Methods of VGI 1.3.0 that bind and run functions. Each request is a record in a stream. */
interface Vgi13Calls {

  @Nullable
  BindAnswer bind(byte[] request);

  RpcStream<InitHeader> init(byte[] request);

  @Nullable
  TableCardinality tableFunctionCardinality(byte[] request);

  @Nullable
  byte[] tableFunctionStatistics(byte[] request);

  @Nullable
  TableFunctionDynamicToStringResponse tableFunctionDynamicToString(byte[] request);

  @Nullable
  AggregateBindResponse aggregateBind(byte[] request);

  @Nullable
  AggregateUpdateResponse aggregateUpdate(byte[] request);

  @Nullable
  AggregateCombineResponse aggregateCombine(byte[] request);

  @Nullable
  AggregateFinalizeResponse aggregateFinalize(byte[] request);

  @Nullable
  AggregateDestructorResponse aggregateDestructor(byte[] request);

  @Nullable
  TableBufferingProcessResponse tableBufferingProcess(byte[] request);

  @Nullable
  TableBufferingCombineResponse tableBufferingCombine(byte[] request);

  @Nullable
  TableBufferingDestructorResponse tableBufferingDestructor(byte[] request);

  @Nullable
  AggregateWindowInitResponse aggregateWindowInit(byte[] request);

  @Nullable
  AggregateWindowResponse aggregateWindow(byte[] request);

  @Nullable
  AggregateWindowDestructorResponse aggregateWindowDestructor(byte[] request);

  @Nullable
  AggregateWindowBatchResponse aggregateWindowBatch(byte[] request);

  @Nullable
  AggregateStreamingOpenResponse aggregateStreamingOpen(byte[] request);

  @Nullable
  AggregateStreamingChunkResponse aggregateStreamingChunk(byte[] request);

  @Nullable
  AggregateStreamingCloseResponse aggregateStreamingClose(byte[] request);
}
