package dev.millrace.spec.kit.service;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.LogLevel;
import dev.millrace.dispatch.Producer;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.dispatch.Tick;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.spec.kit.record.ConformanceHeader;
import dev.millrace.spec.kit.record.Rich;
import dev.millrace.spec.kit.record.RichHeader;
import dev.millrace.wire.schema.Metadata;

/** What {@link ProducerCalls} do. */
interface ProducerMethods extends ProducerCalls {
  /** The text with letters outside ASCII that annotated batches carry. */
  String LABEL = "\u00fcn\u00efcode-\u03bb";

  /**
   * Gives the counters of the cancellable streams.
   *
   * @return the counters
   */
  CancelProbe probe();

  @Override
  default ProducerStream<Void> produceN(final long count) {
    return ProducerStream.of(Schemas.COUNTER, new Counting(count));
  }

  @Override
  default ProducerStream<Void> produceEmpty() {
    return ProducerStream.of(Schemas.COUNTER, (tick, out) -> out.finish());
  }

  @Override
  default ProducerStream<Void> produceSingle() {
    return produceN(1);
  }

  @Override
  default ProducerStream<Void> produceLargeBatches(final long rowsPerBatch, final long batchCount) {
    return ProducerStream.of(
        Schemas.COUNTER,
        new Turns(batchCount) {
          @Override
          void emit(final long batch, final StreamOutput out) {
            counterRows(out.builder(), batch * rowsPerBatch, rowsPerBatch);
            out.emit();
          }
        });
  }

  @Override
  default ProducerStream<Void> produceOversizedBatch(final long rowsPerBatch) {
    return produceLargeBatches(rowsPerBatch, 1);
  }

  @Override
  default ProducerStream<Void> produceAnnotatedBatches(final long count, final long rowsPerBatch) {
    return ProducerStream.of(
        Schemas.INTEGERS,
        new Turns(count) {
          @Override
          void emit(final long batch, final StreamOutput out) {
            final Int64Builder values = out.builder().column(0, Int64Builder.class);
            for (long row = 0; row < rowsPerBatch; row++) {
              values.append(batch * 1_000_000 + row);
            }
            out.emit(
                Metadata.of(
                    "conformance.batch_index", Long.toString(batch),
                    "conformance.batch_total", Long.toString(count),
                    "conformance.emit_label", LABEL));
          }
        });
  }

  @Override
  default ProducerStream<Void> produceTickMetadata(final long count) {
    return ProducerStream.of(
        Schemas.TICKS,
        new Producer() {
          private long next;

          @Override
          public void produce(final Tick tick, final StreamOutput out) {
            final String seen = tick.metadata().get("vgi.conformance.tick");
            out.builder().column(0, Int64Builder.class).append(next);
            out.builder().column(1, VarBinaryBuilder.class).append(seen == null ? "" : seen);
            out.emit();
            if (++next >= count) {
              out.finish();
            }
          }
        });
  }

  @Override
  default ProducerStream<Void> produceWithLogs(final long count) {
    return ProducerStream.of(
        Schemas.COUNTER,
        new Counting(count) {
          @Override
          void emit(final long turn, final StreamOutput out) {
            out.context().log(LogLevel.INFO, "producing batch " + turn);
            super.emit(turn, out);
          }
        });
  }

  @Override
  default ProducerStream<Void> produceErrorMidStream(final long emitBeforeError) {
    return ProducerStream.of(
        Schemas.COUNTER,
        new Counting(emitBeforeError) {
          @Override
          void end(final StreamOutput out) {
            throw new RpcException(
                "RuntimeError", "intentional error after " + emitBeforeError + " batches");
          }
        });
  }

  @Override
  default ProducerStream<Void> produceErrorOnInit() {
    throw new RpcException("RuntimeError", "intentional init error");
  }

  @Override
  default ProducerStream<ConformanceHeader> produceWithHeader(final long count) {
    return ProducerStream.of(
        Schemas.COUNTER,
        new ConformanceHeader(count, "producing " + count + " batches"),
        new Counting(count));
  }

  @Override
  default ProducerStream<ConformanceHeader> produceWithHeaderAndLogs(
      final long count, final CallContext ctx) {
    ctx.log(LogLevel.INFO, "stream init log");
    return ProducerStream.of(
        Schemas.COUNTER,
        new ConformanceHeader(count, "producing " + count + " with logs"),
        new Counting(count));
  }

  @Override
  default ProducerStream<RichHeader> produceWithRichHeader(final long seed, final long count) {
    return ProducerStream.of(Schemas.COUNTER, Rich.header(seed), new Counting(count));
  }

  @Override
  default ProducerStream<RichHeader> produceDynamicSchema(
      final long seed,
      final long count,
      final boolean includeStrings,
      final boolean includeFloats) {
    return ProducerStream.of(
        Schemas.dynamic(includeStrings, includeFloats),
        Rich.header(seed),
        new Turns(count) {
          @Override
          void emit(final long turn, final StreamOutput out) {
            final BatchBuilder batch = out.builder();
            int column = 0;
            batch.column(column++, Int64Builder.class).append(turn);
            if (includeStrings) {
              batch.column(column++, VarBinaryBuilder.class).append("row-" + turn);
            }
            if (includeFloats) {
              batch.column(column, Float64Builder.class).append(turn * 1.5);
            }
            out.emit();
          }
        });
  }

  @Override
  default ProducerStream<Void> cancellableProducer() {
    return ProducerStream.of(
        Schemas.COUNTER,
        new Counting(Long.MAX_VALUE) {
          @Override
          void emit(final long turn, final StreamOutput out) {
            probe().count(CancelProbe.Event.PRODUCED);
            super.emit(turn, out);
          }

          @Override
          public void onCancel(final CallContext context) {
            probe().count(CancelProbe.Event.CANCELLED);
          }
        });
  }

  @Override
  default ProducerStream<Void> streamSessionCounter(final long count) {
    return ProducerStream.of(
        Schemas.INTEGERS,
        new Turns(count) {
          @Override
          void emit(final long turn, final StreamOutput out) {
            throw CounterMethods.noSession();
          }
        });
  }

  /**
   * Appends rows of the counter schema.
   *
   * @param batch builder of that schema
   * @param first index of the first row
   * @param rows how many
   */
  static void counterRows(final BatchBuilder batch, final long first, final long rows) {
    final Int64Builder index = batch.column(0, Int64Builder.class);
    final Int64Builder value = batch.column(1, Int64Builder.class);
    for (long i = first; i < first + rows; i++) {
      index.append(i);
      value.append(i * 10);
    }
  }

  /** A producer that emits in a number of turns and ends in the one after. */
  abstract class Turns implements Producer {
    private final long count;
    private long turn;

    /**
     * Creates the producer.
     *
     * @param count how many turns emit
     */
    Turns(final long count) {
      this.count = count;
    }

    @Override
    public final void produce(final Tick tick, final StreamOutput out) {
      if (turn >= count) {
        end(out);
      } else {
        emit(turn++, out);
      }
    }

    /**
     * Emits the batch of a turn.
     *
     * @param number the turn, from 0
     * @param out where it goes
     */
    abstract void emit(long number, StreamOutput out);

    /**
     * Ends the stream.
     *
     * @param out the stream
     */
    void end(final StreamOutput out) {
      out.finish();
    }
  }

  /** One row of the counter schema a turn. */
  class Counting extends Turns {
    /**
     * Creates the producer.
     *
     * @param count how many turns emit
     */
    Counting(final long count) {
      super(count);
    }

    @Override
    void emit(final long number, final StreamOutput out) {
      counterRows(out.builder(), number, 1);
      out.emit();
    }
  }
}
