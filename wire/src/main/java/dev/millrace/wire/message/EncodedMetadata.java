package dev.millrace.wire.message;

import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The custom metadata that the messages of one template had last, with their bytes. Ticks, turns
 * and pointers into a segment repeat the same few objects, and to copy some bytes costs a tenth of
 * encoding them. Objects are compared, not what they hold; one that comes once leaves no bytes
 * behind.
 */
final class EncodedMetadata {
  /** Longer metadata is encoded every time. */
  static final int KEPT_LENGTH = 4096;

  /** A power of two. */
  private static final int KEPT = 4;

  private final Metadata[] known = new Metadata[KEPT];
  private final long[] lengths = new long[KEPT];
  private final boolean[] cameBefore = new boolean[KEPT];
  private final byte[][] images = new byte[KEPT][];
  private int oldest;

  /** Tells how many bytes {@link #put} writes, 0 for no entries. */
  long length(final Metadata custom) {
    return custom.isEmpty() ? 0 : lengths[slot(custom)];
  }

  /** Writes what {@link CustomMetadataEncoder#encode} does, with its arguments. */
  void put(
      final Metadata custom, final MemorySegment target, final long offset, final long vtable) {
    final int slot = slot(custom);
    if (images[slot] != null) {
      MemorySegment.copy(
          images[slot], 0, target, ValueLayout.JAVA_BYTE, offset, images[slot].length);
      return;
    }
    CustomMetadataEncoder.encode(custom, target, offset, vtable);
    if (cameBefore[slot] && lengths[slot] <= KEPT_LENGTH) {
      final byte[] image = new byte[(int) lengths[slot]];
      MemorySegment.copy(target, ValueLayout.JAVA_BYTE, offset, image, 0, image.length);
      images[slot] = image;
    }
    cameBefore[slot] = true;
  }

  private int slot(final Metadata custom) {
    for (int i = 0; i < KEPT; i++) {
      if (known[i] == custom) {
        return i;
      }
    }
    final long length = CustomMetadataEncoder.length(custom);
    final int slot = oldest;
    oldest = (slot + 1) & (KEPT - 1);
    known[slot] = custom;
    lengths[slot] = length;
    images[slot] = null;
    cameBefore[slot] = false;
    return slot;
  }
}
