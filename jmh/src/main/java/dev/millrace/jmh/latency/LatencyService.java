package dev.millrace.jmh.latency;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.RpcProtocol;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;

/** The calls whose latency is measured. */
@RpcProtocol(name = "latency.v1", version = "1.0.0")
interface LatencyService {
  Schema VALUES =
      Schema.of(Field.required("value", new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE)));

  /** Does nothing. */
  void nothing();

  /** Adds; no call repeats the last one. */
  long add(long a, long b);

  /** Sends every batch back. */
  ExchangeStream<Void> echo();

  /** The service itself. */
  static LatencyService served() {
    return new LatencyService() {
      @Override
      public void nothing() {}

      @Override
      public long add(final long a, final long b) {
        return a + b;
      }

      @Override
      public ExchangeStream<Void> echo() {
        return ExchangeStream.of(VALUES, VALUES, (in, out) -> out.emit(in.batch()));
      }
    };
  }

  /** A batch of so many rows. */
  @SuppressWarnings("resource") // the batch is the process's
  static BatchBuilder rows(final int count) {
    final BatchBuilder batch = new BatchBuilder(VALUES, BuilderMemory.offHeap());
    final Float64Builder values = batch.column(0, Float64Builder.class);
    for (int i = 0; i < count; i++) {
      values.append(i);
    }
    return batch;
  }
}
