package dev.millrace.dispatch;

/** Level of an in-band log message. The enum names are the wire names ([RPC-30]). */
public enum LogLevel {
  /** Finest detail. */
  TRACE,
  /** For whoever looks for a defect. */
  DEBUG,
  /** Normal progress. */
  INFO,
  /** Something unexpected that the call survives. */
  WARN,
  /** Something failed; the call may still answer. */
  ERROR
}
