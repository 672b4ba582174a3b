package dev.millrace.sdk.replay;

import static dev.millrace.sdk.function.Parameter.constant;
import static dev.millrace.sdk.function.Parameter.named;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.sdk.Functions;
import dev.millrace.sdk.Worker;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.function.Types;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.VgiProtocol;
import dev.millrace.sdk.vgi.call.BindResponse;
import dev.millrace.sdk.vgi.call.GlobalInitResponse;
import dev.millrace.sdk.vgi.catalog.CatalogAttachResult;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What the released client sent to the reference worker, sent to ours byte for byte: every column
 * of a request is where that client puts it, optional ones included.
 */
class RecordedClientTest {
  private static final Schema NUMBERS = Types.table(Types.column("n", Types.INT64));

  /** The execution that the recorded worker named when the scan over several workers began. */
  private static final byte[] RECORDED_EXECUTION =
      HexFormat.of().parseHex("1c311b6199fa4f0195d93ed6a2a3f454");

  private final RpcServer server =
      RpcServer.builder()
          .service(
              VgiProtocol.class,
              Worker.named("example")
                  .add(Functions.scalar("upper_case", (String s) -> s.toUpperCase()))
                  .add(
                      Functions.table(
                          Declaration.of("sequence")
                              .parameters(
                                  constant("count", Types.INT64),
                                  named("batch_size", Types.INT64).defaultsTo(10))
                              .build(),
                          NUMBERS,
                          call -> numbers(call, call.arguments().getLong("batch_size"))))
                  .add(
                      Functions.table(
                          Declaration.of("partitioned_sequence")
                              .parameters(constant("count", Types.INT64))
                              .maxWorkers(24)
                              .build(),
                          NUMBERS,
                          call -> numbers(call, 1_000)))
                  .service())
          .build();

  private static TableProducer numbers(final ScanCall call, final long batch) {
    final long count = call.arguments().getLong("count");
    return out -> {
      final long end = call.storage().counterAdd("next", batch);
      if (end - batch >= count) {
        out.finish();
        return;
      }
      final Int64Builder column = out.builder().column(0, Int64Builder.class);
      for (long i = end - batch; i < Math.min(end, count); i++) {
        column.append(i);
      }
      out.emit();
    };
  }

  private List<RecordedClient.Answer> replay(final byte[] requests) {
    final RecordedClient client = new RecordedClient(requests);
    server.serve(client);
    return client.answers();
  }

  private static <R extends Record> R result(
      final RecordedClient.Answer answer, final Class<R> type) {
    assertEquals(Map.of(), answer.metadata());
    return RecordCodec.of(type).fromStream((byte[]) answer.rows().getFirst().get("result"));
  }

  private static void assertHeader(final RecordedClient.Answer answer, final long workers) {
    assertEquals(RecordCodec.of(GlobalInitResponse.class).schema(), answer.schema());
    assertEquals(workers, answer.rows().getFirst().get("max_workers"));
  }

  private static List<Long> numbers(final RecordedClient.Answer answer) {
    final List<Long> numbers = new ArrayList<>();
    answer.rows().forEach(row -> numbers.add((Long) row.get("n")));
    return numbers;
  }

  @Test
  void scalar() throws IOException {
    final List<RecordedClient.Answer> answers = replay(RecordedClient.recording("client-scalar"));
    assertEquals(3, answers.size());
    final Field bound =
        OneRow.readSchema(result(answers.get(0), BindResponse.class).outputSchema())
            .fields()
            .getFirst();
    assertEquals(Types.column("result", Types.UTF8), bound);
    assertHeader(answers.get(1), 99_999);
    assertEquals(
        Arrays.asList("ALICE", null, "BOB"),
        answers.get(2).rows().stream().map(row -> row.get("result")).toList());
  }

  @Test
  void table() throws IOException {
    final List<RecordedClient.Answer> answers = replay(RecordedClient.recording("client-table"));
    assertEquals(3, answers.size());
    assertEquals(
        NUMBERS, OneRow.readSchema(result(answers.get(0), BindResponse.class).outputSchema()));
    assertHeader(answers.get(1), 1);
    assertEquals(LongStream.range(0, 3000).boxed().toList(), numbers(answers.get(2)));
  }

  @Test
  void tableOverSeveralConnections() throws IOException {
    final List<RecordedClient.Answer> first =
        replay(RecordedClient.recording("client-table-first"));
    assertHeader(first.get(1), 24);
    final byte[] execution = (byte[]) first.get(1).rows().getFirst().get("execution_id");
    final byte[] second = RecordedClient.recording("client-table-second");
    replace(second, RECORDED_EXECUTION, execution);
    final List<RecordedClient.Answer> joined = replay(second);
    assertArrayEquals(execution, (byte[]) joined.get(0).rows().getFirst().get("execution_id"));
    final List<Long> all = new ArrayList<>(numbers(first.get(2)));
    all.addAll(numbers(joined.get(1)));
    assertEquals(20_000, all.size());
    assertEquals(LongStream.range(0, 20_000).boxed().toList(), new ArrayList<>(new TreeSet<>(all)));
  }

  private static void replace(final byte[] bytes, final byte[] from, final byte[] to) {
    for (int i = 0; i + from.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, bytes, i, to.length);
        return;
      }
    }
    throw new AssertionError("the recording does not name its execution");
  }

  @Test
  void attach() throws IOException {
    final byte[] requests = RecordedClient.recording("client-catalog-contents");
    final List<RecordedClient.Answer> answers = replay(requests);
    assertTrue(result(answers.get(0), CatalogAttachResult.class).supportsCatalogContents());
    // What the recorded worker answered to the attach is not what ours answers, so it is refused.
    assertEquals("EXCEPTION", answers.get(1).metadata().get("vgi_rpc.log_level"));
    assertTrue(
        answers.get(1).metadata().get("vgi_rpc.log_message").startsWith("NotFoundError: "),
        answers.get(1).metadata().toString());
  }
}
