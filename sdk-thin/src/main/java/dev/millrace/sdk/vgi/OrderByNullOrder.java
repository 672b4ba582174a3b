package dev.millrace.sdk.vgi;

/** Place of NULLs in an ordering. The wire carries the name of the member. */
public enum OrderByNullOrder {
  /** Before all values. */
  NULLS_FIRST,
  /** After all values. */
  NULLS_LAST
}
