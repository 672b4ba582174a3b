package dev.millrace.sdk.vgi;

/**
 * Which stream of an execution an init opens; absent for scalar functions and plain scans. The wire
 * carries the name of the member.
 */
public enum InitPhase {
  /** Input rows of a table-in-out function. */
  INPUT,
  /** What a table-in-out function gives after its input. */
  FINALIZE,
  /** The sink of a buffered function; only the header matters. */
  TABLE_BUFFERING,
  /** A source stream of a buffered function. */
  TABLE_BUFFERING_FINALIZE
}
