package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.sdk.vgi.DistinctDependence;
import dev.millrace.sdk.vgi.FunctionStability;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.NullHandling;
import dev.millrace.sdk.vgi.OrderDependence;
import dev.millrace.sdk.vgi.OrderPreservation;
import dev.millrace.sdk.vgi.PartitionKind;
import java.util.List;
import java.util.Map;

/**
 * A function of a schema: how it is called and what an optimizer may assume of it.
 *
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param name its name
 * @param schemaPath schema, from the outermost in
 * @param functionType kind of the function
 * @param arguments argument specification as schema bytes
 * @param outputSchema columns of the result as schema bytes; empty when decided at bind
 * @param parameterDefaultValues defaults, a one-row stream with a column each; null when none
 * @param stability null means consistent
 * @param nullHandling null means default
 * @param argumentMonotonicity monotonicity words, one a parameter; may be null
 * @param description what it does
 * @param examples queries that show it
 * @param categories free words
 * @param projectionPushdown whether projections are applied
 * @param filterPushdown whether filters are applied
 * @param samplingPushdown whether TABLESAMPLE is applied
 * @param lateMaterialization whether rows can be fetched again by row id
 * @param filterSemanticProfiles filter semantics it follows
 * @param additionalFilterFunctions further functions it evaluates in filters
 * @param runtimeFilterAlgorithms runtime filters it evaluates
 * @param filterEvaluationContexts session surroundings it evaluates in
 * @param orderPreservation what its row order means; null for insertion order
 * @param maxWorkers most parallel streams of a table-in-out function; null for any
 * @param supportsBatchIndex whether every batch carries its index
 * @param supportsSplits whether scans can be planned as splits
 * @param filtersExactlyApplied whether pushed filters need no second pass
 * @param supportsPositions whether scans can start at a position
 * @param splitTokenTtlSeconds seconds a split stays valid; null for ever
 * @param partitionKind how batches relate to partition columns
 * @param orderDependent whether input order matters
 * @param distinctDependent whether duplicates matter
 * @param supportsWindow whether window partitions are taken
 * @param streamingPartitioned whether running sessions are taken
 * @param hasFinalize whether something follows the input
 * @param sourceOrderDependent whether sources are read one after another
 * @param sinkOrderDependent whether input comes on one connection
 * @param requiresInputBatchIndex whether input must carry its index
 * @param inputFromArgs whether positional arguments may be columns
 * @param inputRowsPerCall most input rows of a call; null for any
 * @param requiredSettings settings that must have a value
 * @param requiredSecrets secrets to resolve before binding
 */
public record FunctionInfo(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String name,
    List<String> schemaPath,
    FunctionType functionType,
    @Arrow("dictionary<index:int32,value:binary>") byte[] arguments,
    @Arrow("dictionary<index:int32,value:binary>") byte[] outputSchema,
    @Default @Nullable @Arrow("dictionary<index:int32,value:binary>") byte[] parameterDefaultValues,
    @Default @Nullable FunctionStability stability,
    @Default @Nullable NullHandling nullHandling,
    @Default @Nullable List<String> argumentMonotonicity,
    @Default String description,
    @Default List<CatalogExample> examples,
    @Default List<String> categories,
    @Default @Nullable Boolean projectionPushdown,
    @Default @Nullable Boolean filterPushdown,
    @Default @Nullable Boolean samplingPushdown,
    @Default @Nullable Boolean lateMaterialization,
    @Default List<String> filterSemanticProfiles,
    @Default List<FilterFunctionCapability> additionalFilterFunctions,
    @Default List<FilterFunctionCapability> runtimeFilterAlgorithms,
    @Default List<EvaluationContextCapability> filterEvaluationContexts,
    @Default @Nullable OrderPreservation orderPreservation,
    @Default @Nullable @Arrow("int32") Integer maxWorkers,
    @Default("false") boolean supportsBatchIndex,
    @Default("false") boolean supportsSplits,
    @Default("false") boolean filtersExactlyApplied,
    @Default("false") boolean supportsPositions,
    @Default @Nullable Long splitTokenTtlSeconds,
    @Default("NOT_PARTITIONED") PartitionKind partitionKind,
    @Default("NOT_ORDER_DEPENDENT") OrderDependence orderDependent,
    @Default("NOT_DISTINCT_DEPENDENT") DistinctDependence distinctDependent,
    @Default("false") boolean supportsWindow,
    @Default("false") boolean streamingPartitioned,
    @Default("false") boolean hasFinalize,
    @Default("false") boolean sourceOrderDependent,
    @Default("false") boolean sinkOrderDependent,
    @Default("false") boolean requiresInputBatchIndex,
    @Default("false") boolean inputFromArgs,
    @Default @Nullable Long inputRowsPerCall,
    @Default List<String> requiredSettings,
    @Default List<SecretLookupEntry> requiredSecrets) {}
