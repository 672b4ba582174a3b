package dev.millrace.jmh.headline;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured, as told by system properties: {@code headline.workloads}, {@code .transports},
 * {@code .connections}, {@code .batchRows} and {@code .implementations} are comma lists; {@code
 * .runs} and {@code .warmUps} are counts; {@code .scale} is a factor on the rows of a run; with
 * {@code .keep} the figures of the last headline stay unless they are measured again.
 *
 * @param workloads of numbers, echo, upper_case
 * @param transports of pipe, unix, tcp, shm, ring
 * @param connections numbers of connections
 * @param batchRows rows of a batch; 0, told as {@code own} or 0, where the SDK chooses
 * @param implementations of millrace, limit, rust, python
 * @param warmUps runs before the measured ones
 * @param runs measured runs
 * @param scale factor on the rows of a run
 * @param keep whether earlier figures stay
 */
record HeadlineOptions(
    List<String> workloads,
    List<String> transports,
    List<Integer> connections,
    List<Integer> batchRows,
    List<String> implementations,
    int warmUps,
    int runs,
    double scale,
    boolean keep) {

  static HeadlineOptions ofProperties() {
    return new HeadlineOptions(
        choice("workloads", "numbers,echo,upper_case"),
        choice("transports", "pipe,unix,shm,ring"),
        choice("connections", "1,2,4").stream().map(Integer::valueOf).toList(),
        choice("batchRows", "4000000,own").stream().map(HeadlineOptions::batchRows).toList(),
        choice("implementations", "millrace,limit,rust,python"),
        Integer.parseInt(property("warmUps", "2")),
        Integer.parseInt(property("runs", "9")),
        Double.parseDouble(property("scale", "1")),
        Boolean.parseBoolean(property("keep", "false")));
  }

  private static List<String> choice(final String name, final String all) {
    return Arrays.stream(property(name, all).split(",")).map(String::strip).toList();
  }

  private static int batchRows(final String told) {
    return told.equals("own") ? 0 : Integer.parseInt(told);
  }

  private static String property(final String name, final String otherwise) {
    final String value = System.getProperty("headline." + name, "");
    return value.isBlank() ? otherwise : value;
  }

  /**
   * Rows of one run: of the JVM's so many that on one connection two to four runs warm it up, which
   * takes some tens of thousands of batches and on two cores some seconds; over memory at least
   * those of the published queries. Of the peers enough for a few tenths of a second.
   */
  long rows(final String workload, final String transport, final String implementation) {
    final boolean memory = transport.equals("shm") || transport.equals("ring");
    final boolean peer = Peers.NAMES.contains(implementation);
    final long rows =
        switch (workload) {
          case "numbers" -> peer ? 64_000_000L : memory ? 2_000_000_000L : 512_000_000L;
          case "echo" -> peer ? 32_000_000L : memory ? 1_000_000_000L : 128_000_000L;
          default -> peer ? 16_000_000L : memory ? 100_000_000L : 50_000_000L;
        };
    return (long) (rows * scale);
  }
}
