package dev.millrace.codec.stream;

import dev.millrace.codec.memory.GrowableRegion;
import dev.millrace.wire.Limits;
import dev.millrace.wire.message.MessageFlyweight;
import java.lang.foreign.MemorySegment;

/**
 * The message at hand. Metadata of ordinary size is copied before it is verified, and what has the
 * same bytes as the last is not verified again: calls and turns repeat theirs, and a comparison
 * costs a tenth. Nor can a peer that shares the memory change the copy after the check.
 */
final class MessageCursor implements AutoCloseable {
  private static final int KEPT_LENGTH = 4096;
  private static final int NOTHING = -1;

  private final MessageFlyweight message;
  private final GrowableRegion copy = new GrowableRegion();
  private int keptLength = NOTHING;
  private int keptPrefix;

  MessageCursor(final Limits limits) {
    message = new MessageFlyweight(limits);
  }

  /** The flyweight that is moved. */
  MessageFlyweight message() {
    return message;
  }

  /** Moves to a message; arguments and errors are those of {@link MessageFlyweight#wrap}. */
  void wrap(final MemorySegment segment, final long offset, final int length, final int prefix) {
    if (length == keptLength
        && prefix == keptPrefix
        && MemorySegment.mismatch(
                segment, offset, offset + length, copy.segment(), prefix, prefix + length)
            < 0) {
      return;
    }
    if (length > KEPT_LENGTH) {
      wrapInPlace(segment, offset, length, prefix);
      return;
    }
    keptLength = NOTHING;
    final MemorySegment kept = copy.atLeast(KEPT_LENGTH + Long.BYTES);
    MemorySegment.copy(segment, offset, kept, prefix, length);
    message.wrap(kept, prefix, length, prefix);
    keptLength = length;
    keptPrefix = prefix;
  }

  /** The same for a message that does not repeat, or whose repetition is known otherwise. */
  void wrapInPlace(
      final MemorySegment segment, final long offset, final int length, final int prefix) {
    keptLength = NOTHING;
    message.wrap(segment, offset, length, prefix);
  }

  @Override
  public void close() {
    keptLength = NOTHING;
    copy.close();
  }
}
