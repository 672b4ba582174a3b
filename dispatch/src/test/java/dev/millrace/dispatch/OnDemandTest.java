package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.server.RpcServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services whose methods are read when they are called. */
@Timeout(60)
class OnDemandTest {
  @RpcProtocol(name = "late.v1", version = "1.0.0")
  interface Late {
    long twice(long value);

    void odd(Thread value);
  }

  /** The same without the mistake, for callers. */
  @RpcProtocol(name = "late.v1", version = "1.0.0")
  interface Called {
    long twice(long value);

    void odd(long value);
  }

  private static final class Served implements Late {
    @Override
    public long twice(final long value) {
      return 2 * value;
    }

    @Override
    public void odd(final Thread value) {
      throw new AssertionError("called");
    }
  }

  @Test
  void whatIsWrongWithADeclarationIsFoundByTheBuilderOrByTheCall() throws IOException {
    final IllegalArgumentException early =
        assertThrows(
            IllegalArgumentException.class,
            () -> RpcServer.builder().service(Late.class, new Served()));
    assertTrue(early.getMessage().contains("Late.odd"), early.getMessage());
    try (Peers peers = new Peers(RpcServer.builder().onDemand().service(Late.class, new Served()));
        RpcClient client = peers.connect()) {
      final Called called = client.bind(Called.class);
      assertEquals(6, called.twice(3));
      for (int i = 0; i < 2; i++) {
        final RpcException late = assertThrows(RpcException.class, () -> called.odd(1));
        assertTrue(late.errorMessage().contains("Late.odd"), late.errorMessage());
        assertEquals(8, called.twice(4));
      }
    }
  }
}
