package dev.millrace.shm.state;

import java.lang.foreign.ValueLayout;

/**
 * Layout of a state file. Native byte order, since it never leaves the machine; every field that
 * processes race for is an aligned long.
 *
 * <pre>
 *  +-----------------------------+
 *  |  Magic and version          |   0
 *  |  Cursor: next free byte     |   64   getAndAdd
 *  |  Reserved: bytes on disk    |  128   grows only
 *  |  Users: 64 x {pid, start}   |  192   CAS on pid, 0 = free
 *  +-----------------------------+
 *  |  Buckets: 4096 heads        |  2048  CAS, 0 = empty
 *  +-----------------------------+
 *  |  Entries and values,        |  34816
 *  |  8-aligned, never moved    ...
 *  +-----------------------------+
 *
 *  entry:  next | kind, hash | namespace length, key length | word 0 | word 1 | namespace, key
 *  value:  next | id | length | bytes
 * </pre>
 */
final class StateFileDescriptor {
  static final long MAGIC = 0x3130_5354_4c4c_494dL; // "MILLST01"

  static final long MAGIC_OFFSET = 0;
  static final long CURSOR_OFFSET = 64;
  static final long RESERVED_OFFSET = 128;
  static final long USERS_OFFSET = 192;
  static final int USERS = 64;
  static final long USER_LENGTH = 16;
  static final long BUCKETS_OFFSET = 2048;
  static final int BUCKETS = 4096;
  static final long DATA_OFFSET = BUCKETS_OFFSET + BUCKETS * 8L;

  static final long ENTRY_NEXT = 0;
  static final long ENTRY_KIND = 8;
  static final long ENTRY_HASH = 12;
  static final long ENTRY_NAMESPACE_LENGTH = 16;
  static final long ENTRY_KEY_LENGTH = 20;
  static final long ENTRY_WORD_0 = 24;
  static final long ENTRY_WORD_1 = 32;
  static final long ENTRY_BYTES = 40;

  static final long VALUE_NEXT = 0;
  static final long VALUE_ID = 8;
  static final long VALUE_LENGTH = 16;
  static final long VALUE_BYTES = 24;

  static final int KIND_COUNTER = 1;
  static final int KIND_PAIR = 2;
  static final int KIND_LOG = 3;
  static final int KIND_QUEUE = 4;

  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private StateFileDescriptor() {}

  static long bucketOffset(final int hash) {
    return BUCKETS_OFFSET + (hash & (BUCKETS - 1)) * 8L;
  }

  static long userOffset(final int slot) {
    return USERS_OFFSET + slot * USER_LENGTH;
  }

  static long align(final long length) {
    return (length + 7) & -8L;
  }
}
