package dev.millrace.sdk.vgi;

/** Kind of a macro. The wire carries the name of the member. */
public enum MacroType {
  /** Expands to an expression. */
  SCALAR,
  /** Expands to a query. */
  TABLE
}
