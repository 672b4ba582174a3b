package dev.millrace.spec.peers;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shared suite with the released Python client calling our worker: 205 tests a transport, none
 * skipped.
 */
class SharedSuiteServerIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "subprocess", "unix", "unix_threaded", "unix_launcher", "tcp"})
  void everyGroupThatIsNotHttp(final String transport) throws IOException {
    suite("suite-server-" + transport).with("MILLRACE_TRANSPORTS", transport).expect(205, LIMIT);
  }

  /**
   * Memory, descriptors and threads that a worker keeps over many calls, and the kind of transport
   * handlers see.
   */
  @Test
  void groupsThatLookAtTheWorkerItself() throws IOException {
    suite("suite-server-once")
        .with("MILLRACE_TRANSPORTS", "unix")
        .with("MILLRACE_GROUPS", "TestResourceSoak TestTransportKindContext")
        // The compiler's threads come and go as it likes: the threads that are counted are ours.
        .with("MILLRACE_JAVA_OPTIONS", "-XX:-UseDynamicNumberOfCompilerThreads")
        .expect(4, LIMIT);
  }

  private static Suite suite(final String name) {
    return new Suite(name, "test_shared_suite.py")
        .with("MILLRACE_ROLE", "server")
        .with("MILLRACE_WORKER", Kit.program("conformance-worker") + " --describe");
  }
}
