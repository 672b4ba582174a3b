package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.ErrorDetail;
import dev.millrace.dispatch.error.RpcException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unary calls through typed proxies: values, errors and logs as the caller sees them. */
@Timeout(60)
class UnaryCallTest {
  private Peers peers;
  private Fixture fixture;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
    fixture = peers.fixture;
  }

  @AfterEach
  void stop() {
    peers.close();
  }

  @Test
  void valuesCross() {
    assertEquals(3.75, fixture.add(1.25, 2.5));
    fixture.nothing();
    assertEquals("hello you?", fixture.greet("you", "?"));
    assertNull(fixture.maybe(null));
    assertEquals("", fixture.maybe(""));
    assertEquals(Fixture.Color.RED, fixture.next(Fixture.Color.BLUE));
    assertEquals(new Fixture.Point(2, 1), fixture.mirror(new Fixture.Point(1, 2)));
  }

  @Test
  void clientFillsInDefaults() {
    assertEquals("hello world!", fixture.greet(null, null));
  }

  @Test
  void nullForARequiredParameterFailsBeforeAnythingIsSent() {
    assertThrows(IllegalArgumentException.class, () -> fixture.mirror(null));
    assertEquals(2, fixture.add(1, 1));
  }

  @Test
  void segmentsCrossWithoutArrays() {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment data = arena.allocate(5 << 20);
      for (long i = 0; i < data.byteSize(); i += 4096) {
        data.set(ValueLayout.JAVA_BYTE, i, (byte) (i >> 12));
      }
      assertEquals(-1, data.mismatch(fixture.echo(data)));
      assertEquals(0, fixture.echo(arena.allocate(0)).byteSize());
    }
  }

  @Test
  void contextTellsAboutTheCall() {
    final String[] told = fixture.whoAmI(null).split(" ");
    assertArrayEquals(
        new String[] {"fixture.v1", "who_am_i", "tcp", "tester", told[4], "shared"}, told);
    assertTrue(told[4].matches("[0-9a-f]{16}"), told[4]);
  }

  @Test
  void errorCarriesTypeMessageTracebackAndIds() {
    final RpcException e = assertThrows(RpcException.class, () -> fixture.fail("", "no λ"));
    assertEquals("ValueError", e.errorType());
    assertEquals("no λ", e.errorMessage());
    assertEquals("ValueError: no λ", e.getMessage());
    assertEquals(ErrorCode.UNKNOWN, e.code());
    assertEquals("UNKNOWN", e.codeText());
    assertEquals("", e.kind());
    assertTrue(e.traceback().contains("FixtureService.fail"), e.traceback());
    assertTrue(e.traceback().contains("the reason"), e.traceback());
    assertTrue(e.requestId().matches("[0-9a-f]{16}"));
    assertEquals(2, fixture.add(1, 1));
  }

  @Test
  void chosenErrorNameIsSent() {
    final RpcException e =
        assertThrows(RpcException.class, () -> fixture.fail("TypeError", "odd: colons: here"));
    assertEquals("TypeError", e.errorType());
    assertEquals("odd: colons: here", e.errorMessage());
    final RpcException unnamed = assertThrows(RpcException.class, fixture::failUnnamed);
    assertEquals("ArithmeticException", unnamed.errorType());
    assertEquals("", unnamed.errorMessage());
  }

  @Test
  void codeKindAndDetailsCross() {
    final RpcException e =
        assertThrows(RpcException.class, () -> fixture.failWith("RESOURCE_EXHAUSTED", "quota", 10));
    assertEquals(ErrorCode.RESOURCE_EXHAUSTED, e.code());
    assertEquals("quota", e.kind());
    assertTrue(e.isRetryable());
    assertEquals(
        List.of(
            new ErrorDetail.RetryInfo(1.5),
            new ErrorDetail.ErrorInfo(Map.of("p", "xxxxxxxxxx")),
            new ErrorDetail.Custom("fixture.Probe", Map.of("note", "ünï"))),
        e.details());
    assertEquals("fixture.Probe", e.rawDetails().get(2).get("@type"));
  }

  @Test
  void detailsThatAreTooLongVanishAsAWhole() {
    final RpcException e =
        assertThrows(RpcException.class, () -> fixture.failWith("RESOURCE_EXHAUSTED", "", 5000));
    assertEquals(List.of(), e.details());
    assertEquals(List.of(), e.rawDetails());
    assertEquals(ErrorCode.RESOURCE_EXHAUSTED, e.code());
    assertFalse(e.isRetryable());
  }

  @Test
  void evenAnErrorOfTheVirtualMachineIsAnswered() {
    final RpcException e = assertThrows(RpcException.class, fixture::brokenPromise);
    assertEquals("StackOverflowError", e.errorType());
    assertEquals(2, fixture.add(1, 1));
  }

  @Test
  void logsArriveInOrderWithExtras() {
    assertEquals("done", fixture.chatter(null, 3));
    assertEquals(
        List.of("line 0", "line 1", "line 2"), peers.logs.stream().map(l -> l.message()).toList());
    assertEquals(LogLevel.INFO, peers.logs.getFirst().level());
    assertEquals(Map.of("i", "1", "text", "λ"), peers.logs.get(1).extras());
    assertEquals("tester", peers.logs.get(1).serverId());
    assertTrue(peers.logs.get(1).requestId().matches("[0-9a-f]{16}"));
  }

  @Test
  void moreLogsThanABufferHolds() {
    assertEquals("done", fixture.chatter(null, 5_000));
    assertEquals(5_000, peers.logs.size());
    assertEquals("line 4999", peers.logs.getLast().message());
  }

  @Test
  void tracebacksCanBeSuppressed() throws IOException {
    try (Peers quiet =
        new Peers(dev.millrace.dispatch.server.RpcServer.builder().tracebacks(false))) {
      final RpcException e =
          assertThrows(RpcException.class, () -> quiet.fixture.fail("", "secret place"));
      assertEquals("", e.traceback());
      assertEquals("secret place", e.errorMessage());
    }
  }
}
