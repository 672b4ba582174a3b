package dev.millrace.sdk.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.sdk.compat.EngineConversation.Call;
import dev.millrace.sdk.demo.DemoWorker;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every request that a real engine sent in the recorded conversations, in order, to our demo
 * worker; each answer is held against the layouts that the engine compares ([COMPAT-6]).
 */
class EngineReplayTest {
  private static final Map<String, String> RECORDS =
      Map.ofEntries(
          Map.entry("bind", "BindResponse"),
          Map.entry("table_function_cardinality", "TableCardinality"),
          Map.entry("table_function_dynamic_to_string", "TableFunctionDynamicToStringResponse"),
          Map.entry("catalog_attach", "CatalogAttachResult"),
          Map.entry("catalog_version", "CatalogVersionResponse"),
          Map.entry("catalog_schemas", "SchemasResponse"),
          Map.entry("catalog_schema_contents_functions", "FunctionsResponse"),
          Map.entry("catalog_schema_contents_macros", "MacrosResponse"),
          Map.entry("catalog_schema_contents_tables", "TablesResponse"),
          Map.entry("catalog_schema_contents_views", "ViewsResponse"),
          Map.entry("catalog_copy_from_formats", "CopyFromFormatsResponse"),
          Map.entry("catalog_table_get", "TablesResponse"),
          Map.entry("aggregate_destructor", "AggregateDestructorResponse"),
          Map.entry("aggregate_window_destructor", "AggregateWindowDestructorResponse"),
          Map.entry("table_buffering_destructor", "TableBufferingDestructorResponse"));

  private static final Map<String, String> ITEMS =
      Map.of(
          "SchemasResponse", "SchemaInfo",
          "FunctionsResponse", "FunctionInfo",
          "MacrosResponse", "MacroInfo",
          "TablesResponse", "TableInfo",
          "ViewsResponse", "ViewInfo",
          "CopyFromFormatsResponse", "CopyFromFormatInfo");

  /** What an engine leaves out when it was told that there are no transactions. */
  private static final Set<String> TRANSACTIONS =
      Set.of("catalog_transaction_begin", "catalog_transaction_commit");

  private final RpcServer server =
      EarlierLine.addTo(RpcServer.builder(), DemoWorker.worker().service()).build();
  private final Identifiers identifiers = new Identifiers();

  private List<Call> replay(final String name) throws IOException {
    final EngineConversation conversation = new EngineConversation(Recording.of(name), identifiers);
    server.serve(conversation);
    return conversation.calls();
  }

  /** The record inside the answer of a unary call; null when there is none. */
  static Map<String, Object> result(final Recording.Stream answer) {
    if (answer.rows().isEmpty() || !(answer.rows().getFirst().get("result") instanceof byte[] b)) {
      return null;
    }
    return OneRow.read(
        b, batch -> batch.rowCount() == 0 ? Map.of() : Recording.rows(batch).getFirst());
  }

  private static void checkUnary(final Call call) {
    assertEquals(1, call.answered.size(), call.method());
    final Recording.Stream answer = call.answered.getFirst();
    if (TRANSACTIONS.contains(call.method())) {
      assertError(answer, "has no transactions");
      return;
    }
    assertNull(answer.error(), call.method());
    if (call.method().equals("__transport_options__")) {
      assertEquals(call.expected.getFirst().schema(), answer.schema());
      assertEquals(
          call.expected.getFirst().metadata().getFirst().keySet(),
          answer.metadata().getFirst().keySet());
      assertEquals("true", answer.metadata().getFirst().get("vgi_rpc.transport.shm"));
      return;
    }
    assertEquals(List.of("result"), answer.schema().fields().stream().map(f -> f.name()).toList());
    assertEquals(
        call.expected.getFirst().schema().fields().getFirst().type(),
        answer.schema().fields().getFirst().type());
    if (call.method().equals("table_function_statistics")) {
      return; // read by name, not compared
    }
    final String record = RECORDS.get(call.method());
    assertNotNull(record, call.method());
    final Map<String, Object> row =
        Layouts.row(record, (byte[]) answer.rows().getFirst().get("result"));
    if (ITEMS.containsKey(record)) {
      for (final Object item : (Collection<?>) row.get("items")) {
        Layouts.row(ITEMS.get(record), (byte[]) item);
      }
    }
  }

  private static void assertError(final Recording.Stream answer, final String text) {
    assertNotNull(answer.error());
    assertTrue(answer.error().contains(text), answer.error());
    assertFalse(answer.metadata().getLast().containsKey("vgi_rpc.error_code"));
  }

  private static void checkInit(final Call call) {
    // An engine that has enough closes the connection: what we say to that nobody hears.
    assertTrue(call.answered.size() == 2 || !call.input.ended(), "header and output");
    Layouts.check("GlobalInitResponse", call.answered.getFirst().schema());
    final Recording.Stream output = call.answered.get(1);
    if (call.input.ended()) {
      assertNull(output.error());
    }
    final Schema expected = call.expected.getLast().schema();
    assertEquals(expected, output.schema());
  }

  private List<Call> checked(final String name) throws IOException {
    final List<Call> calls = replay(name);
    assertFalse(calls.isEmpty());
    for (final Call call : calls) {
      if (call.method().equals("init")) {
        checkInit(call);
      } else {
        checkUnary(call);
      }
    }
    return calls;
  }

  private static Call init(final List<Call> calls) {
    return calls.stream().filter(c -> c.method().equals("init")).findFirst().orElseThrow();
  }

  private static List<Map<String, Object>> output(final List<Call> calls) {
    return init(calls).answered.get(1).rows();
  }

  @Test
  void attachAndBrowse() throws IOException {
    final List<Call> calls = checked("demo-attach-browse");
    final Set<Object> functions = new TreeSet<>();
    for (final Call call : calls) {
      if (call.method().equals("catalog_schema_contents_functions")) {
        for (final Object item : (Collection<?>) result(call.answered.getFirst()).get("items")) {
          functions.add(Layouts.row("FunctionInfo", (byte[]) item).get("name"));
        }
      }
    }
    assertTrue(
        functions.containsAll(Set.of("upper_case", "numbers", "echo")), functions.toString());
  }

  @Test
  void scalar() throws IOException {
    final List<Call> calls = checked("demo-scalar");
    assertEquals(init(calls).expected.getLast().rows(), output(calls));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-table", "demo-table-segment"})
  void table(final String name) throws IOException {
    final List<Call> calls = checked(name);
    final Map<String, Object> rows = same(calls, "table_function_cardinality");
    assertEquals("n", same(calls, "table_function_statistics").get("column_name"));
    final List<Map<String, Object>> output = output(calls);
    assertEquals(rows.get("max"), (long) output.size());
    for (int i = 0; i < output.size(); i++) {
      assertEquals((long) i, output.get(i).get("n"));
    }
  }

  /** The answer to a method, which tells what the recorded worker told. */
  private static Map<String, Object> same(final List<Call> calls, final String method) {
    final Call call =
        calls.stream().filter(c -> c.method().equals(method)).findFirst().orElseThrow();
    final Map<String, Object> told = result(call.answered.getFirst());
    assertEquals(result(call.expected.getFirst()), told);
    return told;
  }

  @Test
  void tableOnFourConnections() throws IOException {
    final List<Object> all = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      output(checked("demo-table-4-threads-" + i + "of4")).forEach(row -> all.add(row.get("n")));
    }
    assertEquals(40_000, all.size());
    assertEquals(40_000, new TreeSet<>(all).size());
  }

  @Test
  void limitAndCancel() throws IOException {
    final List<Call> calls = checked("demo-table-limit-cancel-1of2");
    assertEquals(200, output(calls).size());
    checked("demo-table-limit-cancel-2of2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-echo", "demo-echo-segment"})
  void echo(final String name) throws IOException {
    checked(name + "-1of2");
    final List<Call> calls = checked(name + "-2of2");
    assertEquals(init(calls).input.rows(), output(calls));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example-aggregate",
        "example-attach-browse",
        "example-buffering-1of2",
        "example-buffering-2of2",
        "example-filter-pushdown",
        "example-scalar",
        "example-setting-secret",
        "example-table-time-travel",
        "example-window"
      })
  void whatIsNotThereIsRefused(final String name) throws IOException {
    for (final Call call : replay(name)) {
      assertFalse(call.answered.isEmpty(), call.method());
      final Recording.Stream answer = call.answered.getFirst();
      if (answer.error() == null) {
        checkUnary(call);
      } else {
        // a name or an identifier that is not ours; never that the request made no sense
        assertFalse(answer.error().startsWith("Malformed"), answer.error());
        assertFalse(answer.error().startsWith("TypeError"), answer.error());
        assertFalse(answer.metadata().getLast().containsKey("vgi_rpc.error_code"));
      }
    }
  }
}
