package dev.millrace.sdk.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerLocationTest {

  @Test
  void socketsAndCommands() {
    assertEquals(
        new WorkerLocation.Unix(Path.of("/run/w.sock")),
        WorkerLocation.parse("unix:///run/w.sock"));
    assertEquals(
        new WorkerLocation.Tcp("127.0.0.1", 815), WorkerLocation.parse("tcp://127.0.0.1:815"));
    assertEquals(
        new WorkerLocation.Command(List.of("java", "-cp", "a b", "it's", "")),
        WorkerLocation.parse(" java -cp 'a b'  \"it's\" '' "));
  }

  @Test
  void whatIsNoLocationIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> WorkerLocation.parse("http://x"));
    assertThrows(IllegalArgumentException.class, () -> WorkerLocation.parse("tcp://x"));
    assertThrows(IllegalArgumentException.class, () -> WorkerLocation.parse("tcp://x:y"));
    assertThrows(IllegalArgumentException.class, () -> WorkerLocation.parse("worker 'a"));
    assertThrows(IllegalArgumentException.class, () -> WorkerLocation.parse("  "));
  }
}
