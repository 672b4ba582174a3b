package dev.millrace.sdk.vgi;

/**
 * Whether an aggregate depends on the order of its input. The wire carries the name of the member.
 */
public enum OrderDependence {
  /** It does. */
  ORDER_DEPENDENT,
  /** It does not. */
  NOT_ORDER_DEPENDENT
}
