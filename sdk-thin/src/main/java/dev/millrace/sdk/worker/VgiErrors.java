package dev.millrace.sdk.worker;

import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.RpcException;

/** The errors that a worker itself raises, with their names on the wire (clause VGI-9). */
final class VgiErrors {

  private VgiErrors() {}

  static RpcException notFound(final String message) {
    return error("NotFoundError", ErrorCode.NOT_FOUND, message);
  }

  static RpcException readOnly(final String attempt) {
    return error(
        "CatalogReadOnlyError",
        ErrorCode.FAILED_PRECONDITION,
        "Cannot " + attempt + ": catalog is read-only");
  }

  static RpcException invalid(final String message) {
    return error("InvalidArgumentError", ErrorCode.INVALID_ARGUMENT, message);
  }

  static RpcException argument(final String message) {
    return error("ArgumentValidationError", ErrorCode.INVALID_ARGUMENT, message);
  }

  static RpcException unsupported(final String message) {
    return error("NotImplementedError", ErrorCode.UNIMPLEMENTED, message);
  }

  static RpcException precondition(final String message) {
    return error("FailedPreconditionError", ErrorCode.FAILED_PRECONDITION, message);
  }

  private static RpcException error(final String type, final ErrorCode code, final String message) {
    return RpcException.builder(type, message).code(code).build();
  }
}
