package dev.millrace.dispatch.cast;

import java.io.Serial;

/** A value does not survive a cast. */
final class CastException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  CastException(final String message) {
    super(message, null, false, false);
  }
}
