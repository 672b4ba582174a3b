package dev.millrace.sdk.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.sdk.ServedWorker;
import dev.millrace.sdk.demo.DemoWorker;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MillraceTest {
  private static ServedWorker served;

  @BeforeAll
  static void serve() throws IOException {
    served = new ServedWorker(DemoWorker.worker());
  }

  @AfterAll
  static void stop() throws IOException {
    served.close();
  }

  /** What a command left behind. */
  private record Ended(int status, List<String> out, String err) {}

  private static Ended run(final String... args) {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final int status = Millrace.execute(new PrintWriter(out), new PrintWriter(err), args);
    return new Ended(status, out.toString().lines().toList(), err.toString());
  }

  private static String worker() {
    return "unix://" + served.socket();
  }

  @Test
  void describesProtocolsAndMethods() {
    final Ended protocols = run("describe", "-w", worker());
    assertEquals(0, protocols.status(), protocols.err());
    assertTrue(
        protocols.out().get(2).matches("vgi\\.v2 +2\\.2\\.0 +774cb80090d71ea7[0-9a-f]{48}"),
        protocols.out()::toString);
    final Ended methods = run("describe", "vgi.v2", "-w", worker());
    assertEquals(2 + 72, methods.out().size());
    assertTrue(
        methods.out().stream()
            .anyMatch(l -> l.matches("catalog_version .*attach_opaque_data: binary.*result.*")));
  }

  @Test
  void listsTheFunctionsOfACatalog() {
    final Ended listed = run("catalog", "demo", "-w", worker());
    assertEquals(0, listed.status(), listed.err());
    final String all = String.join("\n", listed.out());
    assertTrue(all.contains("main.multiply(value int64, factor int64 const) -> int64"), all);
    assertTrue(all.contains("main.numbers(count int64, batch_size int64 := 0)"), all);
    assertTrue(all.contains("main.echo(data table)"), all);
  }

  @Test
  void scansATable() {
    final Ended scanned =
        run("scan", "numbers", "1000", "-n", "batch_size=100", "--rows", "2", "-w", worker());
    assertEquals(0, scanned.status(), scanned.err());
    assertEquals(List.of("n", "-", "0", "1"), scanned.out().subList(0, 4));
    assertTrue(
        scanned.out().get(4).startsWith("1000 rows in 10 batches over 1 connections"),
        scanned.out().get(4));
  }

  @Test
  void evaluatesAScalar() {
    final Ended evaluated = run("scalar", "multiply", "7", "null", "-c", "6", "-w", worker());
    assertEquals(0, evaluated.status(), evaluated.err());
    assertEquals("7         42", evaluated.out().get(2));
    assertEquals("null    NULL", evaluated.out().get(3));
    final Ended text = run("scalar", "main.upper_case", "'a b'", "-w", worker());
    assertEquals("'a b'  A B", text.out().get(2));
  }

  @Test
  void sendsATableThroughAFunction() throws Exception {
    final Ended rows = run("transform", "echo", "1,one", "null,two", "-w", worker());
    assertEquals(0, rows.status(), rows.err());
    assertEquals(
        List.of("col_0  col_1", "-----  -----", "    1  one", " NULL  two"),
        rows.out().subList(0, 4));
    assertTrue(rows.out().get(4).startsWith("2 rows in, 2 out in 1 batches"), rows.out().get(4));
    final Path file = Files.createTempFile("millrace", ".arrow");
    try {
      final Schema schema = Types.table(Types.column("n", Types.INT64));
      try (OffHeapMemory memory = BuilderMemory.offHeap()) {
        final BatchBuilder batch = new BatchBuilder(schema, memory);
        batch.column(0, Int64Builder.class).append(7);
        final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
        Files.write(file, writer.batch(batch, Metadata.EMPTY).toByteArray());
        Files.write(
            file, writer.batch(batch, Metadata.EMPTY).toByteArray(), StandardOpenOption.APPEND);
        Files.write(file, writer.end().toByteArray(), StandardOpenOption.APPEND);
      }
      final Ended ended =
          run("transform", "main.echo", "-i", file.toString(), "--finish", "-w", worker());
      assertEquals(0, ended.status(), ended.err());
      assertEquals(List.of("n", "-", "7", "7"), ended.out().subList(0, 4));
      assertTrue(ended.out().get(4).startsWith("2 rows in, 2 out in"), ended.out().get(4));
    } finally {
      Files.delete(file);
    }
    assertEquals(2, run("transform", "echo", "-w", worker()).status());
  }

  @Test
  void failuresAreToldInALine() {
    final Ended failed = run("scan", "numbers", "--", "-1");
    assertEquals(2, failed.status());
    final Ended refused = run("scan", "-w", worker(), "numbers", "--", "-1");
    assertEquals(1, refused.status());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains("must be >= 0"), refused.err());
    assertEquals(1, run("catalog", "-w", "unix:///nowhere/at.all").status());
    assertEquals(2, run("fly").status());
  }
}
