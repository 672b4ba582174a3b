package dev.millrace.sdk.worker;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.dispatch.Exchange;
import dev.millrace.dispatch.StreamInput;
import dev.millrace.dispatch.StreamOutput;
import dev.millrace.sdk.function.ScalarKernel;

/** Runs a scalar evaluator on a stream: a batch of one column for each batch of rows. */
final class ScalarStream implements Exchange {
  private final String name;
  private final ScalarKernel kernel;
  private final ScanContext context;

  ScalarStream(final String name, final ScalarKernel kernel, final ScanContext context) {
    this.name = name;
    this.kernel = kernel;
    this.context = context;
  }

  @Override
  public void exchange(final StreamInput in, final StreamOutput out) throws Exception {
    final ColumnBuilder result = out.builder().column(0);
    kernel.evaluate(in.batch(), result);
    if (result.length() != in.batch().rowCount()) {
      throw new IllegalStateException(
          "function '%s' gave %d values for %d rows"
              .formatted(name, result.length(), in.batch().rowCount()));
    }
    out.emit();
  }

  @Override
  public void onClose() {
    context.close();
  }
}
