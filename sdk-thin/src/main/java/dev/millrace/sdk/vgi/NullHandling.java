package dev.millrace.sdk.vgi;

/** Who deals with NULL arguments. The wire carries the name of the member. */
public enum NullHandling {
  /** NULL in, NULL out. */
  DEFAULT,
  /** The function decides. */
  SPECIAL
}
