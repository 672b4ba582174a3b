package dev.millrace.dispatch.transport;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamReader;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Schema;
import java.io.EOFException;
import java.io.IOException;

/**
 * The receiving side of a connection: one stream after the other out of the transport. Bytes read
 * beyond the end of a stream are the beginning of the next one; nothing is lost and nothing is
 * copied.
 *
 * <p>The batch is valid until the call after the one that found it, except that finding the end of
 * its stream leaves it as it is (so a single-batch stream can be drained before its batch is looked
 * at).
 */
public final class Receiver implements AutoCloseable {
  private ByteTransport transport;
  private final StreamReader reader;
  private long received;
  private boolean hungUp;

  /**
   * Makes the receiving side.
   *
   * @param transport where the bytes come from; not closed by this
   * @param options how streams are checked and limited
   */
  public Receiver(final ByteTransport transport, final DecodeOptions options) {
    this.transport = transport;
    this.reader = StreamReader.connection(options);
  }

  /**
   * Goes over to another transport. What was received already comes first.
   *
   * @param newTransport where the bytes come from, from now on
   */
  public void use(final ByteTransport newTransport) {
    transport = newTransport;
  }

  /**
   * Waits for the next stream.
   *
   * @return true when its schema is there; false when the peer closed the connection between
   *     streams, or where {@link #settle} could make do without the rest of one
   * @throws IOException when the connection broke
   * @throws MalformedException when the bytes are no Arrow stream
   */
  public boolean nextStream() throws IOException {
    if (hungUp) {
      return false;
    }
    reader.nextStream();
    if (reader.atBoundary() && !fill()) { // of what was not read ahead the decoder knows nothing
      return false;
    }
    next();
    return true;
  }

  /**
   * Waits for the next batch of the stream.
   *
   * @return true when it is there, false at the end of the stream
   * @throws IOException when the connection broke
   * @throws MalformedException when the bytes are wrong or stop within the stream
   */
  public boolean nextBatch() throws IOException {
    return next() == Event.BATCH;
  }

  /**
   * As {@link #nextBatch}, for the side that answers: there a peer that hangs up between two
   * messages is gone, as engines are with the last row they want, and nothing it sent is wrong.
   *
   * @return true when it is there, false at the end of the stream
   * @throws EOFException when the peer has hung up
   * @throws IOException when the connection broke
   * @throws MalformedException when the bytes are wrong or stop within a message
   */
  public boolean nextInput() throws IOException {
    final Event event = nextOrNone();
    if (event == null) {
      throw new EOFException("the peer hung up within a stream");
    }
    return event == Event.BATCH;
  }

  private Event next() throws IOException {
    final Event event = nextOrNone();
    if (event == null) {
      throw new MalformedException("TRANS-3", -1, "the connection ends within a stream");
    }
    return event;
  }

  /** The next event of the stream, or null where the connection ends between two messages. */
  private Event nextOrNone() throws IOException {
    for (; ; ) {
      final Event event = reader.next();
      if (event != Event.NEED_INPUT) {
        return event;
      }
      if (!fill()) {
        reader.endOfInput(); // within a message, it knows where
        return null;
      }
    }
  }

  private boolean fill() throws IOException {
    final long n = transport.read(reader.region(), reader.writeOffset(), reader.writable());
    if (n < 0) {
      return false;
    }
    received += n;
    reader.received(n);
    return true;
  }

  /**
   * Reads away what is left of a stream whose content was refused with a {@link
   * MalformedException}.
   *
   * @return false when the end of the stream cannot be found any more
   * @throws IOException when the connection broke
   */
  public boolean recover() throws IOException {
    try {
      if (!reader.drain()) {
        return false;
      }
      drain();
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  /**
   * Reads the current stream to its end.
   *
   * @return how many batches were left
   * @throws IOException when the connection broke
   * @throws MalformedException when the bytes are wrong or stop within the stream
   */
  public long drain() throws IOException {
    long batches = 0;
    while (nextBatch()) {
      batches++;
    }
    return batches;
  }

  /**
   * Reads what still comes on a stream that was answered to its end, or cancelled. A peer that
   * hangs up then has all it asked for: its next stream does not come.
   *
   * @throws IOException when the connection broke
   * @throws MalformedException when the bytes are wrong or stop within a message
   */
  public void settle() throws IOException {
    Event event;
    do {
      event = nextOrNone();
    } while (event == Event.BATCH); // nobody wants it any more
    hungUp = event == null;
  }

  /**
   * Gives the schema of the current stream.
   *
   * @return the same object as for the last stream when the bytes of its message were the same
   */
  public Schema schema() {
    return reader.schema();
  }

  /**
   * Gives the batch.
   *
   * @return the current batch
   */
  public RecordBatch batch() {
    return reader.batch();
  }

  /**
   * Counts what was received.
   *
   * @return bytes since the beginning
   */
  public long received() {
    return received;
  }

  /** Frees the receive region. Idempotent. */
  @Override
  public void close() {
    reader.close();
  }
}
