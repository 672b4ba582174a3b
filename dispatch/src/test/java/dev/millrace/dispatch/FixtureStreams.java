package dev.millrace.dispatch;

/** The stream methods of {@link Fixture}; a protocol may be spread over interfaces. */
public interface FixtureStreams {
  ProducerStream<Void> count(long upTo);

  ProducerStream<Header> countWithHeader(CallContext context, long upTo);

  /** Ten batches of 50,000 rows that all hold their number, then an end of this kind. */
  ProducerStream<Void> large(String end);

  /** Batches of so many rows without end, each value the number of its batch. */
  ProducerStream<Void> huge(long rows);

  int LARGE_BATCHES = 10;
  int LARGE_ROWS = 50_000;

  ProducerStream<Void> endless();

  ProducerStream<Void> refuses(String message);

  ProducerStream<Header> refusesWithHeader(CallContext context);

  ProducerStream<Void> failsAfter(long batches);

  ProducerStream<Void> misbehaves(String how);

  ProducerStream<Void> repeatsTicks();

  ExchangeStream<Void> scale(double factor);

  ExchangeStream<Void> reverse();

  ExchangeStream<Void> failsOn(long turn);

  RpcStream<Void> either(boolean producer);

  record Header(long total, String text) {}
}
