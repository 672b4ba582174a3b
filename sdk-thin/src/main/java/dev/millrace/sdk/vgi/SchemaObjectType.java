package dev.millrace.sdk.vgi;

/** Kind of an object in a schema. The wire carries the name of the member. */
public enum SchemaObjectType {
  /** A table. */
  TABLE,
  /** A view. */
  VIEW,
  /** A scalar function. */
  SCALAR_FUNCTION,
  /** A table function, buffered ones included. */
  TABLE_FUNCTION,
  /** An aggregate function. */
  AGGREGATE_FUNCTION,
  /** A scalar macro. */
  SCALAR_MACRO,
  /** A table macro. */
  TABLE_MACRO,
  /** An index. */
  INDEX
}
