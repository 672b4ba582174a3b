package dev.millrace.dispatch.segment;

import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.schema.Metadata;
import java.util.Arrays;

/**
 * Allocations that a client is done with while the server has the turn, and the table with it. Each
 * tick names one of them for the server to free ([SHM-15]). A tick that comes after the end of the
 * server's output frees nothing, so what ticks have named stays listed until they are answered.
 *
 * <p>Belongs to one thread. Allocates nothing in steady state.
 */
public final class ReleaseList {
  private static final int REMEMBERED = 8;
  private static final long NOTHING = -1;

  private final Queue waiting = new Queue();
  private final Queue named = new Queue();
  private long answered = NOTHING;
  // The same few ranges come again and again: their metadata is made once.
  private final Metadata[] made = new Metadata[REMEMBERED];
  private final long[] madeOf = new long[REMEMBERED];
  private int nextMade;

  /** Makes an empty list. */
  public ReleaseList() {}

  /** A few numbers, first in, first out. */
  private static final class Queue {
    private long[] values = new long[REMEMBERED];
    private int count;

    void add(final long value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    long take() {
      if (count == 0) {
        return NOTHING;
      }
      final long first = values[0];
      count--;
      System.arraycopy(values, 1, values, 0, count);
      return first;
    }
  }

  void add(final long offset) {
    waiting.add(offset);
  }

  /**
   * Makes the metadata of a tick, which names what was listed first.
   *
   * @param plain what the tick says otherwise
   * @return both; the same object as before where it can be
   */
  public Metadata tick(final Metadata plain) {
    final long offset = waiting.take();
    named.add(offset);
    if (offset == NOTHING) {
      return plain;
    }
    return plain.isEmpty()
        ? single(offset)
        : plain.toBuilder().put(Keys.SHM_RELEASE, Long.toString(offset)).build();
  }

  private Metadata single(final long offset) {
    for (int i = 0; i < REMEMBERED; i++) {
      if (madeOf[i] == offset) {
        return made[i];
      }
    }
    final int place = nextMade;
    nextMade = (place + 1) % REMEMBERED;
    made[place] = Metadata.of(Keys.SHM_RELEASE, Long.toString(offset));
    madeOf[place] = offset;
    return made[place];
  }

  /** The answer to the oldest tick is about to be read. */
  public void answering() {
    answered = named.take();
  }

  /** It was none: the server has ended its output, perhaps without a look at that tick. */
  public void unanswered() {
    if (answered != NOTHING) {
      named.add(answered);
      answered = NOTHING;
    }
  }

  /**
   * Takes the next one to be freed by ourselves, the turn being ours for good; -1 if none is left.
   */
  long takeNamed() {
    long offset = NOTHING;
    while (offset == NOTHING && named.count > 0) {
      offset = named.take();
    }
    return offset;
  }

  /** Takes the next one that no tick has named. */
  long takeWaiting() {
    return waiting.take();
  }
}
