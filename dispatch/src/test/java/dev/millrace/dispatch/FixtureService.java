package dev.millrace.dispatch;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.ErrorDetail;
import dev.millrace.dispatch.error.ErrorType;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Serves {@link Fixture} and counts what its streams go through. */
public class FixtureService implements Fixture {
  static final Schema COUNTER = Schema.of(Field.nullable("n", new ArrowType.Int(64, true)));
  static final Schema VALUE =
      Schema.of(Field.nullable("value", new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE)));
  static final Schema SEEN = Schema.of(Field.nullable("seen", new ArrowType.Utf8()));
  static final Schema PAIR =
      Schema.of(
          Field.nullable("left", new ArrowType.Utf8()),
          Field.nullable("right", new ArrowType.Int(64, true)));

  final AtomicLong turns = new AtomicLong();
  final AtomicLong cancels = new AtomicLong();
  final AtomicLong closes = new AtomicLong();

  @ErrorType("ValueError")
  static final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadValue(final String message) {
      super(message, new IllegalStateException("the reason"));
    }
  }

  @Override
  public double add(final double a, final double b) {
    return a + b;
  }

  @Override
  public void nothing() {
    turns.incrementAndGet();
  }

  @Override
  public String greet(final String name, final String mark) {
    return "hello " + name + mark;
  }

  @Override
  public String maybe(final String value) {
    return value;
  }

  @Override
  public Color next(final Color color) {
    return Color.values()[(color.ordinal() + 1) % Color.values().length];
  }

  @Override
  public Point mirror(final Point point) {
    return new Point(point.y(), point.x());
  }

  @Override
  public MemorySegment echo(final MemorySegment data) {
    return data;
  }

  @Override
  public String whoAmI(final CallContext context) {
    return String.join(
        " ",
        context.protocol(),
        context.method(),
        context.kind().wireName(),
        context.serverId(),
        context.requestId(),
        String.valueOf(context.attribute(String.class)));
  }

  @Override
  public void fail(final String type, final String message) {
    throw type.isEmpty() ? new BadValue(message) : new RpcException(type, message);
  }

  @Override
  public void failWith(final String code, final String kind, final long padding) {
    throw RpcException.builder("Refused", "as asked")
        .codeText(code)
        .kind(kind)
        .detail(new ErrorDetail.RetryInfo(1.5))
        .detail(new ErrorDetail.ErrorInfo(Map.of("p", "x".repeat((int) padding))))
        .detail(new ErrorDetail.Custom("fixture.Probe", Map.of("note", "ünï")))
        .build();
  }

  @Override
  public void failUnnamed() {
    throw new ArithmeticException();
  }

  @Override
  public String chatter(final CallContext context, final long lines) {
    for (long i = 0; i < lines; i++) {
      context.log(LogLevel.INFO, "line " + i, Map.of("i", i, "text", "λ"));
    }
    return "done";
  }

  @Override
  public String brokenPromise() {
    throw new StackOverflowError("deep");
  }

  @Override
  public List<Long> counters() {
    return List.of(turns.get(), cancels.get(), closes.get());
  }

  private final class Counting implements Producer {
    private final long upTo;
    private long at;

    Counting(final long upTo) {
      this.upTo = upTo;
    }

    @Override
    public void produce(final Tick tick, final StreamOutput out) {
      turns.incrementAndGet();
      if (at == upTo) {
        out.finish();
        return;
      }
      out.builder().column(0, Int64Builder.class).append(at++);
      out.emit();
    }

    @Override
    public void onCancel(final CallContext context) {
      cancels.incrementAndGet();
      throw new IllegalStateException("hooks may fail");
    }

    @Override
    public void onClose() {
      closes.incrementAndGet();
    }
  }

  @Override
  public ProducerStream<Void> count(final long upTo) {
    return ProducerStream.of(COUNTER, new Counting(upTo));
  }

  @Override
  public ProducerStream<Header> countWithHeader(final CallContext context, final long upTo) {
    context.log(LogLevel.DEBUG, "before the header");
    return ProducerStream.of(COUNTER, new Header(upTo, "up to " + upTo), new Counting(upTo));
  }

  private static void emit(final StreamOutput out, final long rows, final long value) {
    final Int64Builder column = out.builder().column(0, Int64Builder.class);
    for (long row = 0; row < rows; row++) {
      column.append(value);
    }
    out.emit();
  }

  @Override
  public ProducerStream<Void> large(final String end) {
    return ProducerStream.of(
        COUNTER,
        new Producer() {
          private long turn;

          @Override
          public void produce(final Tick tick, final StreamOutput out) {
            if (turn == LARGE_BATCHES && end.equals("finish")) {
              out.finish();
              return;
            }
            if (turn == LARGE_BATCHES && end.equals("fail")) {
              throw new BadValue("after " + turn);
            }
            emit(out, LARGE_ROWS, turn);
            if (turn++ == LARGE_BATCHES && end.equals("emit and finish")) {
              out.finish();
            }
          }
        });
  }

  @Override
  public ProducerStream<Void> huge(final long rows) {
    return ProducerStream.of(
        COUNTER,
        new Producer() {
          private long turn;

          @Override
          public void produce(final Tick tick, final StreamOutput out) {
            emit(out, rows, turn++);
          }
        });
  }

  @Override
  public ProducerStream<Void> endless() {
    return ProducerStream.of(COUNTER, new Counting(Long.MAX_VALUE));
  }

  @Override
  public ProducerStream<Void> refuses(final String message) {
    throw new BadValue(message);
  }

  @Override
  public ProducerStream<Header> refusesWithHeader(final CallContext context) {
    context.log(LogLevel.INFO, "about to refuse");
    throw new BadValue("no header for you");
  }

  @Override
  public ProducerStream<Void> failsAfter(final long batches) {
    final Counting counting = new Counting(Long.MAX_VALUE);
    return ProducerStream.of(
        COUNTER,
        (tick, out) -> {
          tick.context().log(LogLevel.INFO, "turn " + counting.at);
          if (counting.at == batches) {
            out.builder().column(0, Int64Builder.class).append(99);
            out.emit();
            throw new BadValue("after " + batches);
          }
          counting.produce(tick, out);
        });
  }

  @Override
  public ProducerStream<Void> misbehaves(final String how) {
    return ProducerStream.of(
        COUNTER,
        (tick, out) -> {
          switch (how) {
            case "nothing" -> {}
            case "twice" -> {
              out.builder().column(0, Int64Builder.class).append(1);
              out.emit();
              out.emit();
            }
            case "foreign" -> {
              final BatchBuilder other =
                  new BatchBuilder(SEEN, dev.millrace.codec.build.BuilderMemory.offHeap());
              out.emit(other);
            }
            default -> throw new Exception("checked");
          }
        });
  }

  @Override
  public ProducerStream<Void> repeatsTicks() {
    return ProducerStream.of(
        SEEN,
        (tick, out) -> {
          final String seen = tick.metadata().get("app.tick");
          out.builder()
              .column(0, VarBinaryBuilder.class)
              .append(seen == null ? tick.metadata().entries().toString() : seen);
          out.emit(Metadata.of("app.answer", "ünïcode-λ"));
          if ("last".equals(seen)) {
            out.finish();
          }
        });
  }

  @Override
  public ExchangeStream<Void> scale(final double factor) {
    return ExchangeStream.of(
        VALUE,
        VALUE,
        new Exchange() {
          @Override
          public void exchange(final StreamInput in, final StreamOutput out) {
            turns.incrementAndGet();
            final Float64Column values = (Float64Column) in.batch().column(0);
            final Float64Builder scaled = out.builder().column(0, Float64Builder.class);
            for (long i = 0; i < values.length(); i++) {
              scaled.append(values.get(i) * factor);
            }
            out.emit(in.metadata());
          }

          @Override
          public void onCancel(final CallContext context) {
            cancels.incrementAndGet();
          }

          @Override
          public void onClose() {
            closes.incrementAndGet();
          }
        });
  }

  @Override
  public ExchangeStream<Void> reverse() {
    return ExchangeStream.of(
        PAIR,
        Schema.of(PAIR.fields().get(1), PAIR.fields().get(0)),
        (in, out) -> out.emit(in.batch()));
  }

  @Override
  public ExchangeStream<Void> failsOn(final long turn) {
    final AtomicLong at = new AtomicLong();
    return ExchangeStream.of(
        VALUE,
        VALUE,
        (in, out) -> {
          if (at.incrementAndGet() == turn) {
            throw RpcException.builder("Refused", "turn " + turn)
                .code(ErrorCode.OUT_OF_RANGE)
                .build();
          }
          out.emit(in.batch());
        });
  }

  @Override
  public RpcStream<Void> either(final boolean producer) {
    return producer ? count(1) : scale(2);
  }
}
