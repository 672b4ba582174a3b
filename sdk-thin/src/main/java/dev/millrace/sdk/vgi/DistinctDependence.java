package dev.millrace.sdk.vgi;

/**
 * Whether an aggregate changes when duplicates are removed. The wire carries the name of the
 * member.
 */
public enum DistinctDependence {
  /** It does. */
  DISTINCT_DEPENDENT,
  /** It does not. */
  NOT_DISTINCT_DEPENDENT
}
