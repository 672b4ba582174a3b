package dev.millrace.jmh.headline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured combination.
 *
 * @param workload numbers, echo or upper_case
 * @param transport pipe, unix, tcp, shm or ring
 * @param connections workers at once
 * @param batchRows rows of a batch, 0 where the SDK chose
 * @param implementation limit, millrace, python or rust
 * @param rowsPerSecond over the measured runs
 * @param command repeats this figure
 */
record Figure(
    String workload,
    String transport,
    int connections,
    int batchRows,
    String implementation,
    Spread rowsPerSecond,
    String command) {

  /**
   * What identifies a combination beside the implementation, so that figures can be held against
   * each other.
   */
  String combination() {
    return workload + "/" + transport + "/" + connections + "/" + batchRows;
  }

  Map<String, Object> toJson() {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("workload", workload);
    json.put("transport", transport);
    json.put("connections", connections);
    json.put("batchRows", batchRows);
    json.put("implementation", implementation);
    json.put("rowsPerSecond", rowsPerSecond.toJson());
    json.put("bytesPerSecond", Math.round(rowsPerSecond.median() * RunOptions.rowBytes(workload)));
    json.put("command", command);
    return json;
  }

  static Figure fromJson(final Map<String, Object> json) {
    return new Figure(
        (String) json.get("workload"),
        (String) json.get("transport"),
        ((Number) json.get("connections")).intValue(),
        ((Number) json.get("batchRows")).intValue(),
        (String) json.get("implementation"),
        Spread.fromJson(json.get("rowsPerSecond")),
        (String) json.get("command"));
  }
}
