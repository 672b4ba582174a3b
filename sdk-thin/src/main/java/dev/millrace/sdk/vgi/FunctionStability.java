package dev.millrace.sdk.vgi;

/**
 * When a function may be called again with the same arguments and give something else. The wire
 * carries the name of the member.
 */
public enum FunctionStability {
  /** Never. */
  CONSISTENT,
  /** At any time. */
  VOLATILE,
  /** In another query. */
  CONSISTENT_WITHIN_QUERY
}
