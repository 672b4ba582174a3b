package dev.millrace.shm.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OwnedNamesTest {
  private static final String PREFIX = "mtest";
  private static final Path FOLDER = Path.of("/dev/shm");

  @Test
  void aProcessIsAliveUntilItEndsAndUnderItsStartOnly() throws Exception {
    final long own = ProcessHandle.current().pid();
    assertTrue(OwnedNames.isAlive(own, OwnedNames.ownStart()));
    assertTrue(OwnedNames.isAlive(own, 0));
    assertFalse(OwnedNames.isAlive(own, OwnedNames.ownStart() + 1));
    final Process other = new ProcessBuilder("sleep", "60").start();
    assertTrue(OwnedNames.isAlive(other.pid(), 0));
    other.destroyForcibly().waitFor();
    assertFalse(OwnedNames.isAlive(other.pid(), 0));
  }

  /** Else a process would have another start after the clock was set. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theStartIsCountedFromTheBoot() throws Exception {
    final Process clock = new ProcessBuilder("getconf", "CLK_TCK").start();
    final long ticks = Long.parseLong(new String(clock.getInputStream().readAllBytes()).strip());
    final String uptime = Files.readString(Path.of("/proc/uptime"));
    final double now = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
    assertTrue(OwnedNames.ownStart() > 0);
    assertTrue(OwnedNames.ownStart() <= now * ticks + 1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesOfTheDeadAreRemovedAndOthersAreNot() throws IOException {
    OwnedNames.sweep(PREFIX);
    final Path own = Files.createFile(FOLDER.resolve(OwnedNames.fresh(PREFIX)));
    final Path foreign = Files.createFile(FOLDER.resolve(PREFIX + "_x_y"));
    try {
      final String later =
          "%s_%d_%x_0".formatted(PREFIX, ProcessHandle.current().pid(), OwnedNames.ownStart() + 1);
      final Path dead = Files.createFile(FOLDER.resolve(later));
      assertEquals(1, OwnedNames.sweep(PREFIX));
      assertFalse(Files.exists(dead));
      assertTrue(Files.exists(own));
      assertTrue(Files.exists(foreign));
    } finally {
      Files.delete(own);
      Files.delete(foreign);
    }
  }
}
