package dev.millrace.codec.compress;

/**
 * Writes bits upwards, the first at the lowest place. A stream that is read from its end down ends
 * with a set bit. The array must have 8 bytes of room after the stream.
 */
final class BitWriter {
  private byte[] out;
  private int at;
  private long pending;
  private int count;

  void begin(final byte[] target, final int from) {
    out = target;
    at = from;
    pending = 0;
    count = 0;
  }

  /** Adds bits; 56 in all fit between two calls of {@link #flush}. */
  void add(final int value, final int bits) {
    pending |= (value & (1L << bits) - 1) << count;
    count += bits;
  }

  /** Writes whole bytes, so that at most 7 bits are pending. */
  void flush() {
    ZstdFormat.LONG.set(out, at, pending);
    final int bytes = count >>> 3;
    at += bytes;
    pending >>>= bytes << 3;
    count &= 7;
  }

  /** Ends a stream that is read upwards; returns where it ends. */
  int finish() {
    flush();
    return at + (count > 0 ? 1 : 0);
  }

  /** Ends a stream that is read downwards; returns where it ends. */
  int finishMarked() {
    add(1, 1);
    return finish();
  }
}
