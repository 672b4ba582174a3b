package dev.millrace.sdk.demo;

import dev.millrace.sdk.Worker;

/** The demo worker: catalog {@code demo}. */
public final class DemoWorker {

  private DemoWorker() {}

  /**
   * Makes the worker.
   *
   * @return the worker with its functions
   */
  public static Worker worker() {
    return Worker.named("demo")
        .comment("Functions of each kind that Millrace serves")
        .add(new UpperCase(), new Multiply(), new Numbers(), new ArrowFile(), new Echo());
  }

  /**
   * Serves it.
   *
   * @param args flags of a worker, see {@code --help}
   */
  public static void main(final String[] args) {
    worker().run(args);
  }
}
