package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.value.annotation.Named;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.reflection.MethodInfo;
import dev.millrace.dispatch.reflection.ProtocolList;
import dev.millrace.dispatch.reflection.ProtocolSummary;
import dev.millrace.dispatch.reflection.Reflection;
import dev.millrace.dispatch.reflection.ServiceDescription;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.RpcServerBuilder;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server tells about itself, and the digests implementations compare. */
@Timeout(60)
class ReflectionTest {
  private static final String REFLECTION_HASH =
      "3c7db4cae8cdfc93dc4a76e73b8b759e18e45e6a5811adba4e520366344b919a";

  @RpcProtocol(name = "zeta.v1", deprecation = "use eta.v2")
  interface Zeta {
    @RpcMethod(idempotency = RpcMethod.Idempotency.NO_SIDE_EFFECTS, deprecation = "gone soon")
    @Named("REad")
    long read();
  }

  /** The fixture protocol of the released conformance suite, whose digest is published. */
  @RpcProtocol(name = "conformance.Secondary.v1")
  interface Secondary {
    String echoString(String value);

    void fail(String code, String kind, double retryDelaySeconds);

    void failOversized();
  }

  @Test
  void publishedDigests() {
    assertEquals(REFLECTION_HASH, ServiceModel.of(Reflection.class).hash());
    assertEquals(
        "58557cf1611546ad22d1c379bc3ce1b04166082f78375e9fc959f0086347eab6",
        ServiceModel.of(Secondary.class).hash());
  }

  @Test
  void protocolsAreListedInOrderOfRegistration() throws IOException {
    try (Peers peers =
        new Peers(
            RpcServer.builder().serverId("id").serverVersion("9.9").service(Zeta.class, () -> 1))) {
      final ProtocolList list = peers.client.bind(Reflection.class).listProtocols();
      assertEquals("id", list.serverId());
      assertEquals("9.9", list.serverVersion());
      assertEquals("1", list.requestVersion());
      assertEquals(
          List.of("zeta.v1", "fixture.v1", "vgi_rpc.Reflection.v1"),
          list.protocols().stream().map(ProtocolSummary::protocol).toList());
      final ProtocolSummary zeta = list.protocols().get(0);
      assertTrue(zeta.deprecated());
      assertEquals("use eta.v2", zeta.deprecationMessage());
      assertEquals("", zeta.protocolVersion());
      assertEquals("1.2.3", list.protocols().get(1).protocolVersion());
      assertEquals(List.of(), zeta.features());
      assertEquals(REFLECTION_HASH, list.protocols().get(2).protocolHash());
    }
  }

  @Test
  void methodsAreDescribed() throws IOException {
    try (Peers peers = new Peers(RpcServer.builder().service(Zeta.class, () -> 1))) {
      final Reflection reflection = peers.client.bind(Reflection.class);
      final ServiceDescription fixture = reflection.describe("fixture.v1");
      assertEquals(ServiceModel.of(Fixture.class).hash(), fixture.protocolHash());
      final List<String> names = fixture.methods().stream().map(MethodInfo::name).toList();
      assertEquals(names.stream().sorted().toList(), names);
      assertTrue(names.contains("who_am_i"));

      final MethodInfo add = method(fixture, "add");
      assertEquals("unary", add.methodType());
      assertEquals("", add.streamKind());
      assertTrue(add.hasReturn());
      assertEquals("unknown", add.idempotency());
      assertArrayEquals(SchemaEncoder.encode(Schema.of(Peers.A, Peers.B)), add.paramsSchemaIpc());
      assertEquals(0, add.headerSchemaIpc().length);

      final MethodInfo nothing = method(fixture, "nothing");
      assertEquals(0, nothing.resultSchemaIpc().length);
      assertTrue(!nothing.hasReturn());

      assertEquals("producer", method(fixture, "count").streamKind());
      assertEquals("exchange", method(fixture, "scale").streamKind());
      assertEquals("unknown", method(fixture, "either").streamKind());
      final MethodInfo header = method(fixture, "count_with_header");
      assertTrue(header.hasHeader() && !header.hasReturn());
      assertTrue(header.headerSchemaIpc().length > 0);

      final MethodInfo read = method(reflection.describe("zeta.v1"), "REad");
      assertEquals("no_side_effects", read.idempotency());
      assertTrue(read.deprecated());
      assertEquals("gone soon", read.deprecationMessage());

      assertEquals(
          List.of("describe", "list_protocols"),
          reflection.describe("vgi_rpc.Reflection.v1").methods().stream()
              .map(MethodInfo::name)
              .toList());
      final RpcException e = assertThrows(RpcException.class, () -> reflection.describe("no.such"));
      assertEquals("protocol_not_supported", e.kind());
    }
  }

  private static MethodInfo method(final ServiceDescription description, final String name) {
    return description.methods().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @RpcProtocol(name = "vgi_rpc.Mine.v1")
  interface Reserved {
    void nothing();
  }

  @RpcProtocol(name = "not a name")
  interface Unnamed {
    void nothing();
  }

  @RpcProtocol(name = "x", version = "1.2")
  interface Unversioned {
    void nothing();
  }

  @RpcProtocol(name = "x")
  interface Twins {
    void fooBar();

    @Named("foo_bar")
    void other();
  }

  @RpcProtocol(name = "x")
  interface Unmappable {
    Object thing();
  }

  @Test
  void whatCanNotBeHostedIsRefusedWhenItIsRegistered() {
    final RpcServerBuilder builder = RpcServer.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.service(Reserved.class, () -> {}));
    assertThrows(IllegalArgumentException.class, () -> builder.service(Unnamed.class, () -> {}));
    assertThrows(
        IllegalArgumentException.class, () -> builder.service(Unversioned.class, () -> {}));
    assertThrows(IllegalArgumentException.class, () -> ServiceModel.of(Twins.class));
    assertThrows(
        IllegalArgumentException.class, () -> builder.service(Unmappable.class, () -> null));
    assertThrows(IllegalArgumentException.class, () -> builder.service(Runnable.class, () -> {}));
    builder.service(Zeta.class, () -> 1);
    assertThrows(IllegalArgumentException.class, () -> builder.service(Zeta.class, () -> 1));
    assertThrows(IllegalArgumentException.class, () -> RpcServer.builder().build());
  }
}
