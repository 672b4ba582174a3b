package dev.millrace.sdk.vgi;

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

/**
 * Methods of {@code vgi.v2} for aggregate functions: plain, over windows and as running sessions.
 * Parameters called {@code request} and record results travel as one-row streams.
 */
public interface AggregateCalls {

  /**
   * Resolves a call of an aggregate function and begins its execution.
   *
   * @param request the request
   * @return result column and execution
   */
  AggregateBindResponse aggregateBind(AggregateBindRequest request);

  /**
   * Feeds rows into group states.
   *
   * @param request the request
   * @return nothing more
   */
  AggregateUpdateResponse aggregateUpdate(AggregateUpdateRequest request);

  /**
   * Merges group states.
   *
   * @param request the request
   * @return nothing more
   */
  AggregateCombineResponse aggregateCombine(AggregateCombineRequest request);

  /**
   * Reads the results of groups.
   *
   * @param request the request
   * @return one result row a group
   */
  AggregateFinalizeResponse aggregateFinalize(AggregateFinalizeRequest request);

  /**
   * Drops the group states of an execution.
   *
   * @param request the request
   * @return nothing more
   */
  AggregateDestructorResponse aggregateDestructor(AggregateDestructorRequest request);

  /**
   * Takes one window partition.
   *
   * @param request the request
   * @return nothing more
   */
  AggregateWindowInitResponse aggregateWindowInit(AggregateWindowInitRequest request);

  /**
   * Computes one row of a window partition.
   *
   * @param request the request
   * @return one result row
   */
  AggregateWindowResponse aggregateWindow(AggregateWindowRequest request);

  /**
   * Drops a window partition.
   *
   * @param request the request
   * @return nothing more
   */
  AggregateWindowDestructorResponse aggregateWindowDestructor(
      AggregateWindowDestructorRequest request);

  /**
   * Computes consecutive rows of a window partition.
   *
   * @param request the request
   * @return one result row each
   */
  AggregateWindowBatchResponse aggregateWindowBatch(AggregateWindowBatchRequest request);

  /**
   * Opens a session of running values.
   *
   * @param request the request
   * @return its name
   */
  AggregateStreamingOpenResponse aggregateStreamingOpen(AggregateStreamingOpenRequest request);

  /**
   * Feeds ordered rows into a session.
   *
   * @param request the request
   * @return one running value a row
   */
  AggregateStreamingChunkResponse aggregateStreamingChunk(AggregateStreamingChunkRequest request);

  /**
   * Ends a session.
   *
   * @param request the request
   * @return nothing more
   */
  AggregateStreamingCloseResponse aggregateStreamingClose(AggregateStreamingCloseRequest request);
}
