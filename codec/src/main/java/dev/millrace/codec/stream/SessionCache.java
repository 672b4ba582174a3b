package dev.millrace.codec.stream;

import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of recent schemas, the last used first: requests and answers of one shape follow
 * each other on a connection, and then a schema message costs a comparison.
 */
final class SessionCache implements AutoCloseable {
  private static final int KEPT = 8;

  private final List<StreamSession> sessions = new ArrayList<>();

  /** Finds the session of a schema message with these bytes, with no dictionaries yet; or null. */
  StreamSession find(final MemorySegment segment, final long metadata, final int length) {
    for (int i = 0; i < sessions.size(); i++) {
      if (sessions.get(i).isFor(segment, metadata, length)) {
        return use(i);
      }
    }
    return null;
  }

  /** Finds or makes the session of a schema that came otherwise than as a message. */
  StreamSession get(final Schema schema) {
    for (int i = 0; i < sessions.size(); i++) {
      if (sessions.get(i).schema() == schema) {
        return use(i);
      }
    }
    return add(new StreamSession(schema, new byte[0]));
  }

  /** Makes the session of a schema message. */
  StreamSession add(
      final MessageFlyweight message,
      final MemorySegment segment,
      final long metadata,
      final int length) {
    return add(new StreamSession(message, segment, metadata, length));
  }

  private StreamSession add(final StreamSession session) {
    if (sessions.size() == KEPT) {
      sessions.removeLast().close();
    }
    sessions.addFirst(session);
    return session;
  }

  private StreamSession use(final int i) {
    final StreamSession session = sessions.get(i);
    for (int j = i; j > 0; j--) {
      sessions.set(j, sessions.get(j - 1));
    }
    sessions.set(0, session);
    session.dictionaries.reset();
    return session;
  }

  @Override
  public void close() {
    sessions.forEach(StreamSession::close);
    sessions.clear();
  }
}
