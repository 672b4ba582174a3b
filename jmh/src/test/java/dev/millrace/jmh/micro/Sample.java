package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * One batch of {@link #ROWS} rows, and what both sides do with it value by value. What is summed
 * must come out the same on both.
 */
abstract class Sample {
  static final int ROWS = 10_000;

  /** Makes Arrow Java's vectors, empty. */
  abstract List<FieldVector> vectors(BufferAllocator allocator);

  /** Tells the dictionaries of the vectors made last. */
  DictionaryProvider dictionaries() {
    return null;
  }

  /** Sets all rows one by one in empty vectors of Arrow Java. */
  abstract void fill(List<FieldVector> vectors);

  /** Reads all rows one by one through the getters of Arrow Java. */
  abstract long sum(List<FieldVector> vectors);

  /** Appends all rows one by one to an empty builder of ours. */
  abstract void fill(BatchBuilder builder);

  /** Reads all rows one by one through the getters of our columns. */
  abstract long sum(RecordBatch batch);

  static long number(final int row) {
    return row * 0x9E37_79B9_7F4A_7C15L >>> 20;
  }
}
