package dev.millrace.dispatch.server;

import static dev.millrace.dispatch.protocol.Keys.bytes;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.message.CustomMetadataFlyweight;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A request as it came: one batch and the keys in its metadata. Reading a key costs a search in the
 * received bytes and, for keys whose value repeats from call to call, no allocation.
 */
public final class Request {
  private static final byte[] METHOD = bytes(Keys.METHOD);
  private static final byte[] PROTOCOL = bytes(Keys.PROTOCOL);
  private static final byte[] REQUEST_VERSION = bytes(Keys.REQUEST_VERSION);
  private static final byte[] PROTOCOL_VERSION = bytes(Keys.PROTOCOL_VERSION);
  private static final byte[] REQUEST_ID = bytes(Keys.REQUEST_ID);
  private static final byte[] TRACEPARENT = bytes(Keys.TRACEPARENT);
  private static final byte[] VERSION_1 = bytes(Keys.REQUEST_VERSION_1);

  private enum Shape {
    ONE_BATCH,
    NO_BATCH,
    SEVERAL_BATCHES
  }

  private Shape shape;
  private RecordBatch batch;
  private final Remembered method = new Remembered();
  private final Remembered protocol = new Remembered();
  private HostedMethod accepted;
  private CustomMetadataFlyweight acceptedMetadata;
  private long acceptedStamp;
  private String acceptedId;

  Request() {}

  /**
   * Notes that a request with this metadata is well-formed, for this method and past its gate, and
   * has nothing to do with a segment: all of which hangs on the metadata alone.
   */
  void accept(final HostedMethod newMethod) {
    accepted = newMethod;
    acceptedMetadata = batch.customMetadata();
    acceptedStamp = acceptedMetadata.stamp();
    acceptedId = text(REQUEST_ID);
  }

  /** The method of the request accepted last if this one has the same metadata, else null. */
  HostedMethod again() {
    return accepted != null
            && shape == Shape.ONE_BATCH
            && batch.customMetadata() == acceptedMetadata
            && acceptedMetadata.stamp() == acceptedStamp
            && (batch.rowCount() == 1 || batch.columnCount() == 0)
        ? accepted
        : null;
  }

  Request with(final RecordBatch newBatch) {
    shape = Shape.ONE_BATCH;
    batch = newBatch;
    return this;
  }

  Request withoutBatch() {
    shape = Shape.NO_BATCH;
    batch = null;
    return this;
  }

  Request withSeveralBatches() {
    shape = Shape.SEVERAL_BATCHES;
    batch = null;
    return this;
  }

  static boolean hasRequestKeys(final RecordBatch batch) {
    final CustomMetadataFlyweight metadata = batch.customMetadata();
    return metadata.indexOf(METHOD) >= 0
        || metadata.indexOf(REQUEST_VERSION) >= 0
        || metadata.indexOf(PROTOCOL) >= 0;
  }

  /**
   * Judges what every request must have, in the order that decides which of several faults is told.
   *
   * @throws RpcException for the first fault
   */
  void requireWellFormed() {
    switch (shape) {
      case NO_BATCH -> throw Refusals.protocolError("the request stream holds no batch");
      case SEVERAL_BATCHES ->
          throw Refusals.protocolError("the request stream holds more than one batch");
      case ONE_BATCH -> {
        final CustomMetadataFlyweight metadata = batch.customMetadata();
        final int name = metadata.indexOf(METHOD);
        if (name < 0) {
          throw Refusals.protocolError("the request names no method in 'vgi_rpc.method'");
        }
        final int version = metadata.indexOf(REQUEST_VERSION);
        if (version < 0 || !metadata.valueEquals(version, VERSION_1)) {
          throw Refusals.version(
              version < 0 ? null : Refusals.printable(metadata.valueText(version)));
        }
        if (method.read(metadata, name) == null) {
          throw Refusals.protocolError("'vgi_rpc.method' is not UTF-8");
        }
        final int key = metadata.indexOf(PROTOCOL);
        if (key < 0) {
          protocol.clear();
        } else if (protocol.read(metadata, key) == null) {
          protocol.text = "";
        }
        if (batch.columnCount() > 0 && batch.rowCount() != 1) {
          throw Refusals.protocolError(
              "the request has " + batch.rowCount() + " rows of parameters, expected 1");
        }
      }
    }
  }

  /**
   * Gives the parameters.
   *
   * @return the one batch; a view of received bytes, valid until the connection reads on
   */
  public RecordBatch batch() {
    return batch;
  }

  /**
   * Names the method.
   *
   * @return the name; the same object as for the last request when it is the same name
   */
  public String method() {
    return method.text;
  }

  /**
   * Names the protocol.
   *
   * @return the name as it came, the empty string when its bytes are no text, null when there is
   *     none
   */
  public String protocol() {
    return protocol.text;
  }

  /**
   * Gives the version of the protocol the caller was built against.
   *
   * @return the version, or null when it declares none
   */
  public String protocolVersion() {
    return text(PROTOCOL_VERSION);
  }

  /**
   * Gives the caller's identifier of the call.
   *
   * @return the request id, or null
   */
  public String requestId() {
    return again() != null ? acceptedId : batch == null ? null : text(REQUEST_ID);
  }

  /**
   * Gives the caller's trace context.
   *
   * @return the value of {@code traceparent}, or null
   */
  public String traceparent() {
    return batch == null ? null : text(TRACEPARENT);
  }

  private String text(final byte[] key) {
    final CustomMetadataFlyweight metadata = batch.customMetadata();
    final int i = metadata.indexOf(key);
    return i < 0 ? null : metadata.valueText(i);
  }

  /** A short text that mostly is the one it was last time. */
  private static final class Remembered {
    private byte[] bytes = {};
    private String text;

    String read(final CustomMetadataFlyweight metadata, final int index) {
      if (text != null && metadata.valueEquals(index, bytes)) {
        return text;
      }
      final byte[] value = metadata.valueBytes(index);
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        bytes = value;
      } catch (CharacterCodingException e) {
        clear();
      }
      return text;
    }

    void clear() {
      text = null;
      bytes = new byte[0];
    }
  }
}
