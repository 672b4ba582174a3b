package dev.millrace.codec.stream;

import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.Limits;
import java.util.Objects;

/**
 * What a decoder checks and accepts.
 *
 * @param validation how much of each batch is checked; has no default, because it decides what the
 *     consumer may rely on
 * @param limits what is accepted at most
 */
public record DecodeOptions(Validation validation, Limits limits) {
  /** Checks that both are there. */
  public DecodeOptions {
    Objects.requireNonNull(validation);
    Objects.requireNonNull(limits);
  }

  /**
   * Makes options with default limits.
   *
   * @param validation how much of each batch is checked
   * @return the options
   */
  public static DecodeOptions of(final Validation validation) {
    return new DecodeOptions(validation, Limits.DEFAULT);
  }

  /**
   * Copies the options with other limits.
   *
   * @param newLimits the limits
   * @return the copy
   */
  public DecodeOptions withLimits(final Limits newLimits) {
    return new DecodeOptions(validation, newLimits);
  }
}
