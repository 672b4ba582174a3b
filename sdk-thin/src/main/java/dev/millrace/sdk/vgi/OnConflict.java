package dev.millrace.sdk.vgi;

/** What creating something does when its name is taken. The wire carries the name of the member. */
public enum OnConflict {
  /** Fails. */
  ERROR,
  /** Keeps what is there. */
  IGNORE,
  /** Replaces what is there. */
  REPLACE
}
