package dev.millrace.sdk.demo;

import static dev.millrace.sdk.function.Parameter.table;

import dev.millrace.sdk.function.BindCall;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.TableTransform;
import dev.millrace.wire.schema.Schema;

/**
 * {@code echo(data)}: the rows of a table as they are. A batch goes back from the memory it came
 * in: nothing of it is copied or decoded on the way.
 */
final class Echo implements TableInOutFunction {

  @Override
  public Declaration declaration() {
    return Declaration.of("echo")
        .description("The rows of a table as they are")
        .parameters(table("data").doc("the table"))
        .example("SELECT * FROM demo.echo((SELECT * FROM demo.numbers(10)))", "Ten numbers, back")
        .categories("utility")
        .build();
  }

  @Override
  public Schema bind(final BindCall call) {
    return call.input();
  }

  @Override
  public TableTransform open(final ScanCall call) {
    return (rows, out) -> out.emit(rows);
  }
}
