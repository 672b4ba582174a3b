package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.Arguments;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.storage.Executions;
import dev.millrace.sdk.storage.SharedExecution;
import dev.millrace.wire.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call being executed on one connection. The storage of its execution is made when it is asked
 * for first, unless it is shared already, and goes with the last connection where that one is
 * known.
 */
final class ScanContext implements ScanCall, AutoCloseable {
  /**
   * Bytes of a batch: two of them, one on either side, fit into the cache the cores share, and one
   * with its metadata fits into a pipe of a mebibyte. With one page more its writer would wait for
   * its reader, which costs a quarter of the throughput.
   */
  private static final long BATCH_BYTES = (1 << 20) - (1 << 14);

  private static final long MOST_ROWS = 1 << 20;

  private final ResolvedCall resolved;
  private final Projection projection;
  private final boolean projects;
  private final OptionalLong rowLimit;
  private final Executions executions;
  private final byte[] executionId;
  private final boolean last;
  private SharedExecution storage;

  /**
   * Makes a context.
   *
   * @param shared the storage where it is open already; null otherwise
   * @param last whether no other connection will use the execution after this one
   */
  ScanContext(
      final ResolvedCall resolved,
      final Projection projection,
      final Long rowLimit,
      final Executions executions,
      final byte[] executionId,
      final SharedExecution shared,
      final boolean last) {
    this.resolved = resolved;
    this.projection = projection;
    this.projects = resolved.function().declaration().projects();
    this.rowLimit = rowLimit == null ? OptionalLong.empty() : OptionalLong.of(rowLimit);
    this.executions = executions;
    this.executionId = executionId;
    this.last = last;
    this.storage = shared;
  }

  @Override
  public Arguments arguments() {
    return resolved.call().arguments();
  }

  @Override
  public Schema input() {
    return resolved.call().input();
  }

  @Override
  public List<String> argumentNames() {
    return resolved.call().argumentNames();
  }

  @Override
  public Optional<AtClause> at() {
    return resolved.call().at();
  }

  @Override
  public Schema boundSchema() {
    return projection.bound();
  }

  @Override
  public Schema outputSchema() {
    return projects ? projection.output() : projection.bound();
  }

  @Override
  public List<Integer> projection() {
    return projects ? projection.positions() : Projection.of(projection.bound(), null).positions();
  }

  @Override
  public OptionalLong rowLimit() {
    return rowLimit;
  }

  @Override
  public SharedExecution storage() {
    if (storage == null) {
      storage = executions.begin(executionId);
    }
    return storage;
  }

  @Override
  public long suggestedRows(final long bytesPerRow) {
    return Math.clamp(BATCH_BYTES / Math.max(1, bytesPerRow), 1, MOST_ROWS);
  }

  @Override
  public void close() {
    if (storage != null) {
      storage.close();
      storage = null;
      if (last) {
        executions.remove(executionId);
      }
    }
  }
}
