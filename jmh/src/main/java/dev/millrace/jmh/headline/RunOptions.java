package dev.millrace.jmh.headline;

import java.util.ArrayList;
import java.util.List;

/**
 * One combination to measure, as it stands on the command line of {@link Run}.
 *
 * @param workload numbers, echo or upper_case
 * @param transport pipe, unix, tcp, shm or ring
 * @param connections workers at once
 * @param batchRows rows of a batch, 0 = the SDK chooses
 * @param chosenRows rows of a batch where {@code batchRows} is 0 and there is no SDK to choose:
 *     what ours chose for the limit to do the same; 0 otherwise
 * @param implementation limit, millrace, python or rust
 * @param rows rows of one run
 * @param warmUps runs before the measured ones
 * @param runs measured runs
 * @param worker command of the worker; empty for the limit
 */
record RunOptions(
    String workload,
    String transport,
    int connections,
    int batchRows,
    int chosenRows,
    String implementation,
    long rows,
    int warmUps,
    int runs,
    List<String> worker) {
  private static final String OWN = "own";

  /** Bytes that a row counts: the value each time it crosses between the two sides. */
  static long rowBytes(final String workload) {
    return switch (workload) {
      case "numbers" -> 8;
      case "echo" -> 24; // out of the worker, into it and out again
      default -> 24; // eight digits and an offset, there and back
    };
  }

  List<String> toArguments() {
    final List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            workload,
            transport,
            "" + connections,
            batchRows > 0 ? "" + batchRows : chosenRows > 0 ? OWN + ":" + chosenRows : OWN,
            implementation,
            "" + rows,
            "" + warmUps,
            "" + runs));
    arguments.addAll(worker);
    return arguments;
  }

  static RunOptions of(final String[] arguments) {
    if (arguments.length < 8) {
      throw new IllegalArgumentException(
          "usage: Run workload transport connections batchRows|own|own:ROWS implementation rows"
              + " warmUps runs [worker command...]");
    }
    final String batch = arguments[3];
    final boolean own = batch.startsWith(OWN);
    return new RunOptions(
        arguments[0],
        arguments[1],
        Integer.parseInt(arguments[2]),
        own ? 0 : Integer.parseInt(batch),
        own && batch.length() > OWN.length()
            ? Integer.parseInt(batch.substring(OWN.length() + 1))
            : 0,
        arguments[4],
        Long.parseLong(arguments[5]),
        Integer.parseInt(arguments[6]),
        Integer.parseInt(arguments[7]),
        List.of(arguments).subList(8, arguments.length));
  }
}
