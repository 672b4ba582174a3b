package dev.millrace.shm.state;

import static dev.millrace.shm.state.StateFileDescriptor.BUCKETS;
import static dev.millrace.shm.state.StateFileDescriptor.BUCKETS_OFFSET;
import static dev.millrace.shm.state.StateFileDescriptor.CURSOR_OFFSET;
import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_BYTES;
import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_HASH;
import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_KEY_LENGTH;
import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_KIND;
import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_NAMESPACE_LENGTH;
import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_NEXT;
import static dev.millrace.shm.state.StateFileDescriptor.INT;
import static dev.millrace.shm.state.StateFileDescriptor.bucketOffset;

import dev.millrace.wire.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The hash table of named entries: chains that only grow at their heads, by compare-and-set. An
 * entry, once linked, never moves or changes its name, so a reader needs no protection from
 * writers.
 */
final class StateEntries {
  private final StateFile file;

  StateEntries(final StateFile file) {
    this.file = file;
  }

  /** What {@link #forEach} calls. */
  interface Visitor {
    void entry(byte[] key, long offset);
  }

  long find(final int kind, final byte[] namespace, final byte[] key) {
    final int hash = hash(kind, namespace, key);
    return search(file.getVolatile(bucketOffset(hash)), 0, kind, hash, namespace, key);
  }

  long findOrAdd(final int kind, final byte[] namespace, final byte[] key) {
    final int hash = hash(kind, namespace, key);
    final long bucket = bucketOffset(hash);
    long head = file.getVolatile(bucket);
    long found = search(head, 0, kind, hash, namespace, key);
    if (found != 0) {
      return found;
    }
    final long entry = write(kind, hash, namespace, key);
    while (true) {
      file.setVolatile(entry + ENTRY_NEXT, head);
      if (file.compareAndSet(bucket, head, entry)) {
        return entry;
      }
      final long newer = file.getVolatile(bucket);
      found = search(newer, head, kind, hash, namespace, key); // only what came since
      if (found != 0) {
        return found; // somebody added the same name; our entry stays unreachable
      }
      head = newer;
    }
  }

  void forEach(final int kind, final byte[] namespace, final Visitor visitor) {
    for (int i = 0; i < BUCKETS; i++) {
      long left = most();
      long entry = file.getVolatile(BUCKETS_OFFSET + i * 8L);
      while (entry != 0) {
        left = step(entry, left);
        final MemorySegment memory = memoryOf(entry);
        final int namespaceLength = namespaceLength(memory, entry);
        if (memory.get(INT, entry + ENTRY_KIND) == kind
            && equal(memory, entry + ENTRY_BYTES, namespaceLength, namespace)) {
          final int keyLength = keyLength(memory, entry);
          visitor.entry(bytes(memory, entry + ENTRY_BYTES + namespaceLength, keyLength), entry);
        }
        entry = file.getVolatile(entry + ENTRY_NEXT);
      }
    }
  }

  private long search(
      final long from,
      final long until,
      final int kind,
      final int hash,
      final byte[] namespace,
      final byte[] key) {
    long left = most();
    long entry = from;
    while (entry != until) {
      left = step(entry, left);
      final MemorySegment memory = memoryOf(entry);
      if (memory.get(INT, entry + ENTRY_HASH) == hash
          && memory.get(INT, entry + ENTRY_KIND) == kind) {
        final int namespaceLength = namespaceLength(memory, entry);
        if (equal(memory, entry + ENTRY_BYTES, namespaceLength, namespace)
            && equal(
                memory, entry + ENTRY_BYTES + namespaceLength, keyLength(memory, entry), key)) {
          return entry;
        }
      }
      entry = file.getVolatile(entry + ENTRY_NEXT);
    }
    return 0;
  }

  private long write(final int kind, final int hash, final byte[] namespace, final byte[] key) {
    final long length = entryLength(namespace.length, key.length);
    final long entry = file.allocate(length);
    final MemorySegment memory = file.at(entry, length);
    memory.set(INT, entry + ENTRY_KIND, kind);
    memory.set(INT, entry + ENTRY_HASH, hash);
    memory.set(INT, entry + ENTRY_NAMESPACE_LENGTH, namespace.length);
    memory.set(INT, entry + ENTRY_KEY_LENGTH, key.length);
    final long at = entry + ENTRY_BYTES;
    MemorySegment.copy(namespace, 0, memory, ValueLayout.JAVA_BYTE, at, namespace.length);
    MemorySegment.copy(key, 0, memory, ValueLayout.JAVA_BYTE, at + namespace.length, key.length);
    return entry;
  }

  /**
   * No chain has more links than entries fit below the cursor: a damaged file cannot hold us in a
   * circle.
   */
  private long most() {
    return file.getVolatile(CURSOR_OFFSET) / ENTRY_BYTES;
  }

  private static long step(final long entry, final long left) {
    if (left <= 0) {
      throw new MalformedException("STATE-2", entry, "a chain without end");
    }
    return left - 1;
  }

  private MemorySegment memoryOf(final long entry) {
    final MemorySegment head = file.at(entry, ENTRY_BYTES);
    final int namespaceLength = namespaceLength(head, entry);
    final int keyLength = keyLength(head, entry);
    if (namespaceLength < 0 || keyLength < 0) {
      throw new MalformedException("STATE-2", entry, "an entry with a negative length");
    }
    return file.at(entry, entryLength(namespaceLength, keyLength));
  }

  private static boolean equal(
      final MemorySegment memory, final long at, final int length, final byte[] bytes) {
    if (length != bytes.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (memory.get(ValueLayout.JAVA_BYTE, at + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] bytes(final MemorySegment memory, final long at, final int length) {
    final byte[] copy = new byte[length];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, copy, 0, length);
    return copy;
  }

  private static int hash(final int kind, final byte[] namespace, final byte[] key) {
    int h = 31 * (31 * kind + Arrays.hashCode(namespace)) + Arrays.hashCode(key);
    h *= 0x9E3779B9; // spread: keys are often small integers
    return h ^ h >>> 15;
  }

  private static long entryLength(final int namespace, final int key) {
    return ENTRY_BYTES + (long) namespace + key;
  }

  private static int namespaceLength(final MemorySegment memory, final long entry) {
    return memory.get(INT, entry + ENTRY_NAMESPACE_LENGTH);
  }

  private static int keyLength(final MemorySegment memory, final long entry) {
    return memory.get(INT, entry + ENTRY_KEY_LENGTH);
  }
}
