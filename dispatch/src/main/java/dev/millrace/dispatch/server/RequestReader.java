package dev.millrace.dispatch.server;

import dev.millrace.dispatch.transport.Receiver;
import java.io.IOException;

/**
 * Reads requests off a connection: one stream each, with one batch. The stream is read to its end
 * before anything in it is judged, so that whatever is wrong with a request, the next one starts
 * where it should ([RPC-3]).
 *
 * <p>A client that opens a stream follows its request with an input stream, whatever becomes of the
 * request. When the request was refused, that input stream arrives where a request is expected; it
 * is recognised by the absence of every request key and read away ([RSTREAM-5]).
 */
final class RequestReader {
  private final Receiver receiver;
  private final Request request;
  private boolean inputMayFollow;

  RequestReader(final Receiver receiver) {
    this.receiver = receiver;
    this.request = new Request();
  }

  /** Tells that the last request may have been followed by an input stream no one will read. */
  void inputMayFollow() {
    inputMayFollow = true;
  }

  /**
   * Waits for the next request.
   *
   * @return the request, unjudged; the same object every time, valid until the next call. Null when
   *     the peer closed the connection
   */
  Request read() throws IOException {
    while (receiver.nextStream()) {
      if (!receiver.nextBatch()) {
        if (inputMayFollow) {
          inputMayFollow = false;
          continue;
        }
        return request.withoutBatch();
      }
      final boolean stray = inputMayFollow && !Request.hasRequestKeys(receiver.batch());
      inputMayFollow = false;
      if (receiver.nextBatch()) {
        receiver.drain();
        if (!stray) {
          return request.withSeveralBatches();
        }
      } else if (!stray) {
        return request.with(receiver.batch());
      }
    }
    return null;
  }
}
