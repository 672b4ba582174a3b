package dev.millrace.dispatch.error;

/** Kinds the framework itself raises on byte transports, with the one code each has ([ERR-5]). */
public enum ErrorKind {
  /** A hosted protocol lacks the method. */
  METHOD_NOT_IMPLEMENTED("method_not_implemented", ErrorCode.UNIMPLEMENTED),
  /** The request names no protocol. */
  PROTOCOL_NOT_SPECIFIED("protocol_not_specified", ErrorCode.INVALID_ARGUMENT),
  /** The request names a protocol that is not hosted here. */
  PROTOCOL_NOT_SUPPORTED("protocol_not_supported", ErrorCode.UNIMPLEMENTED),
  /** Both sides have the protocol, in versions that do not fit. */
  PROTOCOL_VERSION_MISMATCH("protocol_version_mismatch", ErrorCode.FAILED_PRECONDITION);

  private final String wireName;
  private final ErrorCode code;

  ErrorKind(final String wireName, final ErrorCode code) {
    this.wireName = wireName;
    this.code = code;
  }

  /**
   * Gives the token of the wire.
   *
   * @return the kind
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Gives the code that belongs to the kind.
   *
   * @return the code
   */
  public ErrorCode code() {
    return code;
  }
}
