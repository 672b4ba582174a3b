package dev.millrace.spec.kit.service;

import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.Exchange;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.StreamInput;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.spec.kit.record.ConformanceHeader;
import dev.millrace.spec.kit.record.Rich;
import dev.millrace.spec.kit.record.RichHeader;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.stream.Collectors;

/** What {@link ExchangeCalls} do. */
interface ExchangeMethods extends ExchangeCalls {
  /**
   * Gives the counters of the cancellable streams.
   *
   * @return the counters
   */
  CancelProbe probe();

  @Override
  default ExchangeStream<Void> exchangeScale(final double factor) {
    return ExchangeStream.of(Schemas.FLOATS, Schemas.FLOATS, new Scaling(factor));
  }

  @Override
  default ExchangeStream<Void> exchangeCastCompatible() {
    return exchangeScale(1.0);
  }

  @Override
  default ExchangeStream<Void> exchangeAccumulate() {
    return ExchangeStream.of(
        Schemas.FLOATS,
        Schemas.ACCUMULATED,
        new Exchange() {
          private double sum;
          private long exchanges;

          @Override
          public void exchange(final StreamInput in, final StreamOutput out) {
            final Float64Column values = (Float64Column) in.batch().column(0);
            for (long i = 0; i < values.length(); i++) {
              sum += values.isNull(i) ? 0 : values.get(i);
            }
            out.builder().column(0, Float64Builder.class).append(sum);
            out.builder().column(1, Int64Builder.class).append(++exchanges);
            out.emit();
          }
        });
  }

  @Override
  default ExchangeStream<Void> exchangeWithLogs() {
    return ExchangeStream.of(
        Schemas.FLOATS,
        Schemas.FLOATS,
        (in, out) -> {
          out.context().log(LogLevel.INFO, "exchange processing");
          out.context().log(LogLevel.DEBUG, "exchange debug");
          out.emit(in.batch());
        });
  }

  @Override
  default ExchangeStream<Void> exchangeZeroColumns() {
    return ExchangeStream.of(Schema.EMPTY, Schema.EMPTY, (in, out) -> out.emit(in.batch()));
  }

  @Override
  default ExchangeStream<Void> exchangeInputMetadata() {
    return ExchangeStream.of(
        Schemas.FLOATS,
        Schemas.INPUT_METADATA,
        (in, out) -> {
          final String seen = in.metadata().get("vgi.conformance.input");
          final String keys =
              in.metadata().entries().stream()
                  .map(Metadata.Entry::key)
                  .sorted()
                  .collect(Collectors.joining(","));
          out.builder().column(0, VarBinaryBuilder.class).append(seen == null ? "" : seen);
          out.builder().column(1, VarBinaryBuilder.class).append(keys);
          out.emit();
        });
  }

  @Override
  default ExchangeStream<Void> exchangeErrorOnNth(final long failOn) {
    return ExchangeStream.of(
        Schemas.FLOATS,
        Schemas.FLOATS,
        new Exchange() {
          private long exchanges;

          @Override
          public void exchange(final StreamInput in, final StreamOutput out) {
            if (++exchanges >= failOn) {
              throw new RpcException("RuntimeError", "intentional error on exchange " + exchanges);
            }
            out.emit(in.batch());
          }
        });
  }

  @Override
  default ExchangeStream<Void> exchangeErrorOnInit() {
    throw new RpcException("RuntimeError", "intentional exchange init error");
  }

  @Override
  default ExchangeStream<Void> exchangeOversized(final long rowsPerBatch) {
    return ExchangeStream.of(
        Schemas.FLOATS,
        Schemas.COUNTER,
        (in, out) -> {
          ProducerMethods.counterRows(out.builder(), 0, rowsPerBatch);
          out.emit();
        });
  }

  @Override
  default ExchangeStream<ConformanceHeader> exchangeWithHeader(final double factor) {
    return ExchangeStream.of(
        Schemas.FLOATS,
        Schemas.FLOATS,
        new ConformanceHeader(0, "scale by " + PythonFloat.text(factor)),
        new Scaling(factor));
  }

  @Override
  default ExchangeStream<RichHeader> exchangeWithRichHeader(final long seed, final double factor) {
    return ExchangeStream.of(
        Schemas.FLOATS, Schemas.FLOATS, Rich.header(seed), new Scaling(factor));
  }

  @Override
  default ExchangeStream<Void> cancellableExchange() {
    return ExchangeStream.of(
        Schemas.FLOATS,
        Schemas.FLOATS,
        new Exchange() {
          @Override
          public void exchange(final StreamInput in, final StreamOutput out) {
            probe().count(CancelProbe.Event.EXCHANGED);
            out.emit(in.batch());
          }

          @Override
          public void onCancel(final CallContext context) {
            probe().count(CancelProbe.Event.CANCELLED);
          }
        });
  }

  @Override
  default ExchangeStream<Void> exchangeSessionCounter() {
    return ExchangeStream.of(
        Schemas.BY,
        Schemas.INTEGERS,
        (in, out) -> {
          throw CounterMethods.noSession();
        });
  }

  /**
   * Multiplies every value.
   *
   * @param factor by what
   */
  record Scaling(double factor) implements Exchange {
    @Override
    public void exchange(final StreamInput in, final StreamOutput out) {
      final Float64Column values = (Float64Column) in.batch().column(0);
      final Float64Builder scaled = out.builder().column(0, Float64Builder.class);
      for (long i = 0; i < values.length(); i++) {
        if (values.isNull(i)) {
          scaled.appendNull();
        } else {
          scaled.append(values.get(i) * factor);
        }
      }
      out.emit();
    }
  }
}
