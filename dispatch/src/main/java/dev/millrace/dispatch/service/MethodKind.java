package dev.millrace.dispatch.service;

import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.RpcStream;

/** What a method gives. */
public enum MethodKind {
  /** One answer. */
  UNARY("unary", ""),
  /** A stream of batches for ticks. */
  PRODUCER("stream", "producer"),
  /** A stream of batches for batches. */
  EXCHANGE("stream", "exchange"),
  /** A stream whose kind each call decides. */
  STREAM("stream", "unknown");

  private final String methodType;
  private final String streamKind;

  MethodKind(final String methodType, final String streamKind) {
    this.methodType = methodType;
    this.streamKind = streamKind;
  }

  static MethodKind of(final Class<?> returned) {
    if (!RpcStream.class.isAssignableFrom(returned)) {
      return UNARY;
    }
    if (returned == ProducerStream.class) {
      return PRODUCER;
    }
    if (returned == ExchangeStream.class) {
      return EXCHANGE;
    }
    if (returned == RpcStream.class) {
      return STREAM;
    }
    throw new IllegalArgumentException(
        "a stream method returns ProducerStream, ExchangeStream or RpcStream, not "
            + returned.getName());
  }

  /**
   * Tells whether a stream is opened.
   *
   * @return false for a unary call
   */
  public boolean isStream() {
    return this != UNARY;
  }

  /**
   * Names the two sorts that reflection, hash and access log know.
   *
   * @return {@code unary} or {@code stream}
   */
  public String methodType() {
    return methodType;
  }

  /**
   * Names the kind of stream for reflection.
   *
   * @return {@code producer}, {@code exchange}, {@code unknown}, or the empty string for a unary
   *     call
   */
  public String streamKind() {
    return streamKind;
  }
}
