package dev.millrace.dispatch;

/**
 * A stream, seen from both sides. A service returns one made by {@link ProducerStream#of} or {@link
 * ExchangeStream#of}; a client's proxy returns one that is driven by the methods of {@link
 * ProducerStream} or {@link ExchangeStream}. Declared as the return type of a method when only the
 * call decides which of the two it is.
 *
 * @param <H> record that precedes the output, {@link Void} when there is none
 */
public sealed interface RpcStream<H> extends AutoCloseable permits ProducerStream, ExchangeStream {

  /**
   * Gives the stream's header.
   *
   * @return the header, or null when the stream has none
   */
  H header();

  /**
   * Client: drives this stream as a producer.
   *
   * @return this stream
   * @throws IllegalStateException when it is known to be an exchange
   */
  ProducerStream<H> asProducer();

  /**
   * Client: drives this stream as an exchange.
   *
   * @return this stream
   * @throws IllegalStateException when it is known to be a producer
   */
  ExchangeStream<H> asExchange();

  /**
   * Client: tells the server to stop; its {@code onCancel} hook runs once. The connection stays
   * usable. Does nothing on a stream that is cancelled, closed or at its end already.
   */
  void cancel();

  /**
   * Client: ends the stream in good order and reads it to its end, so that the connection is free
   * for the next call. Does nothing when that has happened already.
   */
  @Override
  void close();
}
