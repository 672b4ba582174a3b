package dev.millrace.spec.kit.service;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What {@link NativeClientService} does. */
public final class NativeClientMethods implements NativeClientService {
  private static final int CYCLE = 251;
  private static final long LARGEST = 16L << 20;

  /** The schema of the typed exchange, in both directions. */
  public static final Schema TYPED =
      Schema.of(
          nullable("nullable_float", "float64"),
          nullable("tags", "list<item?:utf8>"),
          nullable("category", "dictionary<index:int16,value:utf8>"),
          nullable("event_time", "timestamp(us,tz=UTC)"),
          nullable("amount", "decimal128(18,4)"),
          nullable("nested", "struct<name?:utf8,scores?:list<item?:int32>>"));

  private static final Schema SEQUENCE =
      Schema.of(required("index", "int64"), required("payload", "binary"));

  /** Creates the methods; they hold no state. */
  public NativeClientMethods() {}

  @Override
  public ExchangeStream<Void> typedExchange() {
    return ExchangeStream.of(TYPED, TYPED, (in, out) -> out.emit(in.batch()));
  }

  @Override
  public ProducerStream<Void> producerSequence(final long count, final long payloadBytes) {
    if (count < 0 || payloadBytes < 0) {
      throw new RpcException("ValueError", "count and payload_bytes must not be negative");
    }
    return ProducerStream.of(
        SEQUENCE,
        new ProducerMethods.Turns(count) {
          @Override
          void emit(final long turn, final StreamOutput out) {
            final byte[] payload = new byte[Math.toIntExact(payloadBytes)];
            Arrays.fill(payload, (byte) (turn % CYCLE));
            row(out, turn, payload);
          }
        });
  }

  @Override
  public ProducerStream<Void> producerZeroRowThenValue() {
    return ProducerStream.of(
        SEQUENCE,
        new ProducerMethods.Turns(2) {
          @Override
          void emit(final long turn, final StreamOutput out) {
            if (turn == 0) {
              out.builder();
              out.emit();
            } else {
              row(out, 7, "after-zero");
            }
          }
        });
  }

  @Override
  public ProducerStream<Void> producerEmitAndFinish() {
    return ProducerStream.of(
        SEQUENCE,
        (tick, out) -> {
          row(out, 99, "terminal");
          out.finish();
        });
  }

  @Override
  public ProducerStream<Void> producerEmpty() {
    return ProducerStream.of(SEQUENCE, (tick, out) -> out.finish());
  }

  @Override
  public long openClientSession(final long initial) {
    throw new RpcException("RuntimeError", "sessions need a transport that carries them: HTTP");
  }

  @Override
  public long incrementClientSession(final long by) {
    throw CounterMethods.noSession();
  }

  @Override
  public long closeClientSession() {
    throw CounterMethods.noSession();
  }

  @Override
  public byte[] largeResponse(final long size) {
    if (size < 0 || size > LARGEST) {
      throw new RpcException("ValueError", "size is not between 0 and " + LARGEST + ": " + size);
    }
    final byte[] bytes = new byte[(int) size];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i % CYCLE);
    }
    return bytes;
  }

  @Override
  public byte[] echoBytes(final byte[] value) {
    return value;
  }

  private static void row(final StreamOutput out, final long index, final byte[] payload) {
    final BatchBuilder batch = out.builder();
    batch.column(0, Int64Builder.class).append(index);
    batch.column(1, VarBinaryBuilder.class).append(payload);
    out.emit();
  }

  private static void row(final StreamOutput out, final long index, final String payload) {
    row(out, index, payload.getBytes(StandardCharsets.US_ASCII));
  }

  private static Field nullable(final String name, final String token) {
    return required(name, token).withNullable(true);
  }

  private static Field required(final String name, final String token) {
    return TypeToken.parse(token).withName(name);
  }
}
