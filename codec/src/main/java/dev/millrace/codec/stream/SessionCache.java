package dev.millrace.codec.stream;

import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;

/**
 * The sessions of recent schemas, the last used first: requests and answers of one shape follow
 * each other on a connection, and then a schema message costs a comparison.
 */
final class SessionCache implements AutoCloseable {
  private static final int KEPT = 8;

  private final StreamSession[] sessions = new StreamSession[KEPT];
  private int count;

  /** Finds the session of a schema message with these bytes, with no dictionaries yet; or null. */
  StreamSession find(final MemorySegment segment, final long metadata, final int length) {
    for (int i = 0; i < count; i++) {
      if (sessions[i].isFor(segment, metadata, length)) {
        return use(i);
      }
    }
    return null;
  }

  /** Finds or makes the session of a schema that came otherwise than as a message. */
  StreamSession get(final Schema schema) {
    for (int i = 0; i < count; i++) {
      if (sessions[i].schema() == schema) {
        return use(i);
      }
    }
    return add(new StreamSession(schema));
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
    if (count == KEPT) {
      sessions[--count].close();
    }
    count++;
    return first(session, count - 1);
  }

  private StreamSession use(final int i) {
    final StreamSession session = sessions[i];
    session.dictionaries.reset();
    return first(session, i);
  }

  /** Puts a session first and those before place {@code i} one further. */
  private StreamSession first(final StreamSession session, final int i) {
    for (int j = i; j > 0; j--) {
      sessions[j] = sessions[j - 1];
    }
    sessions[0] = session;
    return session;
  }

  @Override
  public void close() {
    while (count > 0) {
      sessions[--count].close();
      sessions[count] = null;
    }
  }
}
