package dev.millrace.codec.stream;

/** What a reader found in the bytes it has. */
public enum Event {
  /** Not enough bytes for anything further. */
  NEED_INPUT,
  /** The schema of a stream. */
  SCHEMA,
  /** A record batch. */
  BATCH,
  /** The end-of-stream mark. */
  END
}
