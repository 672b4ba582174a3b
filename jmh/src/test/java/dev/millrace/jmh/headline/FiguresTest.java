package dev.millrace.jmh.headline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  @TempDir private Path target;

  private static Figure figure(
      final String transport, final int batchRows, final String implementation, final double rows) {
    return new Figure(
        "numbers",
        transport,
        2,
        batchRows,
        implementation,
        new Spread(rows, rows - 1, rows + 1),
        "java numbers");
  }

  private static Map<String, Object> machine(final String commit) {
    final Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cpu", "mill wheel");
    machine.put("commit", commit);
    return machine;
  }

  @Test
  void writesTheKeysThatReadersRelyOn() throws IOException {
    Figures.none(target, machine("a")).add(figure("shm", 0, "millrace", 1000));
    final List<Object> json = JSON.std.listFrom(Files.readString(target.resolve("headline.json")));
    assertEquals(
        List.of(
            Map.of(
                "workload",
                "numbers",
                "transport",
                "shm",
                "connections",
                2,
                "batchRows",
                0,
                "implementation",
                "millrace",
                "rowsPerSecond",
                Map.of("median", 1000, "min", 999, "max", 1001),
                "bytesPerSecond",
                8000,
                "command",
                "java numbers")),
        json);
  }

  @Test
  void keepsFiguresOfTheSameConditionsOnly() throws IOException {
    final Figures first = Figures.none(target, machine("a"));
    first.add(figure("pipe", 0, "rust", 10));
    first.add(figure("shm", 0, "rust", 20));
    final Figures next = Figures.kept(target, machine("a"));
    next.add(figure("shm", 0, "rust", 30));
    assertEquals(
        List.of(10.0, 30.0), next.all().stream().map(f -> f.rowsPerSecond().median()).toList());
    final IOException refused =
        assertThrows(IOException.class, () -> Figures.kept(target, machine("b")));
    assertTrue(refused.getMessage().contains("commit"), refused.getMessage());
    assertEquals(List.of(), Figures.none(target, machine("b")).all());
  }

  @Test
  void comparesWithinOneCombination() {
    final List<Comparison> lines =
        Comparison.of(
            List.of(
                figure("shm", Published.BATCH_ROWS, "millrace", 900e6),
                figure("shm", Published.BATCH_ROWS, "limit", 1000e6),
                figure("shm", Published.BATCH_ROWS, "rust", 300e6),
                figure("shm", Published.BATCH_ROWS, "python", 100e6),
                figure("shm", 0, "millrace", 5)));
    assertEquals(2, lines.size());
    assertEquals(0.9, lines.getFirst().ofLimit(), 1e-9);
    assertEquals(3, lines.getFirst().toPeer(), 1e-9);
    assertEquals(459e6, lines.getFirst().published(), 1);
    assertTrue(Double.isNaN(lines.getLast().ofLimit()));
    assertTrue(Double.isNaN(lines.getLast().toPeer()));
    assertTrue(Double.isNaN(lines.getLast().published()));
  }

  @Test
  void medianAndRange() {
    assertEquals(new Spread(3, 1, 9), Spread.of(new double[] {9, 1, 3}));
    assertEquals(new Spread(2, 1, 3), Spread.of(new double[] {3, 1}));
  }

  @Test
  void aResultThatIsWrongIsNoFigure() {
    assertThrows(IllegalStateException.class, () -> Workload.check(41, 42, "sum"));
  }

  @Test
  void whatIsMissingIsToldOrRefused() throws IOException {
    final Path ours = Files.createFile(target.resolve("demo-worker"));
    assertThrows(IOException.class, () -> Peers.find(ours, target));
    assertTrue(ours.toFile().setExecutable(true));
    Files.writeString(target.resolve("python-absent"), "no Python\n");
    assertThrows(IOException.class, () -> Peers.find(ours, target));
    final Path rust = Files.createFile(target.resolve("rust-worker"));
    assertTrue(rust.toFile().setExecutable(true));
    final Peers peers = Peers.find(ours, target);
    assertEquals(List.of("python: no Python"), peers.absent());
    assertEquals(List.of(rust.toString()), peers.command("rust"));
    assertEquals(null, peers.command("python"));
  }
}
