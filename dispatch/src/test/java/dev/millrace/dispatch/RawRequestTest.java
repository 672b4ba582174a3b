package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.dispatch.client.RawStream;
import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.ErrorDetail;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that are wrong in one way each; after every one the same connection must answer a right
 * one.
 */
@Timeout(60)
class RawRequestTest {
  private static final Field TEXT = Field.required("a", new ArrowType.Utf8());
  private static final Schema AB = Schema.of(Peers.A, Peers.B);

  private Peers peers;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
  }

  @AfterEach
  void stop() {
    peers.close();
  }

  private RpcException refused(final BatchBuilder batch, final Metadata metadata) {
    final RpcException e =
        assertThrows(RpcException.class, () -> peers.client.unary(batch, metadata));
    assertFalse(e.errorType().isEmpty());
    final RecordBatch sum =
        peers.client.unary(Peers.doubles(AB, 1.25), Peers.request("add").build());
    assertEquals(2.5, ((Float64Column) sum.column("result")).get(0));
    return e;
  }

  static Stream<Arguments> badParameters() {
    return Stream.of(
        Arguments.of("missing", Peers.doubles(Schema.of(Peers.A), 1)),
        Arguments.of("extra", Peers.doubles(Schema.of(Peers.A, Peers.B, Peers.A.withName("c")), 1)),
        Arguments.of("name", Peers.doubles(Schema.of(Peers.A, Peers.A.withName("x")), 1)),
        Arguments.of("twice", Peers.doubles(Schema.of(Peers.A, Peers.B, Peers.B), 1)),
        Arguments.of("order", Peers.doubles(Schema.of(Peers.B, Peers.A), 1)),
        Arguments.of("type", Peers.longs(Schema.of(whole("a"), whole("b")), 1)),
        Arguments.of("nullable", Peers.doubles(Schema.of(Peers.A.withNullable(true), Peers.B), 1)));
  }

  private static Field whole(final String name) {
    return Field.required(name, new ArrowType.Int(64, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badParameters")
  void parametersThatAreNotTheDeclaredOnes(final String what, final BatchBuilder batch) {
    final RpcException e = refused(batch, Peers.request("add").build());
    assertEquals("TypeError", e.errorType(), what);
    assertTrue(e.errorMessage().startsWith("add(): "), e.errorMessage());
  }

  @Test
  void nullForARequiredParameter() {
    final BatchBuilder batch =
        new BatchBuilder(
            Schema.of(TEXT.withName("message"), TEXT.withName("type")), BuilderMemory.offHeap());
    batch.column(0).appendUndeclaredNull();
    batch.column(1).appendUndeclaredNull();
    assertEquals("TypeError", refused(batch, Peers.request("fail").build()).errorType());
  }

  @Test
  void rowsThatAreNotOne() {
    assertEquals(
        "ProtocolError", refused(Peers.doubles(AB), Peers.request("add").build()).errorType());
    assertEquals(
        "ProtocolError",
        refused(Peers.doubles(AB, 1, 2), Peers.request("add").build()).errorType());
  }

  @Test
  void anyRowCountWithoutParameters() {
    for (final long rows : new long[] {0, 1, 17}) {
      peers.client.unary(
          new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap()).rowCount(rows),
          Peers.request("nothing").build());
    }
    assertEquals(3, peers.service.turns.get());
  }

  @Test
  void missingMethod() {
    refused(Peers.doubles(AB, 1), Peers.request("add").remove(Keys.METHOD).build());
    refused(Peers.doubles(AB, 1), Metadata.EMPTY);
  }

  @Test
  void requestVersion() {
    assertEquals(
        "VersionError",
        refused(Peers.doubles(AB, 1), Peers.request("add").remove(Keys.REQUEST_VERSION).build())
            .errorType());
    assertEquals(
        "VersionError",
        refused(
                Peers.doubles(AB, 1),
                Peers.request("add")
                    .remove(Keys.REQUEST_VERSION)
                    .put(Keys.REQUEST_VERSION, "999")
                    .build())
            .errorType());
  }

  @Test
  void methodThatIsNoText() {
    refused(
        Peers.doubles(AB, 1),
        Peers.request("x").remove(Keys.METHOD).put(Keys.METHOD, new byte[] {-1, -2}).build());
  }

  @Test
  void missingProtocol() {
    final RpcException e =
        refused(Peers.doubles(AB, 1), Peers.request("add").remove(Keys.PROTOCOL).build());
    assertEquals("protocol_not_specified", e.kind());
    assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
    assertEquals("ProtocolNotSpecifiedError", e.errorType());
  }

  @Test
  void unknownProtocol() {
    final RpcException e =
        refused(
            Peers.doubles(AB, 1),
            Peers.request("add").remove(Keys.PROTOCOL).put(Keys.PROTOCOL, "other.v1").build());
    assertEquals("protocol_not_supported", e.kind());
    assertEquals(ErrorCode.UNIMPLEMENTED, e.code());
    assertTrue(e.errorMessage().contains("other.v1"), e.errorMessage());
    assertTrue(e.errorMessage().contains("fixture.v1"), e.errorMessage());
  }

  @Test
  void nameThatIsNoProtocolNameIsNotRepeated() {
    for (final String name : new String[] {"evil\nname", "", "1x", "x".repeat(256), "a b"}) {
      final RpcException e =
          refused(
              Peers.doubles(AB, 1),
              Peers.request("add").remove(Keys.PROTOCOL).put(Keys.PROTOCOL, name).build());
      assertEquals("protocol_not_supported", e.kind());
      assertTrue(name.isEmpty() || !e.errorMessage().contains("'" + name + "'"), e.errorMessage());
    }
  }

  @Test
  void unknownMethod() {
    final RpcException e = refused(Peers.doubles(AB, 1), Peers.request("subtract").build());
    assertEquals("method_not_implemented", e.kind());
    assertEquals(ErrorCode.UNIMPLEMENTED, e.code());
    assertTrue(e.errorMessage().contains("subtract"), e.errorMessage());
    assertEquals(
        "method_not_implemented",
        refused(Peers.doubles(AB, 1), Peers.request("__describe__").build()).kind());
  }

  @Test
  void versionsMustFitInMajorAndMinor() {
    for (final String version :
        new String[] {"1.1.3", "1.3.3", "2.2.3", "1.2", "junk", "1.2.3-rc1"}) {
      final RpcException e =
          refused(
              Peers.doubles(AB, 1),
              Peers.request("add")
                  .remove(Keys.PROTOCOL_VERSION)
                  .put(Keys.PROTOCOL_VERSION, version)
                  .build());
      assertEquals("protocol_version_mismatch", e.kind());
      assertEquals(ErrorCode.FAILED_PRECONDITION, e.code());
      final ErrorDetail.PreconditionFailure failure =
          (ErrorDetail.PreconditionFailure) e.details().getFirst();
      assertEquals("protocol_version", failure.violations().getFirst().type());
      assertEquals("fixture.v1", failure.violations().getFirst().subject());
      assertTrue(e.errorMessage().contains("1.2.3"), e.errorMessage());
    }
    assertEquals(
        "protocol_version_mismatch",
        refused(Peers.doubles(AB, 1), Peers.request("add").remove(Keys.PROTOCOL_VERSION).build())
            .kind());
    peers.client.unary(
        Peers.doubles(AB, 1),
        Peers.request("add")
            .remove(Keys.PROTOCOL_VERSION)
            .put(Keys.PROTOCOL_VERSION, "1.2.99")
            .build());
  }

  @Test
  void transportOptionsAreAnsweredInNoProtocol() {
    final RecordBatch answer =
        peers.client.unary(
            new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap()),
            Metadata.of(
                Keys.METHOD, "__transport_options__",
                Keys.REQUEST_VERSION, "1",
                Keys.TRANSPORT_SHM, "true"));
    assertEquals("tester", answer.metadata().get(Keys.SERVER_ID));
    assertEquals("1", answer.metadata().get(Keys.REQUEST_VERSION));
    assertEquals(
        Boolean.toString(dev.millrace.shm.posix.PosixSharedMemory.supported()),
        answer.metadata().get(Keys.TRANSPORT_SHM));
  }

  @Test
  void requestIdComesBack() {
    final RpcException e =
        refused(
            Peers.doubles(Schema.of(Peers.A), 1),
            Peers.request("add").put(Keys.REQUEST_ID, "mine").build());
    assertEquals("mine", e.requestId());
  }

  /** The client of a stream sends its input stream even when the server knew no such method. */
  @Test
  void inputStreamAfterARefusedRequestIsReadAway() {
    final List<Metadata> requests =
        List.of(
            Peers.request("no_such_stream").build(),
            Peers.request("count").remove(Keys.PROTOCOL).put(Keys.PROTOCOL, "no.such").build(),
            Peers.request("count").remove(Keys.PROTOCOL_VERSION).build(),
            Peers.request("count").build()); // without its parameter
    for (final Metadata request : requests) {
      try (RawStream stream =
          peers.client.openStream(
              new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap()), request, false)) {
        assertThrows(RpcException.class, () -> stream.tick(Metadata.EMPTY));
      }
      assertEquals(2, peers.fixture.add(1, 1));
    }
  }

  /** A caller that takes the refusal for final goes on with its next request. */
  @Test
  void requestAfterARefusedStreamIsAnswered() {
    refused(
        new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap()), Peers.request("count").build());
    refused(
        new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap()),
        Peers.request("no_such_stream").build());
  }

  @Test
  void proxyTellsWhatIsHostedInstead() {
    final Unhosted unhosted = peers.client.bind(Unhosted.class);
    final RpcException e = assertThrows(RpcException.class, unhosted::nothing);
    assertEquals("protocol_not_supported", e.kind());
    assertTrue(e.errorMessage().contains("un.hosted"), e.errorMessage());
    assertTrue(e.errorMessage().contains("[fixture.v1, vgi_rpc.Reflection.v1]"), e.errorMessage());
    assertEquals(2, peers.fixture.add(1, 1));
  }

  @RpcProtocol(name = "un.hosted")
  interface Unhosted {
    void nothing();
  }
}
