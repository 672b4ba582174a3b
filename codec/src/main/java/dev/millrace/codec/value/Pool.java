package dev.millrace.codec.value;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few objects kept for reuse, without locks: who finds none makes one, who finds no place drops
 * it. Taking has acquire and giving back release semantics, so that an object may go from thread to
 * thread.
 */
final class Pool<T> {
  private static final int KEPT = 2;

  private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(KEPT);

  /** Takes an object out, or gives null when there is none. */
  T take() {
    for (int i = 0; i < KEPT; i++) {
      if (places.getPlain(i) != null) {
        final T taken = places.getAndSet(i, null);
        if (taken != null) {
          return taken;
        }
      }
    }
    return null;
  }

  /**
   * Puts an object back.
   *
   * @return false if there was no place for it
   */
  boolean giveBack(final T object) {
    for (int i = 0; i < KEPT; i++) {
      if (places.getPlain(i) == null && places.compareAndSet(i, null, object)) {
        return true;
      }
    }
    return false;
  }
}
