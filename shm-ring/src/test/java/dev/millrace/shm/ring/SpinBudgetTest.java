package dev.millrace.shm.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpinBudgetTest {
  private static final long SHORT = 60_000;
  private static final long LONG = 3_000_000;

  private final SpinBudget budget = new SpinBudget();

  @BeforeEach
  void needsTwoProcessors() {
    assumeTrue(
        Runtime.getRuntime().availableProcessors() > 1, "with one processor nobody ever looks");
  }

  private void waits(final int times, final long nanos) {
    for (int i = 0; i < times; i++) {
      budget.ended(nanos);
    }
  }

  @Test
  void looksAsLongAsWaitsAreShort() {
    assertTrue(budget.nanos() > 0);
    waits(100, SHORT);
    assertTrue(budget.nanos() > 0);
    waits(1, LONG);
    assertTrue(budget.nanos() > 0, "one long wait between queries says nothing about the next");
  }

  @Test
  void sleepsAtOnceWhenWaitsAreLong() {
    waits(20, LONG);
    assertEquals(0, budget.nanos());
    waits(3, SHORT);
    assertEquals(0, budget.nanos());
  }

  @Test
  void findsOutWhileItSleepsThatWaitsBecameShort() {
    waits(20, LONG);
    waits(20, SHORT);
    assertTrue(budget.nanos() > 0);
  }

  @Test
  void aThirdOfLongWaitsIsTooMuch() {
    for (int i = 0; i < 20; i++) {
      waits(2, SHORT);
      waits(1, LONG);
    }
    assertEquals(0, budget.nanos());
  }
}
