package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several versions of the earlier line's one protocol: each request gets its own. */
@Timeout(60)
class EarlierVersionsTest {
  @RpcProtocol(name = "Old", version = "1.3.0")
  interface Version13 {
    String version();
  }

  @RpcProtocol(name = "Old", version = "1.2.0")
  interface Version12 {
    String version();

    String more();
  }

  private static final class Served12 implements Version12 {
    @Override
    public String version() {
      return "twelve";
    }

    @Override
    public String more() {
      return "more";
    }
  }

  private Peers peers;

  @BeforeEach
  void start() throws IOException {
    peers =
        new Peers(
            RpcServer.builder()
                .earlier(Version13.class, () -> "thirteen")
                .earlier(Version12.class, new Served12()));
  }

  @AfterEach
  void stop() {
    peers.close();
  }

  private String call(final String method, final String version) {
    final Metadata.Builder request =
        Metadata.builder().put(Keys.METHOD, method).put(Keys.REQUEST_VERSION, "1");
    if (version != null) {
      request.put(Keys.PROTOCOL_VERSION, version);
    }
    final BatchBuilder none = new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap());
    return ((VarBinaryColumn) peers.client.unary(none, request.build()).column("result"))
        .getText(0);
  }

  @Test
  void requestIsServedInItsVersion() {
    for (int i = 0; i < 3; i++) {
      assertEquals("thirteen", call("version", "1.3.0"));
      assertEquals("twelve", call("version", "1.2.7"));
      assertEquals("more", call("more", "1.2.0"));
    }
    assertEquals(2, peers.fixture.add(1, 1));
  }

  @Test
  void methodOfAnotherVersionIsNone() {
    final RpcException e = assertThrows(RpcException.class, () -> call("more", "1.3.0"));
    assertEquals("method_not_implemented", e.kind());
  }

  @Test
  void versionThatIsNotServedIsHeldAgainstTheNewest() {
    for (final String version : new String[] {"1.1.0", "1.4.0", "2.2.0", "junk", null}) {
      final RpcException e = assertThrows(RpcException.class, () -> call("version", version));
      assertEquals("protocol_version_mismatch", e.kind());
      assertTrue(e.errorMessage().contains("protocol_version mismatch"), e.errorMessage());
      assertTrue(e.errorMessage().contains("Server: 1.3.0"), e.errorMessage());
    }
  }

  @RpcProtocol(name = "Old")
  interface Unversioned {
    String version();
  }

  @Test
  void oneWithoutVersionTakesNothingFromThoseThatHaveOne() throws IOException {
    peers.close();
    peers =
        new Peers(
            RpcServer.builder()
                .earlier(Unversioned.class, () -> "none")
                .earlier(Version13.class, () -> "thirteen"));
    assertEquals("thirteen", call("version", "1.3.0"));
    assertEquals("none", call("version", null));
  }
}
