package dev.millrace.sdk.vgi;

import dev.millrace.sdk.vgi.buffering.TableBufferingCombineRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingCombineResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessRequest;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessResponse;

/**
 * Methods of {@code vgi.v2} for table functions that see all of their input before they answer.
 * Parameters called {@code request} and record results travel as one-row streams.
 */
public interface BufferingCalls {

  /**
   * Takes one batch of a buffered function's input.
   *
   * @param request the request
   * @return the bucket that took it
   */
  TableBufferingProcessResponse tableBufferingProcess(TableBufferingProcessRequest request);

  /**
   * Merges the buckets when all input is there.
   *
   * @param request the request
   * @return the states to read from
   */
  TableBufferingCombineResponse tableBufferingCombine(TableBufferingCombineRequest request);

  /**
   * Drops the state of a buffered execution.
   *
   * @param request the request
   * @return nothing more
   */
  TableBufferingDestructorResponse tableBufferingDestructor(
      TableBufferingDestructorRequest request);
}
