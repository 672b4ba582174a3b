package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.ErrorDetail;
import dev.millrace.dispatch.error.RpcException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@link SecondaryService} does. */
public final class SecondaryMethods implements SecondaryService {
  private static final String NAME = "conformance.Secondary.v1";
  private static final String ERROR_TYPE = "StatusError";
  private static final int PADDING = 5000;

  /** Creates the methods; they hold no state. */
  public SecondaryMethods() {}

  @Override
  public String echoString(final String value) {
    return "secondary:" + value;
  }

  @Override
  public void fail(final String code, final String kind, final double retryDelaySeconds) {
    if (Stream.of(ErrorCode.values()).noneMatch(known -> known.name().equals(code))) {
      throw RpcException.builder(ERROR_TYPE, "'" + code + "' is no code of the closed set")
          .code(ErrorCode.INVALID_ARGUMENT)
          .kind("invalid_code")
          .detail(
              new ErrorDetail.BadRequest(
                  List.of(
                      new ErrorDetail.BadRequest.FieldViolation(
                          "code", "must be a canonical code name"))))
          .build();
    }
    final RpcException.Builder error =
        RpcException.builder(ERROR_TYPE, "fails as told: " + code + " " + kind)
            .code(ErrorCode.valueOf(code))
            .kind(kind)
            .detail(new ErrorDetail.ErrorInfo(Map.of("fixture", NAME)));
    if (retryDelaySeconds > 0) {
      error.detail(new ErrorDetail.RetryInfo(retryDelaySeconds));
    }
    throw error
        .detail(
            new ErrorDetail.Custom(
                NAME + ".Probe", Map.of("note", "clients ignore detail types they do not know")))
        .build();
  }

  @Override
  public void failOversized() {
    throw RpcException.builder(ERROR_TYPE, "carries more details than fit")
        .code(ErrorCode.RESOURCE_EXHAUSTED)
        .kind("details_oversized")
        .detail(new ErrorDetail.RetryInfo(1))
        .detail(new ErrorDetail.ErrorInfo(Map.of("padding", "x".repeat(PADDING))))
        .build();
  }
}
