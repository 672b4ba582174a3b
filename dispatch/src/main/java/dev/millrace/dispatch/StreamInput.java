package dev.millrace.dispatch;

import dev.millrace.codec.RecordBatch;
import dev.millrace.wire.schema.Metadata;

/** One batch of the caller in an exchange. Valid for the turn. */
public interface StreamInput {

  /**
   * Gives the batch, already brought to the declared input schema: columns in its order, types cast
   * where the caller's were castable ([RSTREAM-12]).
   *
   * @return a view that is valid until the turn ends; {@link RecordBatch#copy} detaches it
   */
  RecordBatch batch();

  /**
   * Tells what the caller sent along with this batch, without the framework's own keys.
   *
   * @return the metadata
   */
  Metadata metadata();

  /**
   * Looks for a key in the metadata without making an object of it.
   *
   * @param key the key in UTF-8
   * @return true when {@link #metadata} has it
   */
  boolean hasMetadata(byte[] key);

  /**
   * Gives the context of the stream.
   *
   * @return the context
   */
  CallContext context();
}
