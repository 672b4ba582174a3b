package dev.millrace.sdk.function;

import dev.millrace.sdk.storage.ExecutionStorage;
import dev.millrace.wire.schema.Schema;
import java.util.List;
import java.util.OptionalLong;

/** A call being executed on one connection. */
public interface ScanCall extends BindCall {

  /**
   * Tells the columns that were bound.
   *
   * @return all columns, whatever the projection
   */
  Schema boundSchema();

  /**
   * Tells the columns that batches must have. A table function that declares to project gets the
   * wanted columns only, in the wanted order; any other gets all columns, and what nobody asked for
   * is left out when its batches are sent.
   *
   * @return the columns to emit
   */
  Schema outputSchema();

  /**
   * Tells which bound columns {@link #outputSchema} is made of.
   *
   * @return positions in {@link #boundSchema}, in order of {@link #outputSchema}
   */
  List<Integer> projection();

  /**
   * Tells how many rows will be read at most.
   *
   * @return the limit; empty when unknown
   */
  OptionalLong rowLimit();

  /**
   * Gives what the connections of this execution share, across processes.
   *
   * @return the storage of the execution
   */
  ExecutionStorage storage();

  /**
   * Suggests how many rows to put into a batch when nobody said so: those of somewhat under 1 MiB,
   * at most 2^20 rows. Two such batches are under way at a time, one being filled and one being
   * read, and stay in the processor's cache on their way, where memory is two to three times as
   * fast; a smaller batch would have its reader and its writer wake each other more often than they
   * work.
   *
   * @param bytesPerRow approximate size of a row
   * @return at least 1
   */
  long suggestedRows(long bytesPerRow);
}
