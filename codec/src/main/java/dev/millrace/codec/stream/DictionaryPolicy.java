package dev.millrace.codec.stream;

/** What a writer sends when a dictionary grew since it was sent. */
public enum DictionaryPolicy {
  /** The whole dictionary again: every reader understands that. */
  REPLACE,
  /**
   * The new values only, where the source can tell them apart; not every reader of the format
   * understands that.
   */
  DELTA
}
