package dev.millrace.dispatch.error;

/**
 * What class of failure an error is. The set is closed; the enum names are the wire values
 * ([ERR-3]).
 */
public enum ErrorCode {
  /** The caller gave up. */
  CANCELLED,
  /** Not classified. */
  UNKNOWN,
  /** The arguments are wrong whatever the state of the server. */
  INVALID_ARGUMENT,
  /** Time ran out. */
  DEADLINE_EXCEEDED,
  /** What was asked for does not exist. */
  NOT_FOUND,
  /** What was to be made exists. */
  ALREADY_EXISTS,
  /** The caller may not do this. */
  PERMISSION_DENIED,
  /** A quota or capacity is used up. */
  RESOURCE_EXHAUSTED,
  /** The server is not in the state the call needs. */
  FAILED_PRECONDITION,
  /** A conflict ended the call. */
  ABORTED,
  /** A value is past the valid range. */
  OUT_OF_RANGE,
  /** Not there in this server. */
  UNIMPLEMENTED,
  /** An invariant of the server is broken. */
  INTERNAL,
  /** Not available now; trying again may help. */
  UNAVAILABLE,
  /** Data is lost or corrupted. */
  DATA_LOSS,
  /** The caller is not known. */
  UNAUTHENTICATED;

  /**
   * Reads a wire value.
   *
   * @param text the value
   * @return the code, {@link #UNKNOWN} for a text outside the set
   */
  public static ErrorCode of(final String text) {
    for (final ErrorCode code : values()) {
      if (code.name().equals(text)) {
        return code;
      }
    }
    return UNKNOWN;
  }
}
