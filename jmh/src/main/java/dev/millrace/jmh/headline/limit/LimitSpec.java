package dev.millrace.jmh.headline.limit;

/**
 * What one run of the limit moves, as both processes are told on their command lines.
 *
 * <p>{@code numbers}: the worker fills, the client sums: one crossing of 8 bytes a row. {@code
 * echo}: the worker fills, the client hands each batch on to the worker, which hands it back, and
 * the client sums: three crossings. {@code upper_case}: the client fills 12 bytes a row (as much as
 * 8 digits and an offset), the worker hands them back, the client sums: two crossings. A batch that
 * is handed on is copied once by who hands it on, except that in memory an echo lies where it lay.
 *
 * @param workload numbers, echo or upper_case
 * @param transport pipe, unix, tcp or shm
 * @param batchRows rows of a batch
 * @param rows rows of one run
 * @param runs how many runs follow each other
 */
record LimitSpec(String workload, String transport, int batchRows, long rows, int runs) {

  boolean clientFills() {
    return workload.equals("upper_case");
  }

  boolean returns() {
    return !workload.equals("numbers");
  }

  /**
   * Whether the sides work on different batches at the same time. In memory they can; through a
   * pipe or socket both are busy with the same transfer, and only filling and summing overlap.
   */
  boolean overlaps() {
    return returns() && transport.equals("shm");
  }

  /** Whether the worker gives batches back where they lie. */
  boolean handsBackInPlace() {
    return overlaps() && !clientFills();
  }

  /** Bytes of a batch, as longs. */
  int words() {
    return clientFills() ? (int) (batchRows * 12L / 8) : batchRows;
  }

  long batchBytes() {
    return words() * 8L;
  }

  long batches() {
    return rows / batchRows;
  }

  String[] toArguments() {
    return new String[] {workload, transport, "" + batchRows, "" + rows, "" + runs};
  }

  static LimitSpec of(final String[] arguments) {
    return new LimitSpec(
        arguments[0],
        arguments[1],
        Integer.parseInt(arguments[2]),
        Long.parseLong(arguments[3]),
        Integer.parseInt(arguments[4]));
  }
}
