package dev.millrace.codec.value;

/** Where a value is declared, which decides how a record travels [VAL-5]. */
public enum Level {
  /** A parameter or result of a call: a record is binary, a complete IPC stream. */
  CALL,
  /** Inside a record, a list or a map: a record is a struct. */
  NESTED
}
