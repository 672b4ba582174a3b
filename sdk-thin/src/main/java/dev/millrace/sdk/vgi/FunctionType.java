package dev.millrace.sdk.vgi;

/** Kind of a function. The wire carries the name of the member. */
public enum FunctionType {
  /** One value for each row. */
  SCALAR,
  /** A table, with or without an input table. */
  TABLE,
  /** A table computed after all of an input table was seen. */
  TABLE_BUFFERING,
  /** One value for each group of rows. */
  AGGREGATE
}
