package dev.millrace.shm.state;

import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_WORD_0;
import static dev.millrace.shm.state.StateFileDescriptor.ENTRY_WORD_1;
import static dev.millrace.shm.state.StateFileDescriptor.KIND_COUNTER;
import static dev.millrace.shm.state.StateFileDescriptor.KIND_LOG;
import static dev.millrace.shm.state.StateFileDescriptor.KIND_PAIR;
import static dev.millrace.shm.state.StateFileDescriptor.KIND_QUEUE;
import static dev.millrace.shm.state.StateFileDescriptor.VALUE_BYTES;
import static dev.millrace.shm.state.StateFileDescriptor.VALUE_ID;
import static dev.millrace.shm.state.StateFileDescriptor.VALUE_LENGTH;
import static dev.millrace.shm.state.StateFileDescriptor.VALUE_NEXT;

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The state of one execution, shared by all threads and processes that opened it: counters, pairs,
 * logs and queues, each addressed by a namespace and a key, both arbitrary bytes. A counter, a
 * pair, a log and a queue of the same name are four different things.
 *
 * <p>Thread-safe and lock-free: an operation either took effect as a whole or not at all, also when
 * its process is killed in the middle. Memory of replaced or removed values is given back only with
 * the whole execution; the total is limited, and {@link IllegalStateException} says when it is
 * reached. Where bytes come back they are copies.
 */
public final class StateStore implements AutoCloseable {
  private final StateFile file;
  private final StateEntries entries;
  private final Path path;

  StateStore(final Path path, final long limit) throws IOException {
    this.path = path;
    this.file = new StateFile(path, limit);
    this.entries = new StateEntries(file);
  }

  /**
   * One shared counter, found once and then added to without a look-up: tens of nanoseconds an
   * operation across processes. Thread-safe; usable until the store is closed.
   */
  public static final class Counter {
    private final StateFile file;
    private final long word;

    private Counter(final StateFile file, final long entry) {
      this.file = file;
      this.word = entry + ENTRY_WORD_0;
    }

    /**
     * Adds atomically.
     *
     * @param delta what to add; wraps around
     * @return the value after adding
     */
    public long add(final long delta) {
      return file.addAndGet(word, delta);
    }

    /**
     * Reads the counter.
     *
     * @return its value, 0 if it was never set
     */
    public long get() {
      return file.getVolatile(word);
    }

    /**
     * Overwrites the counter.
     *
     * @param value the value
     */
    public void set(final long value) {
      file.setVolatile(word, value);
    }
  }

  /**
   * A key of a namespace with its value.
   *
   * @param key the key
   * @param value the value
   */
  public record Pair(byte[] key, byte[] value) {}

  /**
   * An item of a log.
   *
   * @param id its position: 0, 1, 2, ... without gaps
   * @param value the value
   */
  public record Item(long id, byte[] value) {}

  /**
   * Finds a counter, creating it at 0.
   *
   * @param namespace the namespace
   * @param key the key
   * @return a handle to add through
   */
  public Counter counter(final byte[] namespace, final byte[] key) {
    return new Counter(file, entries.findOrAdd(KIND_COUNTER, namespace, key));
  }

  /**
   * Adds to a counter atomically.
   *
   * @param namespace the namespace
   * @param key the key
   * @param delta what to add
   * @return the value after adding
   */
  public long counterAdd(final byte[] namespace, final byte[] key, final long delta) {
    return counter(namespace, key).add(delta);
  }

  /**
   * Sets or replaces the value of a key.
   *
   * @param namespace the namespace
   * @param key the key
   * @param value the value, copied
   */
  public void put(final byte[] namespace, final byte[] key, final byte[] value) {
    final long record = addValue(value);
    file.setVolatile(entries.findOrAdd(KIND_PAIR, namespace, key) + ENTRY_WORD_0, record);
  }

  /**
   * Reads the value of a key.
   *
   * @param namespace the namespace
   * @param key the key
   * @return a copy of the value, or empty
   */
  public Optional<byte[]> get(final byte[] namespace, final byte[] key) {
    final long entry = entries.find(KIND_PAIR, namespace, key);
    final long record = entry == 0 ? 0 : file.getVolatile(entry + ENTRY_WORD_0);
    return record == 0 ? Optional.empty() : Optional.of(valueOf(record));
  }

  /**
   * Removes a key.
   *
   * @param namespace the namespace
   * @param key the key
   * @return what it held, or empty; of several processes that remove at once, one gets it
   */
  public Optional<byte[]> remove(final byte[] namespace, final byte[] key) {
    final long entry = entries.find(KIND_PAIR, namespace, key);
    while (entry != 0) {
      final long record = file.getVolatile(entry + ENTRY_WORD_0);
      if (record == 0) {
        break;
      }
      if (file.compareAndSet(entry + ENTRY_WORD_0, record, 0)) {
        return Optional.of(valueOf(record));
      }
    }
    return Optional.empty();
  }

  /**
   * Lists the pairs of a namespace in the order of their keys, compared as unsigned bytes. Pairs
   * that are set or removed meanwhile may or may not be seen.
   *
   * @param namespace the namespace
   * @param from first key, or null for no lower bound
   * @param to key after the last, or null for no upper bound
   * @param reverse whether the largest keys come first
   * @param most how many pairs at the most
   * @return the pairs
   */
  public List<Pair> scan(
      final byte[] namespace,
      final byte[] from,
      final byte[] to,
      final boolean reverse,
      final int most) {
    final List<Pair> found = new ArrayList<>();
    entries.forEach(
        KIND_PAIR,
        namespace,
        (key, entry) -> {
          final long record = file.getVolatile(entry + ENTRY_WORD_0);
          if (record != 0
              && (from == null || Arrays.compareUnsigned(key, from) >= 0)
              && (to == null || Arrays.compareUnsigned(key, to) < 0)) {
            found.add(new Pair(key, valueOf(record)));
          }
        });
    found.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
    if (reverse) {
      Collections.reverse(found);
    }
    return found.size() > most ? List.copyOf(found.subList(0, most)) : found;
  }

  /**
   * Appends to a log.
   *
   * @param namespace the namespace
   * @param key the key
   * @param value the value, copied
   * @return the position of the item
   */
  public long append(final byte[] namespace, final byte[] key, final byte[] value) {
    final long record = addValue(value);
    final long head = entries.findOrAdd(KIND_LOG, namespace, key) + ENTRY_WORD_0;
    while (true) {
      final long newest = file.getVolatile(head);
      final long id = newest == 0 ? 0 : file.getVolatile(newest + VALUE_ID) + 1;
      file.setVolatile(record + VALUE_NEXT, newest);
      file.setVolatile(record + VALUE_ID, id);
      if (file.compareAndSet(head, newest, record)) {
        return id;
      }
    }
  }

  /**
   * Reads a log in the order of its positions.
   *
   * @param namespace the namespace
   * @param key the key
   * @param after position after which to begin, -1 for the whole log
   * @param most how many items at the most
   * @return the items
   */
  public List<Item> scanLog(
      final byte[] namespace, final byte[] key, final long after, final int most) {
    final List<Item> found = new ArrayList<>();
    final long entry = entries.find(KIND_LOG, namespace, key);
    long record = entry == 0 ? 0 : file.getVolatile(entry + ENTRY_WORD_0);
    long expected = record == 0 ? -1 : file.getVolatile(record + VALUE_ID);
    while (record != 0) {
      final long id = file.getVolatile(record + VALUE_ID);
      if (id != expected) { // ids fall by one to 0, so a damaged chain cannot go in circles
        throw new MalformedException("STATE-3", record, "item " + id + " where " + expected);
      }
      if (id <= after) {
        break;
      }
      if (most > 0 && id <= after + most) {
        found.add(new Item(id, valueOf(record)));
      }
      expected--;
      record = file.getVolatile(record + VALUE_NEXT);
    }
    Collections.reverse(found);
    return found;
  }

  /**
   * Adds to the end of a queue.
   *
   * @param namespace the namespace
   * @param key the key
   * @param value the value, copied
   */
  public void push(final byte[] namespace, final byte[] key, final byte[] value) {
    final long queue = queue(namespace, key);
    final long record = addValue(value);
    while (true) {
      final long tail = file.getVolatile(queue + ENTRY_WORD_1);
      if (file.compareAndSet(tail + VALUE_NEXT, 0, record)) {
        file.compareAndSet(queue + ENTRY_WORD_1, tail, record);
        return;
      }
      // Somebody linked a record and was, perhaps, killed before moving the tail: move it for them.
      file.compareAndSet(queue + ENTRY_WORD_1, tail, file.getVolatile(tail + VALUE_NEXT));
    }
  }

  /**
   * Takes the oldest value of a queue. Each value goes to one taker.
   *
   * @param namespace the namespace
   * @param key the key
   * @return a copy of the value, or empty when the queue is
   */
  public Optional<byte[]> pop(final byte[] namespace, final byte[] key) {
    final long queue = queue(namespace, key);
    while (true) {
      final long head = file.getVolatile(queue + ENTRY_WORD_0);
      final long next = file.getVolatile(head + VALUE_NEXT);
      if (next == 0) {
        return Optional.empty();
      }
      if (file.compareAndSet(queue + ENTRY_WORD_0, head, next)) {
        return Optional.of(valueOf(next)); // records are never reused: next cannot change under us
      }
    }
  }

  /** A queue is linked from a dummy record, so that taking and adding never meet. */
  private long queue(final byte[] namespace, final byte[] key) {
    final long entry = entries.findOrAdd(KIND_QUEUE, namespace, key);
    if (file.getVolatile(entry + ENTRY_WORD_0) == 0) {
      file.compareAndSet(entry + ENTRY_WORD_1, 0, addValue(new byte[0]));
      file.compareAndSet(entry + ENTRY_WORD_0, 0, file.getVolatile(entry + ENTRY_WORD_1));
    }
    return entry;
  }

  private long addValue(final byte[] value) {
    final long record = file.allocate(VALUE_BYTES + value.length);
    final MemorySegment memory = file.at(record, VALUE_BYTES + value.length);
    memory.set(StateFileDescriptor.LONG, record + VALUE_LENGTH, value.length);
    MemorySegment.copy(value, 0, memory, ValueLayout.JAVA_BYTE, record + VALUE_BYTES, value.length);
    return record;
  }

  private byte[] valueOf(final long record) {
    final long length =
        file.at(record, VALUE_BYTES).get(StateFileDescriptor.LONG, record + VALUE_LENGTH);
    if (length < 0 || length > Integer.MAX_VALUE - 16) {
      throw new MalformedException("STATE-2", record, "a value of " + length + " bytes");
    }
    return StateEntries.bytes(
        file.at(record, VALUE_BYTES + length), record + VALUE_BYTES, (int) length);
  }

  /**
   * Tells where the state lies.
   *
   * @return path of the mapped file
   */
  public Path path() {
    return path;
  }

  boolean hasOtherLiveUsers() {
    return file.hasLiveUsers();
  }

  @Override
  public void close() {
    file.close();
  }
}
