package dev.millrace.codec.build;

import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn;
import java.util.Arrays;

/**
 * Translates the indices of a source column into those of a dictionary under construction. What it
 * learnt stays valid as long as both dictionaries only grow.
 */
final class DictionaryRemap {
  /** The value is null: so is the slot. */
  static final int NULL = -2;

  private static final int UNKNOWN = -1;

  private final DictionaryStore store;
  private Object sourceLineage;
  private Object storeLineage;
  private int[] known = new int[0];
  private int knownLength;
  private Column values;

  DictionaryRemap(final DictionaryStore store) {
    this.store = store;
  }

  /** Prepares for the indices of a column. */
  void begin(final DictionaryColumn column) {
    values = column.values();
    if (sourceLineage != column.lineage() || storeLineage != store.lineage()) {
      knownLength = 0;
      sourceLineage = column.lineage();
      storeLineage = store.lineage();
    }
    final long length = values.length();
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("a dictionary of " + length + " values");
    }
    if (known.length < length) {
      known = Arrays.copyOf(known, Math.max((int) length, 2 * known.length));
    }
    if (knownLength < length) {
      Arrays.fill(known, knownLength, (int) length, UNKNOWN);
      if (!store.finds()) {
        // values that can't be looked up are taken over as they are
        final int base = (int) store.values.length;
        store.values.append(values, knownLength, length - knownLength);
        for (int i = knownLength; i < length; i++) {
          known[i] = base + i - knownLength;
        }
      }
      knownLength = (int) length;
    }
  }

  /** Index in the dictionary under construction, or {@link #NULL}. */
  int index(final long source) {
    final int at = (int) source;
    final int index = known[at];
    return index == UNKNOWN ? learn(at) : index;
  }

  private int learn(final int at) {
    final int index;
    if (values.isNull(at)) {
      index = NULL;
    } else {
      store.catchUp();
      if (values instanceof BinaryColumn bytes) {
        ((BinaryLikeBuilder) store.values)
            .append(bytes.valueSegment(at), bytes.valueOffset(at), bytes.valueLength(at));
      } else {
        store.values.append(values, at, 1);
      }
      index = (int) store.internLast();
    }
    known[at] = index;
    return index;
  }
}
