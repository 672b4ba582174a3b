package dev.millrace.dispatch.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.millrace.dispatch.error.ErrorDetail.ErrorInfo;
import dev.millrace.dispatch.error.ErrorDetail.RetryInfo;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata of error batches, written and read. */
class ErrorBatchTest {
  private static final ErrorBatch BATCHES = new ErrorBatch(ErrorTypes.DEFAULT, true, "srv");

  private static Metadata encode(final Throwable thrown) {
    return BATCHES.encode(BATCHES.classify(thrown), "req");
  }

  private static Map<String, Object> extras(final Metadata metadata) throws IOException {
    return JSON.std.mapFrom(metadata.get(Keys.LOG_EXTRA));
  }

  @Test
  void threeLayersSayTheSame() throws IOException {
    final Metadata metadata =
        encode(
            RpcException.builder("Refused", "no")
                .code(ErrorCode.ABORTED)
                .kind("k")
                .detail(new RetryInfo(2))
                .build());
    assertEquals("EXCEPTION", metadata.get(Keys.LOG_LEVEL));
    assertEquals("Refused: no", metadata.get(Keys.LOG_MESSAGE));
    assertEquals("ABORTED", metadata.get(Keys.ERROR_CODE));
    assertEquals("k", metadata.get(Keys.ERROR_KIND));
    assertEquals(
        "[{\"@type\":\"vgi_rpc.RetryInfo\",\"retry_delay_seconds\":2.0}]",
        metadata.get(Keys.ERROR_DETAILS));
    assertEquals("srv", metadata.get(Keys.SERVER_ID));
    assertEquals("req", metadata.get(Keys.REQUEST_ID));
    final Map<String, Object> extras = extras(metadata);
    assertEquals("Refused", extras.get("exception_type"));
    assertEquals("no", extras.get("exception_message"));
    assertEquals("ABORTED", extras.get("error_code"));
    assertEquals("k", extras.get("error_kind"));
    assertEquals(
        List.of(Map.of("@type", "vgi_rpc.RetryInfo", "retry_delay_seconds", 2.0)),
        extras.get("error_details"));
    assertTrue(((String) extras.get("traceback")).contains("threeLayersSayTheSame"));
    assertTrue(extras.get("frames") instanceof List<?> frames && frames.size() == 5);
  }

  @Test
  void innermostFrameIsLast() throws IOException {
    final List<?> frames = (List<?>) extras(encode(new IllegalStateException("x"))).get("frames");
    final Map<?, ?> last = (Map<?, ?>) frames.getLast();
    assertEquals("ErrorBatchTest.java", last.get("file"));
    assertTrue((Integer) last.get("line") > 0);
    assertTrue(((String) last.get("function")).endsWith("innermostFrameIsLast"));
    assertTrue(last.containsKey("code"));
  }

  @Test
  void unclassifiedErrorIsUnknownAndHasNoKind() {
    final Metadata metadata = encode(new IllegalStateException());
    assertEquals("UNKNOWN", metadata.get(Keys.ERROR_CODE));
    assertNull(metadata.get(Keys.ERROR_KIND));
    assertNull(metadata.get(Keys.ERROR_DETAILS));
    assertEquals("IllegalStateException: ", metadata.get(Keys.LOG_MESSAGE));
  }

  /** Compact form: 51 bytes and the padding; 4096 bytes are sent, 4097 are not. */
  @Test
  void detailsOfAtMost4096BytesAreSent() {
    final String kept = details("x".repeat(4045));
    assertEquals(4096, kept.length());
    assertNull(details("x".repeat(4046)));
    assertNull(details("λ".repeat(2023)), "bytes count, not characters");
    assertTrue(details("λ".repeat(2022)) != null);
  }

  private static String details(final String padding) {
    return encode(
            RpcException.builder("T", "m").detail(new ErrorInfo(Map.of("p", padding))).build())
        .get(Keys.ERROR_DETAILS);
  }

  @Test
  void oneBadDetailKeepsAllFromBeingSent() {
    final RetryInfo retry = new RetryInfo(1);
    assertNull(detailsOf(retry, retry), "a type twice");
    assertNull(detailsOf(retry, new ErrorDetail.Custom("vgi_rpc.Unknown", Map.of())));
    assertNull(detailsOf(retry, new ErrorDetail.Custom("nodots", Map.of())));
    assertTrue(detailsOf(retry, new ErrorDetail.Custom("my.Own", Map.of())) != null);
  }

  private static String detailsOf(final ErrorDetail one, final ErrorDetail two) {
    return encode(RpcException.builder("T", "m").detail(one).detail(two).build())
        .get(Keys.ERROR_DETAILS);
  }

  @Test
  void tracebackIsCutAt16000Characters() throws IOException {
    final String text =
        (String) extras(encode(new RuntimeException("y".repeat(20_000)))).get("traceback");
    assertTrue(text.endsWith("\n… <traceback truncated>"));
    assertEquals(16_000 + "\n… <traceback truncated>".length(), text.length());
  }

  @Test
  void suppressionLeavesTypeMessageAndCode() throws IOException {
    final ErrorBatch quiet = new ErrorBatch(ErrorTypes.DEFAULT, false, "srv");
    final Map<String, Object> extras =
        extras(
            quiet.encode(
                quiet.classify(new IllegalStateException("m", new RuntimeException("cause"))),
                "r"));
    assertEquals(
        java.util.Set.of("exception_type", "exception_message", "error_code"), extras.keySet());
  }

  @Test
  void everyDetailOfTheCatalogueSurvives() {
    final List<ErrorDetail> all =
        List.of(
            new ErrorInfo(Map.of("a", "b")),
            new RetryInfo(0.5),
            new ErrorDetail.BadRequest(
                List.of(new ErrorDetail.BadRequest.FieldViolation("f", "d"))),
            new ErrorDetail.PreconditionFailure(
                List.of(new ErrorDetail.PreconditionFailure.Violation("t", "s", "d"))),
            new ErrorDetail.QuotaFailure(List.of(new ErrorDetail.QuotaFailure.Violation("s", "d"))),
            new ErrorDetail.ResourceInfo("t", "n", "o", "d"),
            new ErrorDetail.Help(List.of(new ErrorDetail.Help.Link("d", "http://x"))),
            new ErrorDetail.LocalizedMessage("de-CH", "nein"),
            new ErrorDetail.Custom("my.Own", Map.of("n", 1)));
    final RpcException.Builder error = RpcException.builder("T", "m");
    all.forEach(error::detail);
    assertEquals(all, ErrorBatch.decode(encode(error.build())).details());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{}",
        "[1,2]",
        "[{\"@type\":7}]",
        "[{\"@type\":\"vgi_rpc.RetryInfo\"}]"
      })
  void malformedDetailsDoNotHideTheError(final String details) {
    final RpcException e =
        ErrorBatch.decode(
            Metadata.of(
                Keys.LOG_LEVEL, "EXCEPTION",
                Keys.LOG_MESSAGE, "ValueError: bad",
                Keys.LOG_EXTRA, "{{{",
                Keys.ERROR_CODE, "NEW_CODE",
                Keys.ERROR_DETAILS, details));
    assertEquals("ValueError", e.errorType());
    assertEquals("bad", e.errorMessage());
    assertEquals(ErrorCode.UNKNOWN, e.code());
    assertEquals("NEW_CODE", e.codeText());
    assertEquals(List.of(), e.details());
    assertEquals("", e.traceback());
    assertFalse(e.isRetryable());
  }

  @Test
  void extrasFillInWhatTheKeysLack() {
    final RpcException e =
        ErrorBatch.decode(
            Metadata.of(
                Keys.LOG_LEVEL, "EXCEPTION",
                Keys.LOG_MESSAGE, "odd",
                Keys.LOG_EXTRA,
                    "{\"exception_type\":\"E\",\"exception_message\":\"m\",\"error_code\":\"UNAVAILABLE\","
                        + "\"error_kind\":\"k\",\"error_details\":[{\"@type\":\"vgi_rpc.RetryInfo\","
                        + "\"retry_delay_seconds\":3}],\"traceback\":\"tb\"}"));
    assertEquals("E: m", e.getMessage());
    assertEquals(ErrorCode.UNAVAILABLE, e.code());
    assertEquals("k", e.kind());
    assertEquals(List.of(new RetryInfo(3)), e.details());
    assertEquals("tb", e.traceback());
    assertTrue(e.isRetryable());
  }

  @Test
  void errorsAreRetryableOnlyWhenTheServerSaysSo() {
    assertTrue(RpcException.builder("T", "m").code(ErrorCode.UNAVAILABLE).build().isRetryable());
    assertFalse(
        RpcException.builder("T", "m").code(ErrorCode.RESOURCE_EXHAUSTED).build().isRetryable());
    assertFalse(
        RpcException.builder("T", "m")
            .code(ErrorCode.ABORTED)
            .detail(new RetryInfo(1))
            .build()
            .isRetryable());
  }
}
