package dev.millrace.jmh.headline;

import dev.millrace.sdk.vgi.VgiProtocol;
import java.io.IOException;

/** A worker of the catalog {@code demo} under our client, whoever made the worker. */
final class WorkerSubject implements Subject {
  private final Workers workers;
  private final Workload workload;

  WorkerSubject(final RunOptions options) throws Exception {
    workers =
        new Workers(
            options.transport(),
            options.worker(),
            options.implementation().equals("rust") ? LaterVgi.class : VgiProtocol.class);
    boolean ready = false;
    try {
      workload =
          switch (options.workload()) {
            case "numbers" -> new NumbersWorkload(workers, options);
            case "echo" -> new EchoWorkload(workers, options);
            case "upper_case" -> new UpperCaseWorkload(workers, options);
            default -> throw new IllegalArgumentException("no workload " + options.workload());
          };
      ready = true;
    } finally {
      if (!ready) {
        workers.close();
      }
    }
  }

  @Override
  public long run() throws Exception {
    return workload.run();
  }

  @Override
  public int batchRows() {
    return workload.batchRows();
  }

  @Override
  public void close() throws IOException {
    workload.close();
    workers.close();
  }
}
