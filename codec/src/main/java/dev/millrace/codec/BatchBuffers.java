package dev.millrace.codec;

import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;

/**
 * The memory of one batch in the order of the IPC format: field nodes and buffers in pre-order of
 * the schema. It is what a received batch and a batch under construction have in common, and all
 * that a writer needs: a received batch is sent on without a copy.
 *
 * <p>A buffer is a range of a segment: the segment, an offset in it and a length in bytes, all
 * 64-bit. A validity buffer that is absent (no nulls) has length 0. Buffers need not be next to
 * each other nor aligned, and the ranges are the implementation's until the batch changes or its
 * memory is released.
 *
 * <p>Not thread-safe.
 */
public interface BatchBuffers {

  /**
   * Brings the accessors below up to date and checks the batch. A consumer calls it once before it
   * reads; after it the answers stay the same until the batch is changed.
   *
   * @throws IllegalStateException when the batch is incomplete, such as columns of unequal length
   */
  default void prepare() {}

  /**
   * Tells the schema of the batch.
   *
   * @return the schema
   */
  Schema schema();

  /**
   * Tells the number of rows.
   *
   * @return at least 0
   */
  long rowCount();

  /**
   * Counts the field nodes: one a field, nested fields included, children of dictionary-encoded
   * fields excluded.
   *
   * @return at least 0
   */
  int nodeCount();

  /**
   * Tells the length of a node.
   *
   * @param node position in pre-order
   * @return number of slots
   */
  long nodeLength(int node);

  /**
   * Tells the null count of a node.
   *
   * @param node position in pre-order
   * @return number of null slots
   */
  long nodeNullCount(int node);

  /**
   * Counts the buffers, data buffers of view columns included.
   *
   * @return at least 0
   */
  int bufferCount();

  /**
   * Gives the segment that holds a buffer.
   *
   * @param buffer position in pre-order
   * @return the segment, never null, also for an empty buffer
   */
  MemorySegment bufferSegment(int buffer);

  /**
   * Tells where a buffer starts in its segment.
   *
   * @param buffer position in pre-order
   * @return offset in bytes
   */
  long bufferOffset(int buffer);

  /**
   * Tells the length of a buffer, padding excluded.
   *
   * @param buffer position in pre-order
   * @return length in bytes, 0 for an absent buffer
   */
  long bufferLength(int buffer);

  /**
   * Counts the view columns (utf8_view, binary_view), each of which has a number of data buffers.
   *
   * @return at least 0
   */
  int variadicCount();

  /**
   * Counts the data buffers of a view column.
   *
   * @param column position among the view columns in pre-order
   * @return number of data buffers that follow its validity and views
   */
  long variadicBufferCount(int column);

  /**
   * Gives the dictionaries that the indices of this batch refer to.
   *
   * @return the dictionaries, {@link DictionarySource#NONE} when no field is dictionary-encoded
   */
  DictionarySource dictionaries();
}
