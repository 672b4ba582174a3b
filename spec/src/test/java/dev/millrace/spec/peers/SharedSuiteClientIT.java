package dev.millrace.spec.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shared suite with our client, steered through the client driver, calling the released Python
 * worker. The 13 tests that write broken requests themselves are about servers, which leaves 192 a
 * transport. With a segment every batch that has rows goes through it, and none may be left there.
 */
// The slowest of all: it takes what the other classes leave free.
@Execution(ExecutionMode.CONCURRENT)
class SharedSuiteClientIT {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "unix", "tcp", "shm"})
  void everyGroupThatIsNotHttp(final String transport) throws IOException {
    suite("suite-client-" + transport, transport, Kit.peer("vgi-rpc-conformance"))
        .expect(192, LIMIT);
  }

  /**
   * The groups that move most; that the Python worker is freed of its batches says nothing of ours.
   */
  @Test
  void ourOwnWorkerThroughASegment() throws IOException {
    suite("suite-both-shm", "shm", Kit.program("conformance-worker"))
        .with(
            "MILLRACE_GROUPS",
            "TestExchangeStream TestProducerStream TestProducerStreamWithHeader TestCancel"
                + " TestLargeData TestErrorRecovery TestDynamicSchemaProducer"
                + " TestRichHeaderExchange TestConnectionReuse")
        .expect(48, LIMIT);
  }

  private static Suite suite(final String name, final String transport, final Path worker) {
    return new Suite(name, "test_shared_suite.py")
        .with("MILLRACE_ROLE", "client")
        .with("MILLRACE_TRANSPORTS", transport)
        .with("MILLRACE_WORKER", worker + " --describe")
        .with("VGI_CLIENT_DRIVER", Kit.program("client-driver"))
        .with("VGI_RPC_SHM_MIN_BATCH_BYTES", 1);
  }
}
