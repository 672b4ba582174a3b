package dev.millrace.sdk.vgi;

/** Direction of an ordering. The wire carries the name of the member. */
public enum OrderByDirection {
  /** Smallest first. */
  ASC,
  /** Largest first. */
  DESC
}
