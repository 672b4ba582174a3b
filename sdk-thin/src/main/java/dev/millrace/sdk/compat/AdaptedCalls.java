package dev.millrace.sdk.compat;

import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.RpcStream;
import dev.millrace.dispatch.ServedExchange;
import dev.millrace.dispatch.ServedProducer;
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
import dev.millrace.sdk.vgi.buffering.TableBufferingCombineRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingCombineResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessResponse;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.sdk.vgi.call.InitRequest;
import dev.millrace.sdk.vgi.call.TableCardinality;
import dev.millrace.sdk.vgi.call.TableFunctionCardinalityRequest;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringRequest;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringResponse;
import dev.millrace.sdk.vgi.call.TableFunctionStatisticsRequest;

/** Binds and runs functions of the internal model. */
interface AdaptedCalls extends Vgi13Calls, Adapted {

  @Override
  default BindAnswer bind(final byte[] request) {
    return BindAnswer.of(current().bind(requests().read(BindRequest.class, request)));
  }

  @Override
  default RpcStream<InitHeader> init(final byte[] request) {
    final RpcStream<GlobalInitResponse> stream =
        current().init(requests().read(InitRequest.class, request));
    final GlobalInitResponse opened = stream.header();
    final InitHeader header =
        new InitHeader(opened.executionId(), opened.opaqueData(), opened.maxWorkers());
    return switch (stream) {
      case ServedProducer<?> s -> ProducerStream.of(s.output(), header, s.producer());
      case ServedExchange<?> s -> ExchangeStream.of(s.input(), s.output(), header, s.exchange());
      default -> throw new IllegalStateException("a stream that nobody serves: " + stream);
    };
  }

  @Override
  default TableCardinality tableFunctionCardinality(final byte[] request) {
    return current()
        .tableFunctionCardinality(requests().read(TableFunctionCardinalityRequest.class, request));
  }

  @Override
  default byte[] tableFunctionStatistics(final byte[] request) {
    return current()
        .tableFunctionStatistics(requests().read(TableFunctionStatisticsRequest.class, request));
  }

  @Override
  default TableFunctionDynamicToStringResponse tableFunctionDynamicToString(final byte[] request) {
    return current()
        .tableFunctionDynamicToString(
            requests().read(TableFunctionDynamicToStringRequest.class, request));
  }

  @Override
  default AggregateBindResponse aggregateBind(final byte[] request) {
    return current().aggregateBind(requests().read(AggregateBindRequest.class, request));
  }

  @Override
  default AggregateUpdateResponse aggregateUpdate(final byte[] request) {
    return current().aggregateUpdate(requests().read(AggregateUpdateRequest.class, request));
  }

  @Override
  default AggregateCombineResponse aggregateCombine(final byte[] request) {
    return current().aggregateCombine(requests().read(AggregateCombineRequest.class, request));
  }

  @Override
  default AggregateFinalizeResponse aggregateFinalize(final byte[] request) {
    return current().aggregateFinalize(requests().read(AggregateFinalizeRequest.class, request));
  }

  @Override
  default AggregateDestructorResponse aggregateDestructor(final byte[] request) {
    return current()
        .aggregateDestructor(requests().read(AggregateDestructorRequest.class, request));
  }

  @Override
  default TableBufferingProcessResponse tableBufferingProcess(final byte[] request) {
    return current()
        .tableBufferingProcess(requests().read(TableBufferingProcessRequest.class, request));
  }

  @Override
  default TableBufferingCombineResponse tableBufferingCombine(final byte[] request) {
    return current()
        .tableBufferingCombine(requests().read(TableBufferingCombineRequest.class, request));
  }

  @Override
  default TableBufferingDestructorResponse tableBufferingDestructor(final byte[] request) {
    return current()
        .tableBufferingDestructor(requests().read(TableBufferingDestructorRequest.class, request));
  }

  @Override
  default AggregateWindowInitResponse aggregateWindowInit(final byte[] request) {
    return current()
        .aggregateWindowInit(requests().read(AggregateWindowInitRequest.class, request));
  }

  @Override
  default AggregateWindowResponse aggregateWindow(final byte[] request) {
    return current().aggregateWindow(requests().read(AggregateWindowRequest.class, request));
  }

  @Override
  default AggregateWindowDestructorResponse aggregateWindowDestructor(final byte[] request) {
    return current()
        .aggregateWindowDestructor(
            requests().read(AggregateWindowDestructorRequest.class, request));
  }

  @Override
  default AggregateWindowBatchResponse aggregateWindowBatch(final byte[] request) {
    return current()
        .aggregateWindowBatch(requests().read(AggregateWindowBatchRequest.class, request));
  }

  @Override
  default AggregateStreamingOpenResponse aggregateStreamingOpen(final byte[] request) {
    return current()
        .aggregateStreamingOpen(requests().read(AggregateStreamingOpenRequest.class, request));
  }

  @Override
  default AggregateStreamingChunkResponse aggregateStreamingChunk(final byte[] request) {
    return current()
        .aggregateStreamingChunk(requests().read(AggregateStreamingChunkRequest.class, request));
  }

  @Override
  default AggregateStreamingCloseResponse aggregateStreamingClose(final byte[] request) {
    return current()
        .aggregateStreamingClose(requests().read(AggregateStreamingCloseRequest.class, request));
  }
}
