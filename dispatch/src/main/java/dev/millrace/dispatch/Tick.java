package dev.millrace.dispatch;

import dev.millrace.wire.schema.Metadata;

/** One request of the caller for the next batch of a producer. Valid for the turn. */
public interface Tick {

  /**
   * Tells what the caller sent along with this tick, without the framework's own keys.
   *
   * @return the metadata; empty in the common case, which costs nothing
   */
  Metadata metadata();

  /**
   * Gives the context of the stream.
   *
   * @return the context
   */
  CallContext context();
}
