package dev.millrace.wire.message;

import static dev.millrace.wire.message.SchemaDescriptor.*;

import dev.millrace.wire.MalformedException;
import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.flatbuf.TableFlyweight;
import dev.millrace.wire.schema.ArrowType;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the member tables of the type union (clauses [SCHEMA-4] and [SCHEMA-5]). Defaults of
 * absent fields are those of the Arrow schema, which are not always zero.
 */
final class TypeDecoder {
  private static final int DEFAULT_DECIMAL_WIDTH = 128;
  private static final int DEFAULT_TIME_WIDTH = 32;
  private static final ValueLayout.OfInt LE_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ArrowType.Precision[] PRECISIONS = ArrowType.Precision.values();
  private static final ArrowType.DateUnit[] DATE_UNITS = ArrowType.DateUnit.values();
  private static final ArrowType.TimeUnit[] TIME_UNITS = ArrowType.TimeUnit.values();
  private static final ArrowType.IntervalUnit[] INTERVAL_UNITS = ArrowType.IntervalUnit.values();
  private static final ArrowType.UnionMode[] UNION_MODES = ArrowType.UnionMode.values();

  private final FlatbufferVerifier bytes;
  private final TableFlyweight table = new TableFlyweight();

  TypeDecoder(final FlatbufferVerifier bytes) {
    this.bytes = bytes;
  }

  /**
   * Decodes a type.
   *
   * @param member member of the union
   * @param position position of its table
   * @param childCount children of the field, which number the type ids of a union that states none
   */
  ArrowType decode(final int member, final long position, final int childCount) {
    table.wrap(bytes, position);
    return switch (member) {
      case NULL -> new ArrowType.Null();
      case INT -> integer();
      case FLOATING_POINT -> new ArrowType.FloatingPoint(unit(PRECISIONS, 0));
      case BINARY -> new ArrowType.Binary();
      case UTF8 -> new ArrowType.Utf8();
      case BOOL -> new ArrowType.Bool();
      case DECIMAL -> decimal();
      case DATE -> new ArrowType.Date(unit(DATE_UNITS, ArrowType.DateUnit.MILLISECOND.ordinal()));
      case TIME -> time();
      case TIMESTAMP -> timestamp();
      case INTERVAL -> new ArrowType.Interval(unit(INTERVAL_UNITS, 0));
      case LIST -> new ArrowType.List();
      case STRUCT -> new ArrowType.Struct();
      case UNION -> union(childCount);
      case FIXED_SIZE_BINARY -> new ArrowType.FixedSizeBinary(size());
      case FIXED_SIZE_LIST -> new ArrowType.FixedSizeList(size());
      case MAP -> new ArrowType.Map(table.getBoolean(KEYS_SORTED));
      case DURATION ->
          new ArrowType.Duration(unit(TIME_UNITS, ArrowType.TimeUnit.MILLISECOND.ordinal()));
      case LARGE_BINARY -> new ArrowType.LargeBinary();
      case LARGE_UTF8 -> new ArrowType.LargeUtf8();
      case LARGE_LIST -> new ArrowType.LargeList();
      case RUN_END_ENCODED -> new ArrowType.RunEndEncoded();
      case BINARY_VIEW -> new ArrowType.BinaryView();
      case UTF8_VIEW -> new ArrowType.Utf8View();
      case LIST_VIEW -> new ArrowType.ListView();
      case LARGE_LIST_VIEW -> new ArrowType.LargeListView();
      default -> throw bytes.malformed("SCHEMA-4", position, "type " + member);
    };
  }

  /**
   * Decodes the table of an integer type, which also stands alone as the index type of a
   * dictionary.
   */
  ArrowType.Int integer(final long position) {
    table.wrap(bytes, position);
    return integer();
  }

  private ArrowType.Int integer() {
    final int width = table.getInt(INT_BIT_WIDTH, 0);
    if (width != 8 && width != 16 && width != 32 && width != 64) {
      throw parameter("integer of " + width + " bits");
    }
    return new ArrowType.Int(width, table.getBoolean(INT_IS_SIGNED));
  }

  private ArrowType decimal() {
    final int precision = table.getInt(DECIMAL_PRECISION, 0);
    final int scale = table.getInt(DECIMAL_SCALE, 0);
    final int width = table.getInt(DECIMAL_BIT_WIDTH, DEFAULT_DECIMAL_WIDTH);
    final int most = ArrowType.Decimal.maxPrecision(width);
    if (precision < 1 || precision > most) {
      throw parameter("decimal of " + width + " bits and precision " + precision);
    }
    return new ArrowType.Decimal(precision, scale, width);
  }

  private ArrowType time() {
    final ArrowType.Time type =
        new ArrowType.Time(unit(TIME_UNITS, ArrowType.TimeUnit.MILLISECOND.ordinal()));
    final int width = table.getInt(TIME_BIT_WIDTH, DEFAULT_TIME_WIDTH);
    if (width != type.bitWidth()) {
      throw parameter("time of " + width + " bits in " + type.unit());
    }
    return type;
  }

  private ArrowType timestamp() {
    final ArrowType.TimeUnit unit = unit(TIME_UNITS, 0);
    final String zone = SchemaDecoder.text(bytes, table.reference(TIMESTAMP_TIMEZONE));
    return new ArrowType.Timestamp(unit, zone.isEmpty() ? null : zone);
  }

  private ArrowType union(final int childCount) {
    final ArrowType.UnionMode mode = unit(UNION_MODES, 0);
    final long vector = table.reference(UNION_TYPE_IDS);
    final int count = vector == 0 ? childCount : bytes.vector(vector, Integer.BYTES, Integer.BYTES);
    if (count > FieldRules.MAX_UNION_TYPES) {
      throw bytes.malformed("SCHEMA-8", table.position(), count + " union type ids");
    }
    final List<Integer> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      final long at = vector + Integer.BYTES + (long) Integer.BYTES * i;
      ids.add(vector == 0 ? i : bytes.segment().get(LE_INT, at));
    }
    return new ArrowType.Union(mode, ids);
  }

  private int size() {
    final int size = table.getInt(SIZE, 0);
    if (size < 0) {
      throw parameter("size " + size);
    }
    return size;
  }

  private <E> E unit(final E[] values, final int otherwise) {
    final int ordinal = table.getShort(UNIT, otherwise);
    if (ordinal < 0 || ordinal >= values.length) {
      throw parameter("unit " + ordinal);
    }
    return values[ordinal];
  }

  private MalformedException parameter(final String detail) {
    return bytes.malformed("SCHEMA-5", table.position(), detail);
  }
}
