package dev.millrace.sdk.worker;

import dev.millrace.sdk.vgi.AggregateCalls;
import dev.millrace.sdk.vgi.aggregate.AggregateBindRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateBindResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateCombineRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateCombineResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateDestructorRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateDestructorResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateFinalizeRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateFinalizeResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingChunkRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingChunkResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingCloseRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingCloseResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingOpenRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingOpenResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateUpdateRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateUpdateResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowBatchRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowBatchResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowDestructorRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowDestructorResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowInitRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowInitResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowRequest;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowResponse;

/** Answers for a worker that has no aggregate functions. */
interface NoAggregates extends AggregateCalls {

  @Override
  default AggregateBindResponse aggregateBind(final AggregateBindRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateUpdateResponse aggregateUpdate(final AggregateUpdateRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateCombineResponse aggregateCombine(final AggregateCombineRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateFinalizeResponse aggregateFinalize(final AggregateFinalizeRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateDestructorResponse aggregateDestructor(
      final AggregateDestructorRequest request) {
    return new AggregateDestructorResponse(); // best effort: nothing to drop
  }

  @Override
  default AggregateWindowInitResponse aggregateWindowInit(
      final AggregateWindowInitRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateWindowResponse aggregateWindow(final AggregateWindowRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateWindowDestructorResponse aggregateWindowDestructor(
      final AggregateWindowDestructorRequest request) {
    return new AggregateWindowDestructorResponse(); // best effort: nothing to drop
  }

  @Override
  default AggregateWindowBatchResponse aggregateWindowBatch(
      final AggregateWindowBatchRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateStreamingOpenResponse aggregateStreamingOpen(
      final AggregateStreamingOpenRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateStreamingChunkResponse aggregateStreamingChunk(
      final AggregateStreamingChunkRequest request) {
    throw VgiErrors.notFound("No aggregate function '" + request.functionName() + "'");
  }

  @Override
  default AggregateStreamingCloseResponse aggregateStreamingClose(
      final AggregateStreamingCloseRequest request) {
    return new AggregateStreamingCloseResponse(); // best effort: nothing to drop
  }
}
