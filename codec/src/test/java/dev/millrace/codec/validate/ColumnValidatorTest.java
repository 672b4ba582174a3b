package dev.millrace.codec.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each clause about columns, broken by itself in a batch that is valid otherwise. */
class ColumnValidatorTest {
  private static final int ROWS = 20;
  private static final ArrowType.Int INT16 = new ArrowType.Int(16, true);
  private static final ArrowType.Int INT32 = new ArrowType.Int(32, true);
  private static final ArrowType.Int INT64 = new ArrowType.Int(64, true);
  private static final Field ITEM = Field.nullable("item", INT64);

  private final Arena arena = Arena.ofConfined();
  private BatchLayout layout;
  private BufferTable table;
  private DictionaryValues dictionaries = DictionaryValues.NONE;

  @AfterEach
  void close() {
    arena.close();
  }

  /** Fills a batch of one column; it must be found valid. */
  private void batch(final Field field, final double nulls) {
    final Schema schema = Schema.of(field);
    final BatchBuilder builder = new BatchBuilder(schema, BuilderMemory.offHeap(arena));
    Corpus.fill(builder, 7, ROWS, nulls);
    builder.prepare();
    final RecordBatch view = RecordBatch.of(builder);
    layout = BatchLayout.of(schema);
    table = new BufferTable(layout);
    table.setAll(layout, builder);
    if (field.dictionary() != null) {
      final Column values = ((dev.millrace.codec.column.DictionaryColumn) view.column(0)).values();
      dictionaries =
          new DictionaryValues() {
            @Override
            public Column column(final int slot) {
              return values;
            }

            @Override
            public Object lineage(final int slot) {
              return this;
            }
          };
    }
    for (int b = 0; b < table.bufferCount(); b++) {
      table.setBuffer(b, table.segment(b), table.offset(b), table.length(b), 1000 * (b + 1));
    }
    validate(Validation.FULL);
  }

  private void validate(final Validation level) {
    new ColumnValidator(level, Limits.DEFAULT.withMaxRows(1000))
        .validate(layout, table, ROWS, dictionaries);
  }

  /** Expects a clause at a level and at those above, and no complaint below. */
  private void refused(final String clause, final Validation from, final long offset) {
    for (final Validation level : Validation.values()) {
      if (level.compareTo(from) < 0) {
        validate(level);
      } else {
        final MalformedException e =
            assertThrows(MalformedException.class, () -> validate(level), clause + level);
        assertEquals(clause, e.clause(), e.getMessage());
        assertEquals(offset, e.offset(), e.getMessage());
      }
    }
  }

  private void shorten(final int buffer, final long length) {
    assertTrue(length < table.length(buffer));
    table.setBuffer(
        buffer, table.segment(buffer), table.offset(buffer), length, 1000 * (buffer + 1));
  }

  private void setInt(final int buffer, final long position, final int value) {
    table.segment(buffer).set(LittleEndian.INT, table.offset(buffer) + position, value);
  }

  private int getInt(final int buffer, final long position) {
    return table.segment(buffer).get(LittleEndian.INT, table.offset(buffer) + position);
  }

  private void setByte(final int buffer, final long position, final int value) {
    table.segment(buffer).set(LittleEndian.BYTE, table.offset(buffer) + position, (byte) value);
  }

  @Test
  void lengthsAndCounts() {
    batch(Field.nullable("c", INT64), 0);
    table.setNode(0, ROWS + 1, 0);
    refused("COL-6", Validation.STRUCTURE, -1);
    table.setNode(0, ROWS, 1);
    refused("COL-7", Validation.STRUCTURE, 1000);
  }

  @Test
  void bitmaps() {
    batch(Field.nullable("c", INT64), 0.5);
    final long nulls = table.nodeNullCount(0);
    table.setNode(0, ROWS, nulls - 1);
    refused("COL-19", Validation.FULL, 1000);
    table.setNode(0, ROWS, nulls);
    shorten(0, 2);
    refused("COL-8", Validation.STRUCTURE, 1000);
  }

  @Test
  void valueBuffers() {
    batch(Field.nullable("c", INT64), 0);
    shorten(1, 8 * ROWS - 1);
    refused("COL-9", Validation.STRUCTURE, 2000);
    batch(Field.nullable("c", new ArrowType.Bool()), 0);
    shorten(1, 2);
    refused("COL-9", Validation.STRUCTURE, 2000);
    batch(Field.nullable("c", new ArrowType.Decimal(30, 2, 128)), 0);
    table.setNode(0, Long.MAX_VALUE / 16 + 2, 0);
    final MalformedException e =
        assertThrows(
            MalformedException.class,
            () ->
                new ColumnValidator(Validation.STRUCTURE, Limits.DEFAULT)
                    .validate(layout, table, Long.MAX_VALUE / 16 + 2, dictionaries));
    assertEquals("COL-9", e.clause());
  }

  @Test
  void offsets() {
    for (final ArrowType type : List.of(new ArrowType.Utf8(), new ArrowType.Binary())) {
      batch(Field.nullable("c", type), 0);
      final int before = getInt(1, 12);
      setInt(1, 12, -1);
      refused("COL-11", Validation.OFFSETS, 2012);
      setInt(1, 12, Integer.MAX_VALUE);
      refused("COL-11", Validation.OFFSETS, 2012);
      setInt(1, 12, before);
      setInt(1, 4 * ROWS, (int) table.length(2) + 1);
      refused("COL-11", Validation.OFFSETS, 2000 + 4 * ROWS);
      shorten(1, 4 * ROWS);
      refused("COL-10", Validation.STRUCTURE, 2000);
    }
    batch(Field.nullable("c", new ArrowType.LargeUtf8()), 0);
    table.segment(1).set(LittleEndian.LONG, table.offset(1) + 16, Long.MIN_VALUE);
    refused("COL-11", Validation.OFFSETS, 2016);
    batch(Field.nullable("c", new ArrowType.List(), ITEM), 0);
    setInt(1, 4 * ROWS, getInt(1, 4 * ROWS) + 1);
    refused("COL-11", Validation.OFFSETS, 2000 + 4 * ROWS);
  }

  @Test
  void children() {
    batch(Field.nullable("c", new ArrowType.Struct(), ITEM), 0);
    table.setNode(1, ROWS - 1, 0);
    refused("COL-12", Validation.STRUCTURE, -1);
    batch(Field.nullable("c", new ArrowType.FixedSizeList(3), ITEM), 0);
    table.setNode(1, 3 * ROWS - 1, 0);
    refused("COL-12", Validation.STRUCTURE, -1);
    batch(
        Field.nullable("c", new ArrowType.Struct(), Field.nullable("n", new ArrowType.Null())), 0);
    table.setNode(1, 5000, 5000);
    refused("COL-6", Validation.STRUCTURE, -1);
  }

  @Test
  void listViews() {
    batch(Field.nullable("c", new ArrowType.ListView(), ITEM), 0);
    final int before = getInt(1, 8);
    setInt(1, 8, -1);
    refused("COL-13", Validation.OFFSETS, 2008);
    setInt(1, 8, before);
    setInt(2, 8, Integer.MAX_VALUE);
    refused("COL-13", Validation.OFFSETS, 2008);
    batch(Field.nullable("c", new ArrowType.LargeListView(), ITEM), 0);
    table.segment(1).set(LittleEndian.LONG, table.offset(1) + 8, Long.MAX_VALUE);
    table.segment(2).set(LittleEndian.LONG, table.offset(2) + 8, Long.MAX_VALUE);
    refused("COL-13", Validation.OFFSETS, 2008);
  }

  @Test
  void views() {
    batch(Field.nullable("c", new ArrowType.BinaryView()), 0);
    setInt(1, 32, -1);
    refused("COL-14", Validation.OFFSETS, 2032);
    setInt(1, 32, 13);
    setInt(1, 40, table.variadicBuffers(0));
    refused("COL-14", Validation.OFFSETS, 2032);
    setInt(1, 40, 0);
    setInt(1, 44, Integer.MAX_VALUE);
    refused("COL-14", Validation.OFFSETS, 2032);
  }

  @Test
  void prefixesAndTextOfViews() {
    batch(Field.nullable("c", new ArrowType.Utf8View()), 0);
    long view = 0;
    while (getInt(1, view) <= 12) {
      view += 16;
    }
    final int prefix = getInt(1, view + 4);
    setInt(1, view + 4, prefix + 1);
    refused("COL-14", Validation.FULL, 2000 + view + 4);
    setInt(1, view + 4, prefix);
    final int at = getInt(1, view + 12) + 6;
    setByte(2 + getInt(1, view + 8), at, 0xFF);
    refused("COL-18", Validation.FULL, 1000 * (3 + getInt(1, view + 8)) + at);
  }

  @Test
  void viewsThatReuseBytesAreBounded() {
    batch(Field.nullable("c", new ArrowType.Utf8View()), 0);
    // A large buffer that is text except for one byte, named as a whole by every view.
    final int size = 1 << 20;
    final MemorySegment data = arena.allocate(size);
    data.fill((byte) 'a');
    data.set(LittleEndian.BYTE, size - 1, (byte) 0xFF);
    table.begin(3, 1);
    table.setNodeBuffers(0, 0, 1);
    table.setBuffer(2, data, 0, size, 3000);
    for (int i = 0; i < ROWS; i++) {
      setInt(1, 16 * i, size - 1);
      setInt(1, 16 * i + 4, 0x61616161);
      setInt(1, 16 * i + 8, 0);
      setInt(1, 16 * i + 12, 0);
    }
    refused("COL-18", Validation.FULL, -1);
  }

  @Test
  void text() {
    batch(Field.nullable("c", new ArrowType.Utf8()), 0);
    final int start = getInt(1, 4 * (ROWS - 1));
    final int end = getInt(1, 4 * ROWS);
    setByte(2, start, 0xC3);
    if (end - start > 1) {
      setByte(2, start + 1, 'x');
    }
    refused("COL-18", Validation.FULL, 3000 + start);
  }

  @Test
  void noValueBeginsWithinACharacter() {
    batch(Field.nullable("c", new ArrowType.Utf8()), 0);
    final int size = 2 * ROWS;
    final MemorySegment data = arena.allocate(size);
    for (int i = 0; i < ROWS; i++) {
      data.set(LittleEndian.BYTE, 2 * i, (byte) 0xC3);
      data.set(LittleEndian.BYTE, 2 * i + 1, (byte) 0xBC);
      setInt(1, 4 * i, 2 * i);
    }
    setInt(1, 4 * ROWS, size);
    table.setBuffer(2, data, 0, size, 3000);
    validate(Validation.FULL);
    setInt(1, 4 * 5, 11);
    refused("COL-18", Validation.FULL, 3011);
  }

  @Test
  void unions() {
    final Field text = Field.nullable("t", new ArrowType.Utf8());
    for (final ArrowType.UnionMode mode : ArrowType.UnionMode.values()) {
      batch(Field.nullable("c", new ArrowType.Union(mode, List.of(5, 7)), ITEM, text), 0);
      final int before = table.segment(0).get(LittleEndian.BYTE, table.offset(0) + 3);
      setByte(0, 3, 6);
      refused("COL-15", Validation.FULL, 1003);
      setByte(0, 3, -5);
      refused("COL-15", Validation.FULL, 1003);
      setByte(0, 3, before);
    }
    batch(
        Field.nullable(
            "c", new ArrowType.Union(ArrowType.UnionMode.DENSE, List.of(5, 7)), ITEM, text),
        0);
    setInt(1, 4 * (ROWS - 1), ROWS + 1);
    refused("COL-16", Validation.FULL, 2000 + 4 * (ROWS - 1));
    setInt(1, 4 * (ROWS - 1), -1);
    refused("COL-16", Validation.FULL, 2000 + 4 * (ROWS - 1));
  }

  @Test
  void runEnds() {
    final Field ends = Field.required("run_ends", INT32);
    batch(Field.nullable("c", new ArrowType.RunEndEncoded(), ends, ITEM), 0);
    final int runs = (int) table.nodeLength(1);
    final int last = getInt(1, 4 * (runs - 1));
    setInt(1, 4 * (runs - 1), last - 1);
    final MalformedException e =
        assertThrows(MalformedException.class, () -> validate(Validation.FULL));
    assertEquals("COL-17", e.clause());
    setInt(1, 4 * (runs - 1), last);
    setInt(1, 0, 0);
    refused("COL-17", Validation.FULL, 2000);
    table.setNode(2, runs - 1, 0);
    refused("COL-17", Validation.STRUCTURE, -1);
  }

  @Test
  void indices() {
    final Field words = Field.nullable("c", new ArrowType.Utf8());
    for (final boolean signed : new boolean[] {true, false}) {
      for (final int width : new int[] {8, 16, 32, 64}) {
        batch(
            words.withDictionary(
                new DictionaryEncoding(1, new ArrowType.Int(width, signed), false)),
            0);
        for (int b = 0; b < width / 8; b++) {
          setByte(1, 3 * width / 8 + b, 0xFF);
        }
        refused("DICT-3", Validation.FULL, 2000 + 3 * width / 8);
      }
    }
    batch(words.withDictionary(new DictionaryEncoding(1, INT16, false)), 1);
    for (int i = 0; i < 2 * ROWS; i++) {
      setByte(1, i, 0xFF);
    }
    validate(Validation.FULL);
  }

  @Test
  void mapKeys() {
    final Field entries =
        Field.required(
            "entries", new ArrowType.Struct(), Field.required("key", new ArrowType.Utf8()), ITEM);
    batch(Field.nullable("c", new ArrowType.Map(false), entries), 0);
    final long count = table.nodeLength(2);
    table.setNode(2, count, 1);
    refused("COL-20", Validation.STRUCTURE, -1);
  }
}
