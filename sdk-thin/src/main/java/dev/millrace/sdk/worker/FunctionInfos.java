package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.Types;
import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.DistinctDependence;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.OrderDependence;
import dev.millrace.sdk.vgi.PartitionKind;
import dev.millrace.sdk.vgi.catalog.CatalogExample;
import dev.millrace.sdk.vgi.catalog.FunctionInfo;
import dev.millrace.wire.schema.Schema;
import java.util.List;

/** Describes functions to clients. */
final class FunctionInfos {

  private FunctionInfos() {}

  static FunctionInfo of(final SchemaEntry schema, final VgiFunction function) {
    final boolean scalar = function instanceof ScalarFunction;
    final Declaration d = function.declaration();
    return new FunctionInfo(
        null, // comment
        d.tags(),
        d.name(),
        schema.path(),
        scalar ? FunctionType.SCALAR : FunctionType.TABLE,
        OneRow.writeSchema(ArgumentSpecs.schema(function)),
        OneRow.writeSchema(output(d, scalar)),
        ArgumentSpecs.defaults(d),
        scalar ? d.stability() : null,
        scalar ? d.nullHandling() : null,
        null, // argument monotonicity: nothing declared
        d.description(),
        d.examples().stream()
            .map(e -> new CatalogExample(e.sql(), e.description(), e.expectedOutput().orElse(null)))
            .toList(),
        d.categories(),
        scalar ? null : true, // projection: the worker does it where the function does not
        scalar ? null : false, // filters
        scalar ? null : false, // sampling
        scalar ? null : false, // late materialization
        List.of(), // filter semantics
        List.of(), // filter functions
        List.of(), // runtime filters
        List.of(), // evaluation contexts
        scalar ? null : d.order(),
        maxWorkers(function),
        false, // batch index
        false, // splits
        false, // filters applied exactly
        false, // positions
        null, // split tokens
        PartitionKind.NOT_PARTITIONED,
        OrderDependence.NOT_ORDER_DEPENDENT,
        DistinctDependence.NOT_DISTINCT_DEPENDENT,
        false, // window
        false, // streaming
        d.hasFinalize(),
        false, // source order
        false, // sink order
        false, // input batch index
        false, // input from arguments
        null, // input rows per call
        List.of(), // settings
        List.of()); // secrets
  }

  /** What a client has to know before the call; a table function tells at its init. */
  private static Integer maxWorkers(final VgiFunction function) {
    return function instanceof TableInOutFunction f
            && f.maxWorkers() < TableInOutFunction.ANY_NUMBER
        ? f.maxWorkers()
        : null;
  }

  /** A scalar's type, the null type when it is decided at bind; a table's columns always are. */
  private static Schema output(final Declaration declaration, final boolean scalar) {
    return scalar
        ? Schema.of(declaration.result().orElse(Types.ANY).withName("result").withNullable(true))
        : Schema.EMPTY;
  }
}
