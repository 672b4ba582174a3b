package dev.millrace.spec.kit.driver;

import java.io.Serial;

/**
 * The driver could not do what a line asked for; says nothing about the call that was to be made.
 */
public final class DriverException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the refusal.
   *
   * @param message what the harness is told
   */
  public DriverException(final String message) {
    super(message);
  }
}
