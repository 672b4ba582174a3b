package dev.millrace.jmh.headline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

  /** The bare processes move every row, too: their sums are checked in every run. */
  @ParameterizedTest
  @CsvSource({"numbers,pipe", "numbers,shm", "echo,unix", "echo,shm", "upper_case,shm"})
  void movesEveryRow(final String workload, final String transport) throws Exception {
    final RunOptions options =
        new RunOptions(workload, transport, 2, 0, 1000, "limit", 10_000, 1, 1, List.of());
    try (LimitSubject limit = new LimitSubject(options, Run.javaCommand(), 2)) {
      assertEquals(10_000, limit.run());
      assertEquals(10_000, limit.run());
      assertEquals(1000, limit.batchRows());
    }
  }
}
