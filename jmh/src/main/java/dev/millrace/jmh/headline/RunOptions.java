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
    String implementation,
    long rows,
    int warmUps,
    int runs,
    List<String> worker) {

  /**
   * Bytes that one row of a workload is counted with: the value there, and back where it comes
   * back.
   */
  long rowBytes() {
    return switch (workload) {
      case "numbers" -> 8;
      case "echo" -> 24;
      default -> 24; // 8 digits and an offset, there and back
    };
  }

  List<String> toArguments() {
    final List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            workload,
            transport,
            "" + connections,
            "" + batchRows,
            implementation,
            "" + rows,
            "" + warmUps,
            "" + runs));
    arguments.addAll(worker);
    return arguments;
  }

  static RunOptions of(final String[] arguments) {
    return new RunOptions(
        arguments[0],
        arguments[1],
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]),
        arguments[4],
        Long.parseLong(arguments[5]),
        Integer.parseInt(arguments[6]),
        Integer.parseInt(arguments[7]),
        List.of(arguments).subList(8, arguments.length));
  }
}
