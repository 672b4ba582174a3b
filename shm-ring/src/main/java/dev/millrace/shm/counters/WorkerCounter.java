package dev.millrace.shm.counters;

/**
 * The counters of a worker. The ordinal is the counter's id in the file; new ones are added at the
 * end.
 */
public enum WorkerCounter {
  /** Connections that were accepted since the start. */
  CONNECTIONS("connections"),
  /** Connections that are open now. */
  CONNECTIONS_OPEN("connections-open"),
  /** Requests that were read whole. */
  REQUESTS("requests"),
  /** Streams that were opened. */
  STREAMS("streams"),
  /** Batches received: parameters, ticks and stream inputs. */
  BATCHES_IN("batches-in"),
  /** Data batches sent: results and stream outputs. */
  BATCHES_OUT("batches-out"),
  /** Rows received. */
  ROWS_IN("rows-in"),
  /** Rows sent. */
  ROWS_OUT("rows-out"),
  /** Bytes of column data received, inline and by pointer. */
  BYTES_IN("bytes-in"),
  /** Bytes of column data sent, inline and by pointer. */
  BYTES_OUT("bytes-out"),
  /** Batches received by pointer into the segment. */
  POINTERS_IN("pointer-batches-in"),
  /** Batches sent by pointer into the segment. */
  POINTERS_OUT("pointer-batches-out"),
  /** Batches that were to go by pointer and went inline because the segment had no room. */
  INLINE_FALLBACKS("inline-fallbacks"),
  /** Bytes of batches that were copied on their way into or out of the segment. */
  COPIED_BYTES("copied-bytes"),
  /** Batches received by pointer that this worker has not freed yet. */
  ALLOCATIONS_LIVE("allocations-live"),
  /** Connections that switched to the ring transport. */
  RINGS("rings"),
  /** Streams that were cancelled by the client. */
  CANCELLED("cancelled"),
  /** Errors without a more precise code, or with code UNKNOWN. */
  ERRORS_UNKNOWN("errors UNKNOWN"),
  /** Errors CANCELLED. */
  ERRORS_CANCELLED("errors CANCELLED"),
  /** Errors INVALID_ARGUMENT. */
  ERRORS_INVALID_ARGUMENT("errors INVALID_ARGUMENT"),
  /** Errors DEADLINE_EXCEEDED. */
  ERRORS_DEADLINE_EXCEEDED("errors DEADLINE_EXCEEDED"),
  /** Errors NOT_FOUND. */
  ERRORS_NOT_FOUND("errors NOT_FOUND"),
  /** Errors ALREADY_EXISTS. */
  ERRORS_ALREADY_EXISTS("errors ALREADY_EXISTS"),
  /** Errors PERMISSION_DENIED. */
  ERRORS_PERMISSION_DENIED("errors PERMISSION_DENIED"),
  /** Errors RESOURCE_EXHAUSTED. */
  ERRORS_RESOURCE_EXHAUSTED("errors RESOURCE_EXHAUSTED"),
  /** Errors FAILED_PRECONDITION. */
  ERRORS_FAILED_PRECONDITION("errors FAILED_PRECONDITION"),
  /** Errors ABORTED. */
  ERRORS_ABORTED("errors ABORTED"),
  /** Errors OUT_OF_RANGE. */
  ERRORS_OUT_OF_RANGE("errors OUT_OF_RANGE"),
  /** Errors UNIMPLEMENTED. */
  ERRORS_UNIMPLEMENTED("errors UNIMPLEMENTED"),
  /** Errors INTERNAL. */
  ERRORS_INTERNAL("errors INTERNAL"),
  /** Errors UNAVAILABLE. */
  ERRORS_UNAVAILABLE("errors UNAVAILABLE"),
  /** Errors DATA_LOSS. */
  ERRORS_DATA_LOSS("errors DATA_LOSS"),
  /** Errors UNAUTHENTICATED. */
  ERRORS_UNAUTHENTICATED("errors UNAUTHENTICATED"),
  /** Requests and stream inputs whose bytes were wrong. */
  ERRORS_MALFORMED("errors malformed");

  private final String label;

  WorkerCounter(final String label) {
    this.label = label;
  }

  /**
   * Tells the name under which the counter is shown.
   *
   * @return a short label
   */
  public String label() {
    return label;
  }

  /**
   * Finds the counter of an error code of the protocol.
   *
   * @param code a code name such as {@code NOT_FOUND}
   * @return its counter; that of UNKNOWN for a name that is none
   */
  public static WorkerCounter ofError(final String code) {
    for (final WorkerCounter counter : values()) {
      if (counter.label.startsWith("errors ") && counter.label.substring(7).equals(code)) {
        return counter;
      }
    }
    return ERRORS_UNKNOWN;
  }
}
