package dev.millrace.shm.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that works on shared state until it has done its part or is killed; started by the
 * tests.
 */
final class StateWorker {
  static final byte[] NS = "ns".getBytes(StandardCharsets.UTF_8);
  static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

  private StateWorker() {}

  public static void main(final String[] args) throws Exception {
    final int rounds = Integer.parseInt(args[2]);
    final StateDirectory directory = new StateDirectory(Path.of(args[0]), 1L << 30);
    try (StateStore store = directory.open(new byte[] {1})) {
      final StateStore.Counter counter = store.counter(NS, KEY);
      for (int i = 0; i < rounds; i++) {
        counter.add(1);
        store.append(NS, KEY, (args[1] + ":" + i).getBytes(StandardCharsets.UTF_8));
        store.push(NS, KEY, (args[1] + ":" + i).getBytes(StandardCharsets.UTF_8));
        store.put(NS, ("key-" + i).getBytes(StandardCharsets.UTF_8), new byte[i % 500]);
      }
    }
  }

  static Process start(final Path folder, final String name, final int rounds) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StateWorker.class.getName(),
                folder.toString(),
                name,
                Integer.toString(rounds)))
        .inheritIO()
        .start();
  }
}
