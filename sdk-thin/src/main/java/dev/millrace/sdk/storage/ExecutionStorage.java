package dev.millrace.sdk.storage;

import java.util.Optional;

/**
 * State that all connections of one execution share, whichever worker processes they lead to.
 * Counters, pairs and queues of the same name are different things. Safe for use by several threads
 * and processes at once; it goes some minutes after the last process that used it.
 */
public interface ExecutionStorage {

  /**
   * Adds to a counter, atomically. A counter that nobody touched is 0. Costs tens of nanoseconds.
   *
   * @param counter its name, chosen by the function
   * @param delta what to add; may be negative
   * @return the value after adding
   */
  long counterAdd(String counter, long delta);

  /**
   * Sets or replaces a value.
   *
   * @param key its key
   * @param value the value, copied
   */
  void put(String key, byte[] value);

  /**
   * Reads a value.
   *
   * @param key its key
   * @return a copy, or empty when there is none
   */
  Optional<byte[]> get(String key);

  /**
   * Appends a work item to a queue.
   *
   * @param queue its name
   * @param item the item, copied
   */
  void push(String queue, byte[] item);

  /**
   * Takes the oldest work item from a queue; no two callers get the same one.
   *
   * @param queue its name
   * @return the item, or empty when the queue is
   */
  Optional<byte[]> pop(String queue);
}
