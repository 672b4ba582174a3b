package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.RpcProtocol;

/**
 * The protocol that tests of hand-written clients use: exact schemas, and the corners of a stream's
 * end.
 */
@RpcProtocol(name = "ClientConformanceService")
public interface NativeClientService {
  /**
   * Echoes batches of one exact schema.
   *
   * @return the stream
   */
  ExchangeStream<Void> typedExchange();

  /**
   * Gives one-row batches.
   *
   * @param count how many
   * @param payloadBytes size of the payload of each
   * @return the stream
   */
  ProducerStream<Void> producerSequence(long count, long payloadBytes);

  /**
   * Gives a batch without rows, then one with a row.
   *
   * @return the stream
   */
  ProducerStream<Void> producerZeroRowThenValue();

  /**
   * Gives its only batch in the turn it finishes in.
   *
   * @return the stream
   */
  ProducerStream<Void> producerEmitAndFinish();

  /**
   * Finishes at once.
   *
   * @return the stream
   */
  ProducerStream<Void> producerEmpty();

  /**
   * Opens a session with a counter; fails where there are no sessions.
   *
   * @param initial first value
   * @return the first value
   */
  long openClientSession(long initial);

  /**
   * Adds to the session's counter; fails without a session.
   *
   * @param by what to add
   * @return the new value
   */
  long incrementClientSession(long by);

  /**
   * Ends the session; fails without one.
   *
   * @return the last value
   */
  long closeClientSession();

  /**
   * Answers with bytes that count up.
   *
   * @param size how many, up to 16 MiB
   * @return byte {@code i} is {@code i} modulo 251
   */
  byte[] largeResponse(long size);

  /**
   * Echoes bytes.
   *
   * @param value any bytes
   * @return the bytes
   */
  byte[] echoBytes(byte[] value);
}
