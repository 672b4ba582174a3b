package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Our side of a run with a peer: the packaged programs, our pytest files, and where reports go. */
final class Kit {
  /** Where logs and reports of the runs are kept. */
  static final Path REPORTS = PythonPeers.moduleDirectory().resolve("target/peers");

  /** The folder of our pytest files. */
  static final Path SUITE = PythonPeers.moduleDirectory().resolve("src/test/python");

  /** The folder of those that run in the environment of the earlier line. */
  static final Path EARLIER_SUITE =
      PythonPeers.moduleDirectory().resolve("src/test/python-earlier");

  /** The folder of those that run in the environment of the released engine. */
  static final Path ENGINE_SUITE = PythonPeers.moduleDirectory().resolve("src/test/python-engine");

  private Kit() {}

  /**
   * Gives the demo worker, as the package phase made it.
   *
   * @return path of the launcher
   */
  static Path demoWorker() {
    final Path worker =
        PythonPeers.moduleDirectory().resolveSibling("sdk-thin/target/millrace/bin/demo-worker");
    assertTrue(Files.isExecutable(worker), () -> "not packaged: " + worker);
    return worker;
  }

  /**
   * Gives a program of our kit, as the package phase made it.
   *
   * @param name such as {@code conformance-worker}
   * @return path of the launcher
   */
  static Path program(final String name) {
    final Path launcher = PythonPeers.moduleDirectory().resolve("target/kit/bin").resolve(name);
    assertTrue(Files.isExecutable(launcher), () -> "not packaged: " + launcher);
    return launcher;
  }

  /**
   * Gives a program of the peers.
   *
   * @param name such as {@code vgi-rpc-test}
   * @return path of the program
   */
  static Path peer(final String name) {
    final Path program = PythonPeers.newest().resolveSibling(name);
    assertTrue(Files.isExecutable(program), () -> "not there: " + program);
    return program;
  }
}
