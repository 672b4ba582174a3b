package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.DistinctDependence;
import dev.millrace.sdk.vgi.FunctionStability;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.NullHandling;
import dev.millrace.sdk.vgi.OrderDependence;
import dev.millrace.sdk.vgi.OrderPreservation;
import dev.millrace.sdk.vgi.PartitionKind;
import dev.millrace.sdk.vgi.catalog.CatalogExample;
import dev.millrace.sdk.vgi.catalog.FunctionInfo;
import dev.millrace.sdk.vgi.catalog.SecretLookupEntry;
import java.util.List;
import java.util.Map;

/** A function of a schema. Defaults of parameters are in the argument specification alone. */
record FunctionItem(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    String schemaName,
    FunctionType functionType,
    byte[] arguments,
    byte[] outputSchema,
    @Nullable FunctionStability stability,
    @Nullable NullHandling nullHandling,
    String description,
    List<CatalogExample> examples,
    List<String> categories,
    @Nullable Boolean projectionPushdown,
    @Nullable Boolean filterPushdown,
    @Nullable Boolean samplingPushdown,
    @Nullable Boolean lateMaterialization,
    List<String> supportedExpressionFilters,
    @Nullable OrderPreservation orderPreservation,
    @Nullable(declared = false) @Arrow("int32") Integer maxWorkers,
    boolean supportsBatchIndex,
    PartitionKind partitionKind,
    OrderDependence orderDependent,
    DistinctDependence distinctDependent,
    boolean supportsWindow,
    boolean streamingPartitioned,
    boolean hasFinalize,
    boolean sourceOrderDependent,
    boolean sinkOrderDependent,
    boolean requiresInputBatchIndex,
    boolean inputFromArgs,
    List<String> requiredSettings,
    List<SecretLookupEntry> requiredSecrets) {

  static FunctionItem of(final FunctionInfo info) {
    return new FunctionItem(
        info.comment(),
        info.tags(),
        info.name(),
        SchemaNames.name(info.schemaPath()),
        info.functionType(),
        info.arguments(),
        info.outputSchema(),
        info.stability(),
        info.nullHandling(),
        info.description(),
        info.examples(),
        info.categories(),
        info.projectionPushdown(),
        false, // filters of the two lines are written differently, and we read the newest
        info.samplingPushdown(),
        info.lateMaterialization(),
        List.of(),
        info.orderPreservation(),
        info.maxWorkers(),
        info.supportsBatchIndex(),
        info.partitionKind(),
        info.orderDependent(),
        info.distinctDependent(),
        info.supportsWindow(),
        info.streamingPartitioned(),
        info.hasFinalize(),
        info.sourceOrderDependent(),
        info.sinkOrderDependent(),
        info.requiresInputBatchIndex(),
        info.inputFromArgs(),
        info.requiredSettings(),
        info.requiredSecrets());
  }
}
