package dev.millrace.dispatch.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Metadata keys of the framework, as text and as the bytes flyweights are searched for ([RPC-2]).
 */
public final class Keys {
  /** Prefix of everything that belongs to the framework, keys and protocol names alike. */
  public static final String PREFIX = "vgi_rpc.";

  /** Request: name of the method. */
  public static final String METHOD = "vgi_rpc.method";

  /** Request: name of the protocol. */
  public static final String PROTOCOL = "vgi_rpc.protocol";

  /** Request: framing version, {@code 1}. */
  public static final String REQUEST_VERSION = "vgi_rpc.request_version";

  /** Request: version of the protocol the caller was built against. */
  public static final String PROTOCOL_VERSION = "vgi_rpc.protocol_version";

  /** Request and log: identifies a call. */
  public static final String REQUEST_ID = "vgi_rpc.request_id";

  /** Log and error: identifies the server. */
  public static final String SERVER_ID = "vgi_rpc.server_id";

  /** Log and error: level. */
  public static final String LOG_LEVEL = "vgi_rpc.log_level";

  /** Log and error: text. */
  public static final String LOG_MESSAGE = "vgi_rpc.log_message";

  /** Log and error: JSON object of extra values. */
  public static final String LOG_EXTRA = "vgi_rpc.log_extra";

  /** Error: code. */
  public static final String ERROR_CODE = "vgi_rpc.error_code";

  /** Error: kind. */
  public static final String ERROR_KIND = "vgi_rpc.error_kind";

  /** Error: JSON array of details. */
  public static final String ERROR_DETAILS = "vgi_rpc.error_details";

  /** Stream input: ends the stream early. */
  public static final String CANCEL = "vgi_rpc.cancel";

  /** Any batch: where in the shared segment it lies. */
  public static final String SHM_OFFSET = "vgi_rpc.shm_offset";

  /** Any batch: its length in the shared segment. */
  public static final String SHM_LENGTH = "vgi_rpc.shm_length";

  /** Request: name of the caller's segment. */
  public static final String SHM_SEGMENT_NAME = "vgi_rpc.shm_segment_name";

  /** Request: size of the caller's segment. */
  public static final String SHM_SEGMENT_SIZE = "vgi_rpc.shm_segment_size";

  /** Input of a stream: offsets in the shared segment that the caller gives back. */
  public static final String SHM_RELEASE = "vgi_rpc.millrace_shm_release";

  /** Any batch: where it was put for download. */
  public static final String LOCATION = "vgi_rpc.location";

  /** Prefix of the capabilities both sides tell each other. */
  public static final String TRANSPORT = "vgi_rpc.transport.";

  /** Capability: shared memory. */
  public static final String TRANSPORT_SHM = "vgi_rpc.transport.shm";

  /** Capability: {@link #SHM_RELEASE}. */
  public static final String TRANSPORT_SHM_RELEASE = "vgi_rpc.transport.millrace_shm_release";

  /** Capability: name of a ring that the connection goes over to. */
  public static final String TRANSPORT_RING = "vgi_rpc.transport.millrace_ring";

  /** Request: W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  /** Value of {@link #LOG_LEVEL} that makes a batch an error. */
  public static final String EXCEPTION = "EXCEPTION";

  /** The framing version this library speaks. */
  public static final String REQUEST_VERSION_1 = "1";

  /**
   * Method every byte transport answers, in no protocol: what both sides can do beyond plain bytes.
   */
  public static final String TRANSPORT_OPTIONS = "__transport_options__";

  private Keys() {}

  /**
   * Gives the bytes of a key for a search in received metadata.
   *
   * @param key a key of this class
   * @return its bytes, to be kept in a constant by the caller
   */
  public static byte[] bytes(final String key) {
    return key.getBytes(US_ASCII);
  }
}
