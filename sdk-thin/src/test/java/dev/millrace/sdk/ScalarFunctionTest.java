package dev.millrace.sdk;

import static dev.millrace.sdk.function.Parameter.column;
import static dev.millrace.sdk.function.Parameter.constant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarFunctionTest {
  private static ServedWorker served;
  private static VgiClient client;

  @BeforeAll
  static void serve() throws IOException {
    final Declaration scaled =
        Declaration.of("scaled")
            .parameters(
                column("value", Types.INT64),
                constant("factor", Types.INT64).doc("how often").atLeast(1).atMost(10))
            .returns(Types.INT64)
            .build();
    final Declaration named =
        Declaration.of("named")
            .parameters(
                column("value", Types.UTF8),
                constant("form", Types.UTF8).oneOf("short", "long").defaultsTo("short"))
            .returns(Types.UTF8)
            .build();
    final Declaration answer = Declaration.of("answer").returns(Types.INT64).build();
    final Declaration lost =
        Declaration.of("lost").parameters(column("v", Types.INT64)).returns(Types.INT64).build();
    final Declaration count =
        Declaration.of("how_many")
            .parameters(column("first", Types.ANY).repeated())
            .returns(Types.INT64)
            .build();
    served =
        new ServedWorker(
            Worker.named("test")
                .add(Functions.scalar("plus_one", (long v) -> v + 1))
                .add(Functions.scalar("times", (long a, long b) -> a * b))
                .add(Functions.scalar("half", (double v) -> v / 2))
                .add(Functions.scalar("power", (double a, double b) -> Math.pow(a, b)))
                .add(Functions.scalar("shout", (String s) -> s.isEmpty() ? null : s + "!"))
                .add(Functions.scalar("glue", (String a, String b) -> a + b))
                .add(Functions.scalar("size", (String s) -> s.length()))
                .add(
                    Functions.scalar(
                        scaled,
                        call -> {
                          final long factor = call.arguments().getLong("factor");
                          return (rows, result) -> {
                            final var out = (Int64Builder) result;
                            final var in = (dev.millrace.codec.column.Int64Column) rows.column(0);
                            for (long i = 0; i < rows.rowCount(); i++) {
                              out.append(in.get(i) * factor);
                            }
                          };
                        }))
                .add(
                    Functions.scalar(
                        named,
                        call ->
                            (rows, result) -> {
                              for (long i = 0; i < rows.rowCount(); i++) {
                                ((VarBinaryBuilder) result)
                                    .append(call.arguments().getString("form"));
                              }
                            }))
                .add(
                    Functions.scalar(
                        answer,
                        (rows, result) -> {
                          for (long i = 0; i < rows.rowCount(); i++) {
                            ((Int64Builder) result).append(42);
                          }
                        }))
                .add(Functions.scalar(lost, (_, _) -> {}))
                .add(
                    Functions.scalar(
                        count,
                        (rows, result) -> {
                          for (long i = 0; i < rows.rowCount(); i++) {
                            ((Int64Builder) result).append(rows.columnCount());
                          }
                        }))
                .add(Functions.scalar("either", (long v) -> v))
                .add(Functions.scalar("either", (String s) -> s))
                .add(Functions.scalar("breaks", (long v) -> 1 / v)));
    client = served.client();
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    served.close();
  }

  private static Schema columns(final Field... types) {
    final Field[] fields = new Field[types.length];
    for (int i = 0; i < types.length; i++) {
      fields[i] = types[i].withName("col_" + i);
    }
    return Schema.of(fields);
  }

  private static List<Object> one(final String function, final Field type, final Object... rows)
      throws Exception {
    return Rows.evaluate(
        client.scalar(function),
        columns(type),
        Arrays.stream(rows).map(r -> Arrays.asList(r)).toList());
  }

  private static List<List<Object>> rows(final Object... pairs) {
    return Arrays.stream(pairs).map(p -> Arrays.asList((Object[]) p)).toList();
  }

  @Test
  void lambdasOfOneRowPassNullsThrough() throws Exception {
    assertEquals(Arrays.asList(2L, null, 0L), one("plus_one", Types.INT64, 1L, null, -1L));
    assertEquals(Arrays.asList(0.75, null), one("half", Types.FLOAT64, 1.5, null));
    assertEquals(Arrays.asList("é!", null, null), one("shout", Types.UTF8, "é", null, ""));
    assertEquals(Arrays.asList(3L, null), one("size", Types.UTF8, "abc", null));
    assertEquals(
        Arrays.asList(6L, null, null),
        Rows.evaluate(
            client.scalar("times"),
            columns(Types.INT64, Types.INT64),
            rows(new Object[] {2L, 3L}, new Object[] {null, 1L}, new Object[] {1L, null})));
    assertEquals(
        List.of(8.0),
        Rows.evaluate(
            client.scalar("power"),
            columns(Types.FLOAT64, Types.FLOAT64),
            rows((Object) new Object[] {2.0, 3.0})));
    assertEquals(
        List.of("ab"),
        Rows.evaluate(
            client.scalar("glue"),
            columns(Types.UTF8, Types.UTF8),
            rows((Object) new Object[] {"a", "b"})));
  }

  @Test
  void narrowerNumbersAreWidened() throws Exception {
    assertEquals(Arrays.asList(2L, null), one("plus_one", Types.INT32, 1, null));
    assertEquals(List.of(1.5), one("half", Types.INT64, 3L));
  }

  @Test
  void constantsArriveConvertedAndChecked() throws Exception {
    assertEquals(
        List.of(21L),
        Rows.evaluate(
            client.scalar("scaled").constant(3), columns(Types.INT64), List.of(List.of(7L))));
    assertEquals(
        List.of("long"),
        Rows.evaluate(
            client.scalar("named").constant("long"), columns(Types.UTF8), List.of(List.of("x"))));
    assertEquals(
        List.of("short"),
        Rows.evaluate(client.scalar("named"), columns(Types.UTF8), List.of(List.of("x"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0     | must be >= 1
          11    | must be <= 10
          null  | cannot be NULL
          1.5   | must be int64
          'x'   | must be int64
          """)
  void constantsOutsideOfTheirLimitsAreRefused(final String value, final String told) {
    final Object constant =
        switch (value) {
          case "null" -> null;
          case "1.5" -> 1.5;
          case "x" -> "x";
          default -> Long.valueOf(value);
        };
    final RpcException e =
        assertThrows(
            RpcException.class,
            () -> client.scalar("scaled").constant(constant).open(columns(Types.INT64)));
    assertEquals("ArgumentValidationError", e.errorType());
    assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
    assertTrue(e.errorMessage().contains("'factor'"), e.errorMessage());
    assertTrue(e.errorMessage().contains(told), e.errorMessage());
  }

  @Test
  void choicesAreEnforced() {
    final RpcException e =
        assertThrows(
            RpcException.class,
            () -> client.scalar("named").constant("tall").open(columns(Types.UTF8)));
    assertTrue(e.errorMessage().contains("must be one of the allowed choices"), e.errorMessage());
  }

  @Test
  void functionsWithoutColumnsAnswerEveryRow() throws Exception {
    assertEquals(
        List.of(42L, 42L, 42L),
        Rows.evaluate(
            client.scalar("answer"), Schema.EMPTY, List.of(List.of(), List.of(), List.of())));
  }

  @Test
  void repeatedColumnsOfAnyType() throws Exception {
    assertEquals(
        List.of(3L),
        Rows.evaluate(
            client.scalar("how_many"),
            columns(Types.INT64, Types.UTF8, Types.BOOL),
            rows((Object) new Object[] {1L, "x", true})));
    assertThrows(RpcException.class, () -> client.scalar("how_many").open(Schema.EMPTY));
  }

  @Test
  void overloadsAreChosenByType() throws Exception {
    assertEquals(List.of(5L), one("either", Types.INT64, 5L));
    assertEquals(List.of("five"), one("either", Types.UTF8, "five"));
    final RpcException e =
        assertThrows(RpcException.class, () -> client.scalar("either").open(columns(Types.BOOL)));
    assertTrue(e.errorMessage().startsWith("No matching function 'either'"), e.errorMessage());
  }

  @Test
  void wrongCallsAreTold() {
    assertEquals(
        "Unknown function 'plus_on'. Did you mean plus_one?",
        assertThrows(RpcException.class, () -> client.scalar("plus_on").open(columns(Types.INT64)))
            .errorMessage());
    final RpcException other =
        assertThrows(
            RpcException.class,
            () -> client.scalar("plus_one").inSchema("data").open(columns(Types.INT64)));
    assertTrue(other.errorMessage().contains("not registered in schema 'data'"));
    assertTrue(
        assertThrows(
                RpcException.class,
                () -> client.scalar("plus_one").open(columns(Types.INT64, Types.INT64)))
            .errorMessage()
            .contains("takes 1 columns, got 2"));
    assertTrue(
        assertThrows(RpcException.class, () -> client.scalar("plus_one").open(columns(Types.UTF8)))
            .errorMessage()
            .contains("must be int64, got a column of utf8"));
    assertTrue(
        assertThrows(RpcException.class, () -> client.table("plus_one").bind())
            .errorMessage()
            .contains("is a scalar function"));
  }

  @Test
  void whatAFunctionThrowsReachesTheCallerAndTheNextCallWorks() throws Exception {
    final RpcException e =
        assertThrows(RpcException.class, () -> one("breaks", Types.INT64, 1L, 0L));
    assertEquals("ArithmeticException", e.errorType());
    assertTrue(e.errorMessage().contains("by zero"), e.errorMessage());
    assertEquals(List.of(1L), one("breaks", Types.INT64, 1L));
  }

  @Test
  void aResultOfTheWrongLengthIsAnError() {
    final RpcException e = assertThrows(RpcException.class, () -> one("lost", Types.INT64, 1L));
    assertTrue(e.errorMessage().contains("0 values for 1 rows"), e.errorMessage());
  }
}
