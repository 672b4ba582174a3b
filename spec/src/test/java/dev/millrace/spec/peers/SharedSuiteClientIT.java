package dev.millrace.spec.peers;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shared suite with our client, steered through the client driver, calling the released Python
 * worker. The 13 tests that write broken requests themselves are about servers, which leaves 192 a
 * transport.
 */
class SharedSuiteClientIT {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "unix", "tcp"})
  void everyGroupThatIsNotHttp(final String transport) throws IOException {
    new Suite("suite-client-" + transport, "test_shared_suite.py")
        .with("MILLRACE_ROLE", "client")
        .with("MILLRACE_TRANSPORTS", transport)
        .with("MILLRACE_WORKER", Kit.peer("vgi-rpc-conformance") + " --describe")
        .with("VGI_CLIENT_DRIVER", Kit.program("client-driver"))
        .expect(192, LIMIT);
  }
}
