package dev.millrace.sdk.vgi;

/** What the order of a function's rows means. The wire carries the name of the member. */
public enum OrderPreservation {
  /** Insertion order of each stream matters. */
  PRESERVES_ORDER,
  /** Nothing. */
  NO_ORDER_GUARANTEE,
  /** The rows have one order; a scan is not divided. */
  FIXED_ORDER
}
