package dev.millrace.sdk.vgi;

/**
 * How a table function's batches relate to its partition columns. The wire carries the name of the
 * member.
 */
public enum PartitionKind {
  /** Not at all. */
  NOT_PARTITIONED,
  /** Each batch holds one value. */
  SINGLE_VALUE_PARTITIONS,
  /** Each batch holds a range; ranges may overlap. */
  OVERLAPPING_PARTITIONS,
  /** Each batch holds a range; ranges don't overlap. */
  DISJOINT_PARTITIONS
}
