package dev.millrace.spec.peers;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A released engine of the earlier line against the packaged demo worker, which it starts itself:
 * SQL in, rows out, with a segment and without.
 */
class EngineIT {
  private static final int TESTS = 2 * 12;

  @Test
  void withoutASegment() throws IOException {
    run("engine", 0);
  }

  @Test
  void withASegment() throws IOException {
    run("engine-segment", 256 << 20);
  }

  private static void run(final String name, final int segment) throws IOException {
    final PythonPeers.Engine engine = PythonPeers.engine();
    new Suite(name, engine.interpreter(), Kit.ENGINE_SUITE, "test_engine.py")
        .with("MILLRACE_WORKER", Kit.demoWorker())
        .with("MILLRACE_ENGINE_EXTENSION", engine.extension())
        .with("VGI_RPC_SHM_SIZE_BYTES", segment)
        .expect(TESTS, Duration.ofMinutes(5));
  }
}
