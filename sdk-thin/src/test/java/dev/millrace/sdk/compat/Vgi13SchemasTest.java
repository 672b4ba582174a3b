package dev.millrace.sdk.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.sdk.vgi.aggregate.AggregateBindResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateFinalizeResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingChunkResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateStreamingOpenResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateUpdateResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowBatchResponse;
import dev.millrace.sdk.vgi.aggregate.AggregateWindowResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingCombineResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingDestructorResponse;
import dev.millrace.sdk.vgi.buffering.TableBufferingProcessResponse;
import dev.millrace.sdk.vgi.call.TableCardinality;
import dev.millrace.sdk.vgi.call.TableFunctionDynamicToStringResponse;
import dev.millrace.sdk.vgi.catalog.AttachCatalogInfo;
import dev.millrace.sdk.vgi.catalog.CatalogVersionResponse;
import dev.millrace.sdk.vgi.catalog.CatalogsResponse;
import dev.millrace.sdk.vgi.catalog.CopyFromFormatInfo;
import dev.millrace.sdk.vgi.catalog.FunctionsResponse;
import dev.millrace.sdk.vgi.catalog.IndexesResponse;
import dev.millrace.sdk.vgi.catalog.MacrosResponse;
import dev.millrace.sdk.vgi.catalog.ScanBranchesResult;
import dev.millrace.sdk.vgi.catalog.SchemasResponse;
import dev.millrace.sdk.vgi.catalog.TablesResponse;
import dev.millrace.sdk.vgi.catalog.TransactionBeginResponse;
import dev.millrace.sdk.vgi.catalog.ViewsResponse;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is declared for the earlier line is what its clients compare with ([COMPAT-5], COMPAT-6).
 */
class Vgi13SchemasTest {

  static List<Map.Entry<String, Class<? extends Record>>> records() {
    return List.of(
        Map.entry("AggregateBindResponse", AggregateBindResponse.class),
        Map.entry("AggregateFinalizeResponse", AggregateFinalizeResponse.class),
        Map.entry("AggregateStreamingChunkResponse", AggregateStreamingChunkResponse.class),
        Map.entry("AggregateStreamingOpenResponse", AggregateStreamingOpenResponse.class),
        Map.entry("AggregateUpdateResponse", AggregateUpdateResponse.class),
        Map.entry("AggregateWindowBatchResponse", AggregateWindowBatchResponse.class),
        Map.entry("AggregateWindowResponse", AggregateWindowResponse.class),
        Map.entry("AttachCatalogInfo", AttachCatalogInfo.class),
        Map.entry("BindResponse", BindAnswer.class),
        Map.entry("CatalogAttachResult", AttachAnswer.class),
        Map.entry("CatalogInfo", CatalogItem.class),
        Map.entry("CatalogVersionResponse", CatalogVersionResponse.class),
        Map.entry("CatalogsResponse", CatalogsResponse.class),
        Map.entry("CopyFromFormatInfo", CopyFromFormatInfo.class),
        Map.entry("ForeignKey", ForeignKeyItem.class),
        Map.entry("FunctionInfo", FunctionItem.class),
        Map.entry("FunctionsResponse", FunctionsResponse.class),
        Map.entry("GlobalInitResponse", InitHeader.class),
        Map.entry("IndexInfo", IndexItem.class),
        Map.entry("IndexesResponse", IndexesResponse.class),
        Map.entry("MacroInfo", MacroItem.class),
        Map.entry("MacrosResponse", MacrosResponse.class),
        Map.entry("ScanBranch", ScanBranchItem.class),
        Map.entry("ScanBranchesResult", ScanBranchesResult.class),
        Map.entry("ScanFunctionResult", ScanFunctionItem.class),
        Map.entry("SchemaInfo", SchemaItem.class),
        Map.entry("SchemasResponse", SchemasResponse.class),
        Map.entry("TableBufferingCombineResponse", TableBufferingCombineResponse.class),
        Map.entry("TableBufferingDestructorResponse", TableBufferingDestructorResponse.class),
        Map.entry("TableBufferingProcessResponse", TableBufferingProcessResponse.class),
        Map.entry("TableCardinality", TableCardinality.class),
        Map.entry(
            "TableFunctionDynamicToStringResponse", TableFunctionDynamicToStringResponse.class),
        Map.entry("TableInfo", TableItem.class),
        Map.entry("TablesResponse", TablesResponse.class),
        Map.entry("TransactionBeginResponse", TransactionBeginResponse.class),
        Map.entry("ViewInfo", ViewItem.class),
        Map.entry("ViewsResponse", ViewsResponse.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void answerHasTheColumnsThatClientsCompare(
      final Map.Entry<String, Class<? extends Record>> record) {
    Layouts.check(record.getKey(), RecordCodec.of(record.getValue()).schema());
  }

  @Test
  void methodsAreThoseOfTheProtocol() throws IOException {
    final Map<String, String> declared = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Vgi13SchemasTest.class.getResourceAsStream("methods-1.3.txt"),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(l -> !l.startsWith("#"))
          .forEach(l -> declared.put(l.substring(0, l.indexOf(' ')), l));
    }
    final Map<String, String> served = new TreeMap<>();
    for (final MethodModel method : ServiceModel.of(Vgi13.class).methods().values()) {
      final String answer = method.kind().isStream() ? "stream" : token(method.resultSchema());
      served.put(
          method.name(), method.name() + " " + token(method.parameterSchema()) + " " + answer);
    }
    assertEquals(String.join("\n", declared.values()), String.join("\n", served.values()));
  }

  @Test
  void version12IsTheSameButForTheAnswerToAnAttach() {
    final Set<String> later = Set.of("global_functions", "global_function_prefix");
    assertEquals(
        RecordCodec.of(AttachAnswer.class).schema().fields().stream()
            .filter(f -> !later.contains(f.name()))
            .toList(),
        RecordCodec.of(AttachAnswer12.class).schema().fields());
    final Map<String, MethodModel> newer = ServiceModel.of(Vgi13.class).methods();
    final Map<String, MethodModel> older = ServiceModel.of(Vgi12.class).methods();
    assertEquals(newer.keySet(), older.keySet());
    newer.forEach(
        (name, method) ->
            assertEquals(method.parameterSchema(), older.get(name).parameterSchema(), name));
    newer.forEach(
        (name, method) ->
            assertEquals(method.resultSchema(), older.get(name).resultSchema(), name));
  }

  private static String token(final Schema schema) {
    return TypeToken.of(
        Field.required("", new ArrowType.Struct(), schema.fields().toArray(Field[]::new)));
  }
}
