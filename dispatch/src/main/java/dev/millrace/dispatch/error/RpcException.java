package dev.millrace.dispatch.error;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A call failed. On the client it carries what the server said; in a service it is the way to fail
 * a call with a chosen type name, code, kind and details. Any other exception of a service is sent
 * too, under its own name and without a code.
 */
public final class RpcException extends RuntimeException {
  private static final String OWN_NAME = RpcException.class.getName();

  @Serial private static final long serialVersionUID = 1L;

  private final String errorType;
  private final String errorMessage;
  private final String codeText;
  private final String kind;
  private final transient List<ErrorDetail> details;
  private final transient List<Map<String, Object>> rawDetails;
  private final String traceback;
  private final String requestId;

  private RpcException(final Builder b) {
    super(b.errorType + ": " + b.errorMessage, b.cause);
    errorType = b.errorType;
    errorMessage = b.errorMessage;
    codeText = b.codeText;
    kind = b.kind;
    details = List.copyOf(b.details);
    rawDetails = b.rawDetails == null ? ErrorDetails.toMaps(details) : List.copyOf(b.rawDetails);
    traceback = b.traceback;
    requestId = b.requestId;
  }

  /**
   * Creates an unclassified error.
   *
   * @param errorType name callers see, such as {@code ValueError}
   * @param errorMessage text for developers
   */
  public RpcException(final String errorType, final String errorMessage) {
    this(builder(errorType, errorMessage));
  }

  /**
   * Starts an error.
   *
   * @param errorType name callers see, such as {@code ValueError}
   * @param errorMessage text for developers
   * @return a builder
   */
  public static Builder builder(final String errorType, final String errorMessage) {
    return new Builder(errorType, errorMessage);
  }

  /**
   * Names the error.
   *
   * @return the wire name of the exception's type
   */
  public String errorType() {
    return errorType;
  }

  /**
   * Says what went wrong, without the type in front.
   *
   * @return the message
   */
  public String errorMessage() {
    return errorMessage;
  }

  /**
   * Classifies the error.
   *
   * @return the code; {@link ErrorCode#UNKNOWN} too when the peer sent none or one that does not
   *     exist
   */
  public ErrorCode code() {
    return ErrorCode.of(codeText);
  }

  /**
   * Gives the code as it was sent.
   *
   * @return the text, empty when the peer sent none
   */
  public String codeText() {
    return codeText;
  }

  /**
   * Gives the token programs branch on.
   *
   * @return the kind, such as {@code method_not_implemented}; empty when there is none
   */
  public String kind() {
    return kind;
  }

  /**
   * Gives the details this library understands; a malformed or unknown one is only in {@link
   * #rawDetails}.
   *
   * @return the details
   */
  public List<ErrorDetail> details() {
    return details == null ? List.of() : details;
  }

  /**
   * Gives every detail as it was sent.
   *
   * @return JSON objects
   */
  public List<Map<String, Object>> rawDetails() {
    return rawDetails == null ? List.of() : rawDetails;
  }

  /**
   * Gives the stack trace of the peer.
   *
   * @return its text, empty when the peer sent none
   */
  public String traceback() {
    return traceback;
  }

  /**
   * Identifies the call in the logs of the peer.
   *
   * @return the request id, empty when unknown
   */
  public String requestId() {
    return requestId;
  }

  /**
   * Tells whether the server says that trying again may help. Nothing here tries again by itself.
   *
   * @return true for {@code UNAVAILABLE}, and for {@code RESOURCE_EXHAUSTED} with a retry delay
   */
  public boolean isRetryable() {
    return switch (code()) {
      case UNAVAILABLE -> true;
      case RESOURCE_EXHAUSTED ->
          details().stream().anyMatch(ErrorDetail.RetryInfo.class::isInstance);
      default -> false;
    };
  }

  /** Collects the parts of an error; not thread-safe. */
  public static final class Builder {
    private final String errorType;
    private final String errorMessage;
    private String codeText = "";
    private String kind = "";
    private final List<ErrorDetail> details = new ArrayList<>();
    private List<Map<String, Object>> rawDetails;
    private String traceback = "";
    private String requestId = "";
    private Throwable cause;

    private Builder(final String errorType, final String errorMessage) {
      this.errorType = Objects.requireNonNull(errorType, "error type");
      this.errorMessage = errorMessage == null ? "" : errorMessage;
    }

    /**
     * Classifies the error.
     *
     * @param code the code
     * @return this
     */
    public Builder code(final ErrorCode code) {
      return codeText(code.name());
    }

    /**
     * Sets the code as text.
     *
     * @param text wire value, possibly outside the set
     * @return this
     */
    public Builder codeText(final String text) {
      this.codeText = Objects.requireNonNull(text);
      return this;
    }

    /**
     * Sets the token programs branch on.
     *
     * @param newKind the kind; empty for none
     * @return this
     */
    public Builder kind(final String newKind) {
      this.kind = Objects.requireNonNull(newKind);
      return this;
    }

    /**
     * Adds a detail.
     *
     * @param detail the detail
     * @return this
     */
    public Builder detail(final ErrorDetail detail) {
      details.add(Objects.requireNonNull(detail));
      return this;
    }

    Builder rawDetails(final List<Map<String, Object>> raw) {
      this.rawDetails = raw;
      return this;
    }

    /**
     * Sets the stack trace of the peer.
     *
     * @param text its text
     * @return this
     */
    public Builder traceback(final String text) {
      this.traceback = Objects.requireNonNull(text);
      return this;
    }

    /**
     * Sets the identifier of the call.
     *
     * @param id the request id
     * @return this
     */
    public Builder requestId(final String id) {
      this.requestId = Objects.requireNonNull(id);
      return this;
    }

    /**
     * Sets the local cause.
     *
     * @param newCause the cause
     * @return this
     */
    public Builder cause(final Throwable newCause) {
      this.cause = newCause;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the exception, its stack trace taken here
     */
    public RpcException build() {
      final RpcException built = new RpcException(this);
      // the trace begins where the error was made, not in here
      final StackTraceElement[] trace = built.getStackTrace();
      int skip = 0;
      while (skip < trace.length && trace[skip].getClassName().startsWith(OWN_NAME)) {
        skip++;
      }
      built.setStackTrace(Arrays.copyOfRange(trace, skip, trace.length));
      return built;
    }
  }
}
