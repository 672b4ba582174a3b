package dev.millrace.codec.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.corpus.Values;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Appending ranges of columns keeps their values, whatever they are appended to. */
final class BulkAppendTest {
  private final Arena arena = Arena.ofConfined();
  private final BuilderMemory memory = BuilderMemory.offHeap(arena);

  @AfterEach
  void close() {
    arena.close();
  }

  static List<Corpus.Case> cases() {
    return Corpus.cases();
  }

  private RecordBatch batch(final Corpus.Case c, final long seed, final double nulls) {
    final BatchBuilder builder = new BatchBuilder(c.schema(), memory);
    Corpus.fill(builder, seed, 120, nulls);
    return RecordBatch.of(builder);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rangesOfSeveralBatchesFollowEachOther(final Corpus.Case c) {
    final BatchBuilder target = new BatchBuilder(c.schema(), memory);
    final List<RecordBatch> sources =
        List.of(batch(c, 1, 0.3), batch(c, 2, 0), batch(c, 3, 1), batch(c, 4, 0.1));
    final int[][] ranges = {{0, 120}, {7, 9}, {8, 64}, {119, 1}, {3, 0}, {1, 1}, {64, 50}};
    final List<List<Object>> expected = new ArrayList<>();
    int rows = 0;
    for (int column = 0; column < target.columnCount(); column++) {
      final List<Object> values = new ArrayList<>();
      for (final int[] range : ranges) {
        for (final RecordBatch source : sources) {
          final Column from = source.column(column);
          target.column(column).append(from, range[0], range[1]);
          values.addAll(Values.of(from.slice(range[0], range[1])));
        }
      }
      expected.add(values);
      rows = values.size();
    }
    target.rowCount(rows);
    assertNull(Values.difference(expected, Values.of(RecordBatch.of(target))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rangesOfSlicesCountFromTheSlice(final Corpus.Case c) {
    final RecordBatch source = batch(c, 5, 0.2);
    final BatchBuilder target = new BatchBuilder(c.schema(), memory);
    final List<List<Object>> expected = new ArrayList<>();
    for (int column = 0; column < target.columnCount(); column++) {
      final Column slice = source.column(column).slice(11, 90).slice(2, 60);
      target.column(column).append(slice, 1, 50);
      target.column(column).append(slice, 0, 60);
      final List<Object> values = new ArrayList<>(Values.of(source.column(column).slice(14, 50)));
      values.addAll(Values.of(source.column(column).slice(13, 60)));
      expected.add(values);
    }
    target.rowCount(110);
    assertNull(Values.difference(expected, Values.of(RecordBatch.of(target))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void singleValuesFollowBulk(final Corpus.Case c) {
    final RecordBatch source = batch(c, 6, 0.2);
    final BatchBuilder target = new BatchBuilder(c.schema(), memory);
    for (int column = 0; column < target.columnCount(); column++) {
      target.column(column).append(source.column(column), 5, 33);
    }
    final List<List<Object>> added = Corpus.fill(target, 9, 20, 0.4);
    final List<List<Object>> expected = new ArrayList<>();
    for (int column = 0; column < target.columnCount(); column++) {
      final List<Object> values = new ArrayList<>(Values.of(source.column(column).slice(5, 33)));
      values.addAll(added.get(column));
      expected.add(values);
    }
    target.rowCount(53);
    assertNull(Values.difference(expected, Values.of(RecordBatch.of(target))));
  }

  @Test
  void anotherTypeIsRefused() {
    final BatchBuilder ints =
        new BatchBuilder(Schema.of(Field.nullable("a", new ArrowType.Int(32, true))), memory);
    ints.column(0, Int32Builder.class).append(1, 2);
    final Column column = RecordBatch.of(ints).column(0);
    for (final ArrowType other :
        List.of(
            new ArrowType.Int(32, false),
            new ArrowType.Int(64, true),
            new ArrowType.Date(ArrowType.DateUnit.DAY),
            new ArrowType.Utf8())) {
      final BatchBuilder target = new BatchBuilder(Schema.of(Field.nullable("b", other)), memory);
      assertThrows(
          IllegalArgumentException.class, () -> target.column(0).append(column, 0, 2), "" + other);
      assertEquals(0, target.column(0).length());
    }
    assertThrows(IndexOutOfBoundsException.class, () -> ints.column(0).append(column, 1, 2));
  }

  @Test
  void sharedItemsOfListViewsAreCopiedOnce() {
    final Schema schema =
        Schema.of(
            Field.nullable(
                "l", new ArrowType.ListView(), Field.nullable("i", new ArrowType.Int(64, true))));
    final BatchBuilder source = new BatchBuilder(schema, memory);
    final ListViewBuilder lists = source.column(0, ListViewBuilder.class);
    final Int64Builder items = lists.values(Int64Builder.class);
    for (long i = 0; i < 1000; i++) {
      items.append(i);
    }
    for (int i = 0; i < 1000; i++) {
      lists.appendView(0, 1000);
    }
    final BatchBuilder target = new BatchBuilder(schema, memory);
    target.column(0).append(RecordBatch.of(source).column(0), 0, 1000);
    final RecordBatch result = RecordBatch.of(target);
    assertTrue(result.byteSize() < 20_000, "byte size " + result.byteSize());
    assertNull(Values.difference(Values.of(RecordBatch.of(source)), Values.of(result)));
  }

  @Test
  void sharedBytesOfViewsAreCopiedOnce() {
    final Schema schema = Schema.of(Field.nullable("v", new ArrowType.BinaryView()));
    final BatchBuilder source = new BatchBuilder(schema, memory);
    final ViewBinaryBuilder views = source.column(0, ViewBinaryBuilder.class);
    views.append(new byte[100_000]);
    views.append(new byte[5]);
    source.prepare();
    // every slot becomes a copy of the first view: 500 values in the bytes of one
    for (int i = 0; i < 500; i++) {
      views.append(new byte[5]);
    }
    source.prepare();
    for (int i = 2; i < 502; i++) {
      java.lang.foreign.MemorySegment.copy(
          source.bufferSegment(1),
          source.bufferOffset(1),
          source.bufferSegment(1),
          source.bufferOffset(1) + 16L * i,
          16);
    }
    final BatchBuilder target = new BatchBuilder(schema, memory);
    target.column(0).append(RecordBatch.of(source).column(0), 0, 502);
    final RecordBatch result = RecordBatch.of(target);
    assertTrue(result.byteSize() < 120_000, "byte size " + result.byteSize());
    assertNull(Values.difference(Values.of(RecordBatch.of(source)), Values.of(result)));
  }
}
