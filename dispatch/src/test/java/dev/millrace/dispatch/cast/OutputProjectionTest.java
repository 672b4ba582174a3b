package dev.millrace.dispatch.cast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamReader;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Emitted batches with more columns, in another order, under other dictionary ids. */
class OutputProjectionTest {

  static Stream<Corpus.Case> cases() {
    return Corpus.cases().stream();
  }

  /**
   * Every type of the corpus between two other columns, which are dropped; the order is reversed.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void columnsOfEveryTypeAreSelected(final Corpus.Case one) {
    final List<Field> fields = new ArrayList<>();
    for (final Field field : one.schema().fields()) {
      fields.add(renumber(field, 100));
    }
    Collections.reverse(fields);
    final Schema declared = new Schema(fields, Metadata.EMPTY);
    final BatchBuilder builder = new BatchBuilder(one.schema(), BuilderMemory.offHeap());
    Corpus.fill(builder, 42, 50, 0.2);
    final RecordBatch source = RecordBatch.of(builder);
    final BatchBuffers projected = new OutputProjection(declared).project(source);
    final RecordBatch back = roundTrip(projected, declared);
    assertEquals(declared, back.schema());
    for (final Field field : fields) {
      assertNull(
          Values.difference(
              Values.of(source.column(field.name())), Values.of(back.column(field.name()))),
          field.name());
    }
  }

  private static Field renumber(final Field field, final long by) {
    final Field[] children =
        field.children().stream().map(c -> renumber(c, by)).toArray(Field[]::new);
    final DictionaryEncoding d = field.dictionary();
    return new Field(
        field.name(),
        field.nullable(),
        field.type(),
        d == null ? null : new DictionaryEncoding(d.id() + by, d.indexType(), d.ordered()),
        List.of(children),
        field.metadata());
  }

  private static RecordBatch roundTrip(final BatchBuffers batch, final Schema schema) {
    final Gather bytes = new Gather();
    final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
    writer.batch(batch, Metadata.EMPTY, bytes);
    writer.end(bytes);
    final StreamReader reader = StreamReader.strict(DecodeOptions.of(Validation.FULL));
    final byte[] all = bytes.toByteArray();
    int at = 0;
    for (Event event = reader.next(); event != Event.BATCH; event = reader.next()) {
      if (event == Event.NEED_INPUT) {
        at += reader.push(all, at, all.length - at);
      }
    }
    return reader.batch();
  }

  @Test
  void sameSchemaCostsNothing() {
    final BatchBuilder batch = new BatchBuilder(Schema.EMPTY, BuilderMemory.offHeap());
    assertSame(batch, new OutputProjection(Schema.EMPTY).project(batch));
  }

  @Test
  void missingColumnAndOtherTypeAreErrors() {
    final Corpus.Case one = Corpus.cases().getFirst();
    final BatchBuilder batch = new BatchBuilder(one.schema(), BuilderMemory.offHeap());
    final Field first = one.schema().fields().getFirst();
    final RpcException missing =
        assertThrows(
            RpcException.class,
            () -> new OutputProjection(Schema.of(first.withName("nope"))).project(batch));
    assertTrue(missing.errorMessage().contains("nope"), missing.errorMessage());
    final Field other =
        new Field(
            first.name(),
            true,
            new dev.millrace.wire.schema.ArrowType.Interval(
                dev.millrace.wire.schema.ArrowType.IntervalUnit.DAY_TIME),
            null,
            List.of(),
            Metadata.EMPTY);
    assertThrows(RpcException.class, () -> new OutputProjection(Schema.of(other)).project(batch));
  }
}
