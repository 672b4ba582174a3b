package dev.millrace.sdk.worker;

import dev.millrace.sdk.vgi.BufferingCalls;
import dev.millrace.sdk.vgi.buffering.TableBufferingCombineRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingCombineResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessResponse;

/** Answers for a worker that has no buffered table functions. */
interface NoBuffering extends BufferingCalls {

  @Override
  default TableBufferingProcessResponse tableBufferingProcess(
      final TableBufferingProcessRequest request) {
    throw VgiErrors.notFound("No buffered table function '" + request.functionName() + "'");
  }

  @Override
  default TableBufferingCombineResponse tableBufferingCombine(
      final TableBufferingCombineRequest request) {
    throw VgiErrors.notFound("No buffered table function '" + request.functionName() + "'");
  }

  @Override
  default TableBufferingDestructorResponse tableBufferingDestructor(
      final TableBufferingDestructorRequest request) {
    return new TableBufferingDestructorResponse(); // best effort: nothing to drop
  }
}
