package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.spec.kit.record.ConformanceHeader;
import dev.millrace.spec.kit.record.RichHeader;

/** Methods that open exchange streams. */
public interface ExchangeCalls {
  /**
   * Multiplies.
   *
   * @param factor factor of every value
   * @return the stream
   */
  ExchangeStream<Void> exchangeScale(double factor);

  /**
   * Echoes floats, whatever castable numbers come in.
   *
   * @return the stream
   */
  ExchangeStream<Void> exchangeCastCompatible();

  /**
   * Sums over all batches so far.
   *
   * @return the stream
   */
  ExchangeStream<Void> exchangeAccumulate();

  /**
   * Logs twice a batch, then echoes.
   *
   * @return the stream
   */
  ExchangeStream<Void> exchangeWithLogs();

  /**
   * Exchanges batches without columns.
   *
   * @return the stream
   */
  ExchangeStream<Void> exchangeZeroColumns();

  /**
   * Reports the metadata of each batch that comes in.
   *
   * @return the stream
   */
  ExchangeStream<Void> exchangeInputMetadata();

  /**
   * Echoes until it fails.
   *
   * @param failOn the exchange that fails, from 1
   * @return the stream
   */
  ExchangeStream<Void> exchangeErrorOnNth(long failOn);

  /**
   * Fails before there is a stream.
   *
   * @return never
   */
  ExchangeStream<Void> exchangeErrorOnInit();

  /**
   * Answers with many rows, whatever comes in.
   *
   * @param rowsPerBatch rows of each batch
   * @return the stream
   */
  ExchangeStream<Void> exchangeOversized(long rowsPerBatch);

  /**
   * Multiplies, after a header.
   *
   * @param factor factor of every value
   * @return the stream
   */
  ExchangeStream<ConformanceHeader> exchangeWithHeader(double factor);

  /**
   * Multiplies, after a header with many types.
   *
   * @param seed seed of the header
   * @param factor factor of every value
   * @return the stream
   */
  ExchangeStream<RichHeader> exchangeWithRichHeader(long seed, double factor);

  /**
   * Echoes until it is cancelled, and counts.
   *
   * @return the stream
   */
  ExchangeStream<Void> cancellableExchange();

  /**
   * Adds to a counter in a session; fails where there is none.
   *
   * @return the stream
   */
  ExchangeStream<Void> exchangeSessionCounter();
}
