package dev.millrace.shm.segment;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of a {@code VGIS} segment, clauses {@code SHM-1} to {@code SHM-3}. Little-endian.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                       Magic "VGIS"                            |   0
 *  +---------------------------------------------------------------+
 *  |                       Version = 1                             |   4
 *  +---------------------------------------------------------------+
 *  |            Data size = segment size - 65536                   |   8
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                  Number of allocations n                      |  16
 *  +---------------------------------------------------------------+
 *  |                       Zero                                    |  20
 *  +---------------------------------------------------------------+
 *  |            n entries {offset u64, length u64},                |  24
 *  |            ascending by offset, from segment start           ...
 *  +---------------------------------------------------------------+
 *  |                       Data                                   ...  65536
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class SegmentDescriptor {
  /** {@code "VGIS"} read as a little-endian int. */
  public static final int MAGIC = 'V' | 'G' << 8 | 'I' << 16 | 'S' << 24;

  /** The only layout version. */
  public static final int VERSION = 1;

  /** Bytes before the data region. */
  public static final long HEADER_LENGTH = 65536;

  /** Offset of the magic, an int. */
  public static final long MAGIC_OFFSET = 0;

  /** Offset of the version, an int. */
  public static final long VERSION_OFFSET = 4;

  /** Offset of the size of the data region, a long. */
  public static final long DATA_SIZE_OFFSET = 8;

  /** Offset of the number of entries, an int. */
  public static final long ALLOCATIONS_OFFSET = 16;

  /** Offset of the first entry. */
  public static final long ENTRIES_OFFSET = 24;

  /** Bytes of an entry: offset and length. */
  public static final long ENTRY_LENGTH = 16;

  /** Entries that fit in the header: 4094. */
  public static final int MAX_ALLOCATIONS = (int) ((HEADER_LENGTH - ENTRIES_OFFSET) / ENTRY_LENGTH);

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private SegmentDescriptor() {}

  /**
   * Finds an entry.
   *
   * @param index position of the entry
   * @return offset of its offset field; the length field follows 8 bytes later
   */
  public static long entryOffset(final int index) {
    return ENTRIES_OFFSET + index * ENTRY_LENGTH;
  }
}
