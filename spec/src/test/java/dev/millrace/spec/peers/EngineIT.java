package dev.millrace.spec.peers;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A released engine of the earlier line against the packaged demo worker, which it starts itself:
 * SQL in, rows out, with a segment and without. Its tests find workers in {@code /proc}.
 */
@EnabledOnOs(OS.LINUX)
class EngineIT {
  private static final int TESTS = 2 * 12;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void withoutASegment() throws IOException {
    suite("engine", 0).expect(TESTS, PATIENCE);
  }

  /** Compiled as well as users' workers are. */
  @Test
  void withASegment() throws IOException {
    suite("engine-segment", 256 << 20).with("MILLRACE_JAVA_OPTIONS", "").expect(TESTS, PATIENCE);
  }

  private static Suite suite(final String name, final int segment) throws IOException {
    final PythonPeers.Engine engine = PythonPeers.engine();
    return new Suite(name, engine.interpreter(), Kit.ENGINE_SUITE, "test_engine.py")
        .with("MILLRACE_WORKER", Kit.demoWorker())
        .with("MILLRACE_ENGINE_EXTENSION", engine.extension())
        .with("VGI_RPC_SHM_SIZE_BYTES", segment);
  }
}
