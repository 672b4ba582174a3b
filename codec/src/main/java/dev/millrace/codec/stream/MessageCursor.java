package dev.millrace.codec.stream;

import dev.millrace.codec.memory.GrowableRegion;
import dev.millrace.wire.Limits;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.message.MessageFlyweight;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The message at hand. Metadata of ordinary size is copied before it is verified, and what has the
 * same bytes as one of the last few is not verified again: calls and turns repeat theirs, batches
 * that travel by pointer take turns at two or three places of a segment, and a comparison costs a
 * tenth. Nor can a peer that shares the memory change the copy after the check.
 */
final class MessageCursor implements AutoCloseable {
  private static final int KEPT_LENGTH = 4096;

  /** Room for a prefix before the metadata, from where errors count. */
  private static final int STRIDE = KEPT_LENGTH + Long.BYTES;

  /** A power of two. */
  private static final int KEPT = 4;

  private static final int NOTHING = -1;

  private final Limits limits;
  private final MessageFlyweight passing;
  private final MessageFlyweight[] kept = new MessageFlyweight[KEPT];
  private final int[] lengths = new int[KEPT];
  private final int[] prefixes = new int[KEPT];
  private final long[] numbers = new long[KEPT];
  private final GrowableRegion copies = new GrowableRegion();
  private int last;
  private int oldest;
  private long numbered;
  private long number;

  MessageCursor(final Limits limits) {
    this.limits = limits;
    passing = new MessageFlyweight(limits);
    forget();
  }

  /**
   * Finds or verifies a message; arguments and errors are those of {@link MessageFlyweight#wrap}.
   *
   * @return the message, valid until the cursor is next asked
   */
  MessageFlyweight wrap(
      final MemorySegment segment, final long offset, final int length, final int prefix) {
    for (int i = 0; i < KEPT; i++) {
      final int slot = (last + i) & (KEPT - 1);
      if (length == lengths[slot]
          && prefix == prefixes[slot]
          && OffHeap.same(segment, offset, copies.segment(), place(slot) + prefix, length)) {
        last = slot;
        number = numbers[slot];
        return kept[slot];
      }
    }
    return length > KEPT_LENGTH
        ? wrapInPlace(segment, offset, length, prefix)
        : keep(segment, offset, length, prefix);
  }

  private MessageFlyweight keep(
      final MemorySegment segment, final long offset, final int length, final int prefix) {
    final int slot = oldest;
    if (kept[slot] == null) {
      kept[slot] = new MessageFlyweight(limits);
    }
    lengths[slot] = NOTHING;
    final MemorySegment copy = copies.atLeast(place(KEPT));
    final long at = place(slot) + prefix;
    MemorySegment.copy(segment, offset, copy, at, length);
    final MessageFlyweight message = kept[slot].wrap(copy, at, length, prefix);
    lengths[slot] = length;
    prefixes[slot] = prefix;
    numbers[slot] = ++numbered;
    number = numbered;
    last = slot;
    oldest = (slot + 1) & (KEPT - 1);
    return message;
  }

  /**
   * Tells messages apart.
   *
   * @return a positive number that only messages with the same metadata and prefix length share
   */
  long number() {
    return number;
  }

  /** The same for a message that does not repeat, or whose repetition is known otherwise. */
  MessageFlyweight wrapInPlace(
      final MemorySegment segment, final long offset, final int length, final int prefix) {
    number = ++numbered;
    return passing.wrap(segment, offset, length, prefix);
  }

  private static long place(final int slot) {
    return (long) slot * STRIDE;
  }

  private void forget() {
    Arrays.fill(lengths, NOTHING);
  }

  @Override
  public void close() {
    forget();
    copies.close();
  }
}
