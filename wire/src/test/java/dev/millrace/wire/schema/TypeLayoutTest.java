package dev.millrace.wire.schema;

import static dev.millrace.wire.schema.BufferKind.DATA;
import static dev.millrace.wire.schema.BufferKind.OFFSETS32;
import static dev.millrace.wire.schema.BufferKind.OFFSETS64;
import static dev.millrace.wire.schema.BufferKind.SIZES32;
import static dev.millrace.wire.schema.BufferKind.SIZES64;
import static dev.millrace.wire.schema.BufferKind.TYPE_IDS;
import static dev.millrace.wire.schema.BufferKind.UNION_OFFSETS;
import static dev.millrace.wire.schema.BufferKind.VALIDITY;
import static dev.millrace.wire.schema.BufferKind.VIEWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.IntervalUnit;
import dev.millrace.wire.schema.ArrowType.Precision;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.ArrowType.UnionMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layouts as the columnar format's specification tables them. */
class TypeLayoutTest {
  private static void assertLayout(
      final ArrowType type, final int byteWidth, final BufferKind... buffers) {
    final TypeLayout layout = TypeLayout.of(Field.nullable("f", type));
    assertEquals(List.of(buffers), layout.buffers(), type.toString());
    assertEquals(byteWidth, layout.byteWidth(), type.toString());
    assertEquals(List.of(buffers).contains(VALIDITY), layout.hasValidity(), type.toString());
    assertEquals(List.of(buffers).contains(VIEWS), layout.variadic(), type.toString());
    assertEquals(type instanceof ArrowType.Bool, layout.bitPacked(), type.toString());
  }

  @Test
  void fixedWidths() {
    assertLayout(new ArrowType.Bool(), 0, VALIDITY, DATA);
    for (final int width : new int[] {8, 16, 32, 64}) {
      assertLayout(new ArrowType.Int(width, true), width / 8, VALIDITY, DATA);
      assertLayout(new ArrowType.Int(width, false), width / 8, VALIDITY, DATA);
    }
    assertLayout(new ArrowType.FloatingPoint(Precision.HALF), 2, VALIDITY, DATA);
    assertLayout(new ArrowType.FloatingPoint(Precision.SINGLE), 4, VALIDITY, DATA);
    assertLayout(new ArrowType.FloatingPoint(Precision.DOUBLE), 8, VALIDITY, DATA);
    for (final int width : new int[] {32, 64, 128, 256}) {
      assertLayout(new ArrowType.Decimal(9, 0, width), width / 8, VALIDITY, DATA);
    }
    assertLayout(new ArrowType.Date(DateUnit.DAY), 4, VALIDITY, DATA);
    assertLayout(new ArrowType.Date(DateUnit.MILLISECOND), 8, VALIDITY, DATA);
    assertLayout(new ArrowType.Time(TimeUnit.SECOND), 4, VALIDITY, DATA);
    assertLayout(new ArrowType.Time(TimeUnit.MILLISECOND), 4, VALIDITY, DATA);
    assertLayout(new ArrowType.Time(TimeUnit.MICROSECOND), 8, VALIDITY, DATA);
    assertLayout(new ArrowType.Time(TimeUnit.NANOSECOND), 8, VALIDITY, DATA);
    assertLayout(new ArrowType.Timestamp(TimeUnit.SECOND, "UTC"), 8, VALIDITY, DATA);
    assertLayout(new ArrowType.Duration(TimeUnit.SECOND), 8, VALIDITY, DATA);
    assertLayout(new ArrowType.Interval(IntervalUnit.YEAR_MONTH), 4, VALIDITY, DATA);
    assertLayout(new ArrowType.Interval(IntervalUnit.DAY_TIME), 8, VALIDITY, DATA);
    assertLayout(new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO), 16, VALIDITY, DATA);
    assertLayout(new ArrowType.FixedSizeBinary(7), 7, VALIDITY, DATA);
    assertLayout(new ArrowType.FixedSizeBinary(0), 0, VALIDITY, DATA);
  }

  @Test
  void variableWidths() {
    assertLayout(new ArrowType.Utf8(), -1, VALIDITY, OFFSETS32, DATA);
    assertLayout(new ArrowType.Binary(), -1, VALIDITY, OFFSETS32, DATA);
    assertLayout(new ArrowType.LargeUtf8(), -1, VALIDITY, OFFSETS64, DATA);
    assertLayout(new ArrowType.LargeBinary(), -1, VALIDITY, OFFSETS64, DATA);
    assertLayout(new ArrowType.Utf8View(), -1, VALIDITY, VIEWS);
    assertLayout(new ArrowType.BinaryView(), -1, VALIDITY, VIEWS);
  }

  @Test
  void nesting() {
    assertLayout(new ArrowType.Null(), -1);
    assertLayout(new ArrowType.RunEndEncoded(), -1);
    assertLayout(new ArrowType.Struct(), -1, VALIDITY);
    assertLayout(new ArrowType.FixedSizeList(3), -1, VALIDITY);
    assertLayout(new ArrowType.List(), -1, VALIDITY, OFFSETS32);
    assertLayout(new ArrowType.Map(true), -1, VALIDITY, OFFSETS32);
    assertLayout(new ArrowType.LargeList(), -1, VALIDITY, OFFSETS64);
    assertLayout(new ArrowType.ListView(), -1, VALIDITY, OFFSETS32, SIZES32);
    assertLayout(new ArrowType.LargeListView(), -1, VALIDITY, OFFSETS64, SIZES64);
    assertLayout(new ArrowType.Union(UnionMode.SPARSE, List.of()), -1, TYPE_IDS);
    assertLayout(new ArrowType.Union(UnionMode.DENSE, List.of()), -1, TYPE_IDS, UNION_OFFSETS);
  }

  @Test
  void aDictionaryEncodedFieldHasTheLayoutOfItsIndices() {
    final Field field =
        Field.nullable("f", new ArrowType.Utf8View())
            .withDictionary(new DictionaryEncoding(0, new ArrowType.Int(16, false), false));
    final TypeLayout layout = TypeLayout.of(field);
    assertEquals(2, layout.byteWidth());
    assertEquals(List.of(VALIDITY, DATA), layout.buffers());
    assertFalse(layout.variadic());
    assertTrue(layout.hasValidity());
  }
}
