package dev.millrace.sdk.vgi;

/** What an index enforces. The wire carries the name of the member. */
public enum IndexConstraintType {
  /** Nothing. */
  NONE,
  /** No two equal keys. */
  UNIQUE,
  /** The primary key. */
  PRIMARY
}
