package dev.millrace.codec.stream;

/** How the buffers of a message body are compressed. */
public enum Compression {
  /** Not at all; what local transports want. */
  NONE,
  /** LZ4 frames. */
  LZ4_FRAME,
  /** Zstandard. */
  ZSTD
}
