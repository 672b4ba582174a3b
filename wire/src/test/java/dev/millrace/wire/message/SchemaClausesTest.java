package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Type;
import org.junit.jupiter.api.Test;

/** Defaults of absent parameters, and each defect of a schema under the clause it breaks. */
class SchemaClausesTest {
  private static final byte SCHEMA = (byte) MessageFlyweight.SCHEMA;

  /** A schema message whose one field has the given type table and children. */
  private static byte[] field(
      final short version,
      final byte member,
      final ToIntFunction<FlatBufferBuilder> type,
      final int children) {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    final int[] offsets = new int[children];
    for (int i = 0; i < children; i++) {
      offsets[i] = field(builder, Type.Bool, empty(builder), 0, 0);
    }
    final int vector = vector(builder, offsets);
    final int typeTable = type.applyAsInt(builder);
    return message(builder, version, 0, field(builder, member, typeTable, vector, 0));
  }

  private static byte[] field(final byte member, final ToIntFunction<FlatBufferBuilder> type) {
    return field(MetadataVersion.V5, member, type, 0);
  }

  private static int field(
      final FlatBufferBuilder builder,
      final byte member,
      final int type,
      final int children,
      final int dictionary) {
    builder.startTable(7);
    builder.addByte(2, member, 0);
    builder.addOffset(3, type, 0);
    builder.addOffset(4, dictionary, 0);
    builder.addOffset(5, children, 0);
    return builder.endTable();
  }

  private static int empty(final FlatBufferBuilder builder) {
    builder.startTable(0);
    return builder.endTable();
  }

  private static int vector(final FlatBufferBuilder builder, final int... offsets) {
    builder.startVector(4, offsets.length, 4);
    for (int i = offsets.length - 1; i >= 0; i--) {
      builder.addOffset(offsets[i]);
    }
    return builder.endVector();
  }

  private static byte[] message(
      final FlatBufferBuilder builder,
      final short version,
      final int endianness,
      final int... fields) {
    final int vector = vector(builder, fields);
    builder.startTable(4);
    builder.addShort(0, (short) endianness, 0);
    builder.addOffset(1, vector, 0);
    final int schema = builder.endTable();
    builder.startTable(5);
    builder.addShort(0, version, 0);
    builder.addByte(1, SCHEMA, 0);
    builder.addOffset(2, schema, 0);
    builder.finish(builder.endTable());
    return builder.sizedByteArray();
  }

  private static ArrowType decodedType(
      final byte member, final ToIntFunction<FlatBufferBuilder> type) {
    return SchemaCodingTest.decode(field(member, type)).fields().getFirst().type();
  }

  private static void assertDefect(final String clause, final byte[] metadata) {
    assertDefect(clause, metadata, Limits.DEFAULT);
  }

  private static void assertDefect(
      final String clause, final byte[] metadata, final Limits limits) {
    final MalformedException e =
        assertThrows(
            MalformedException.class,
            () -> new MessageFlyweight(limits).wrap(Memory.of(metadata), 0, metadata.length));
    assertEquals(clause, e.clause(), e.getMessage());
  }

  private static ToIntFunction<FlatBufferBuilder> ints(final int... values) {
    return builder -> {
      builder.forceDefaults(true);
      builder.startTable(values.length);
      for (int i = 0; i < values.length; i++) {
        builder.addInt(i, values[i], 0);
      }
      builder.forceDefaults(false);
      return builder.endTable();
    };
  }

  private static ToIntFunction<FlatBufferBuilder> unit(final int value) {
    return builder -> {
      builder.startTable(1);
      builder.addShort(0, (short) value, 0x7FFF);
      return builder.endTable();
    };
  }

  @Test
  void absentParametersHaveTheDefaultsOfArrow() {
    final ToIntFunction<FlatBufferBuilder> nothing = SchemaClausesTest::empty;
    assertDefect("SCHEMA-5", field(Type.Int, nothing));
    assertDefect("SCHEMA-5", field(Type.Decimal, nothing));
    assertEquals(new ArrowType.Int(16, false), decodedType(Type.Int, ints(16)));
    assertEquals(new ArrowType.Decimal(5, 0, 128), decodedType(Type.Decimal, ints(5)));
    assertEquals(
        new ArrowType.FloatingPoint(ArrowType.Precision.HALF),
        decodedType(Type.FloatingPoint, nothing));
    assertEquals(
        new ArrowType.Date(ArrowType.DateUnit.MILLISECOND), decodedType(Type.Date, nothing));
    assertEquals(
        new ArrowType.Time(ArrowType.TimeUnit.MILLISECOND), decodedType(Type.Time, nothing));
    assertEquals(
        new ArrowType.Timestamp(ArrowType.TimeUnit.SECOND, null),
        decodedType(Type.Timestamp, nothing));
    assertEquals(
        new ArrowType.Duration(ArrowType.TimeUnit.MILLISECOND),
        decodedType(Type.Duration, nothing));
    assertEquals(
        new ArrowType.Interval(ArrowType.IntervalUnit.YEAR_MONTH),
        decodedType(Type.Interval, nothing));
    assertEquals(new ArrowType.FixedSizeBinary(0), decodedType(Type.FixedSizeBinary, nothing));
    final Schema union = SchemaCodingTest.decode(field(MetadataVersion.V5, Type.Union, nothing, 2));
    assertEquals(
        new ArrowType.Union(ArrowType.UnionMode.SPARSE, List.of(0, 1)),
        union.fields().getFirst().type());
    assertEquals("", union.fields().getFirst().name());
  }

  @Test
  void anEmptyTimeZoneIsNone() {
    final ToIntFunction<FlatBufferBuilder> type =
        builder -> {
          final int zone = builder.createString("");
          builder.startTable(2);
          builder.addOffset(1, zone, 0);
          return builder.endTable();
        };
    assertEquals(
        new ArrowType.Timestamp(ArrowType.TimeUnit.SECOND, null),
        decodedType(Type.Timestamp, type));
  }

  @Test
  void impossibleParameters() {
    for (final int width : new int[] {-8, 0, 1, 7, 9, 24, 128, Integer.MAX_VALUE}) {
      assertDefect("SCHEMA-5", field(Type.Int, ints(width)));
    }
    for (final int[] decimal :
        new int[][] {{0, 0, 128}, {39, 0, 128}, {-1, 0, 128}, {10, 0, 32}, {1, 0, 16}, {1, 0, 0}}) {
      assertDefect("SCHEMA-5", field(Type.Decimal, ints(decimal)));
    }
    for (final byte member :
        new byte[] {
          Type.FloatingPoint,
          Type.Date,
          Type.Time,
          Type.Timestamp,
          Type.Duration,
          Type.Interval,
          Type.Union
        }) {
      for (final int value : new int[] {-1, 4, Short.MIN_VALUE}) {
        assertDefect("SCHEMA-5", field(member, unit(value)));
      }
    }
    // Nanoseconds with the default width of 32 bits.
    assertDefect("SCHEMA-5", field(Type.Time, unit(3)));
    assertDefect("SCHEMA-5", field(Type.FixedSizeBinary, ints(-1)));
    assertDefect(
        "SCHEMA-5", field(MetadataVersion.V5, Type.FixedSizeList, ints(Integer.MIN_VALUE), 1));
  }

  @Test
  void unknownAndAbsentTypes() {
    assertDefect("SCHEMA-4", field((byte) 0, SchemaClausesTest::empty));
    assertDefect("SCHEMA-4", field((byte) 27, SchemaClausesTest::empty));
    assertDefect("SCHEMA-4", field((byte) 255, SchemaClausesTest::empty));
    assertDefect("SCHEMA-4", field(Type.Utf8, builder -> 0));
  }

  @Test
  void bigEndianDataAndUnknownOrders() {
    for (final int endianness : new int[] {1, 2, -1}) {
      final FlatBufferBuilder builder = new FlatBufferBuilder();
      assertDefect("SCHEMA-1", message(builder, MetadataVersion.V5, endianness));
    }
  }

  @Test
  void childrenThatDoNotFit() {
    final ToIntFunction<FlatBufferBuilder> none = SchemaClausesTest::empty;
    for (final byte member :
        new byte[] {Type.List, Type.LargeList, Type.ListView, Type.LargeListView, Type.Map}) {
      assertDefect("SCHEMA-6", field(MetadataVersion.V5, member, none, 0));
      assertDefect("SCHEMA-6", field(MetadataVersion.V5, member, none, 2));
    }
    assertDefect("SCHEMA-6", field(MetadataVersion.V5, Type.FixedSizeList, ints(3), 0));
    assertDefect("SCHEMA-6", field(MetadataVersion.V5, Type.RunEndEncoded, none, 1));
    assertDefect("SCHEMA-6", field(MetadataVersion.V5, Type.Utf8, none, 1));
    assertDefect("SCHEMA-7", field(MetadataVersion.V5, Type.Map, none, 1));
    assertDefect("SCHEMA-9", field(MetadataVersion.V5, Type.RunEndEncoded, none, 2));
  }

  @Test
  void unions() {
    final ToIntFunction<FlatBufferBuilder> three = unionOf(0, 1, 2);
    assertDefect("SCHEMA-8", field(MetadataVersion.V5, Type.Union, three, 2));
    assertDefect("SCHEMA-8", field(MetadataVersion.V5, Type.Union, unionOf(5, 5), 2));
    assertDefect("SCHEMA-8", field(MetadataVersion.V5, Type.Union, unionOf(-1), 1));
    assertDefect("SCHEMA-8", field(MetadataVersion.V5, Type.Union, unionOf(128), 1));
    final ToIntFunction<FlatBufferBuilder> counting = SchemaClausesTest::empty;
    assertDefect("SCHEMA-8", field(MetadataVersion.V5, Type.Union, counting, 129));
    assertDefect("SCHEMA-11", field(MetadataVersion.V4, Type.Union, counting, 2));
  }

  private static ToIntFunction<FlatBufferBuilder> unionOf(final int... ids) {
    return builder -> {
      builder.startVector(4, ids.length, 4);
      for (int i = ids.length - 1; i >= 0; i--) {
        builder.addInt(ids[i]);
      }
      final int vector = builder.endVector();
      builder.startTable(2);
      builder.addOffset(1, vector, 0);
      return builder.endTable();
    };
  }

  @Test
  void namesAndZonesThatAreNoText() {
    final byte[] latin = {'K', (byte) 0xF6, 'l', 'n'};
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    final int name = builder.createString(ByteBuffer.wrap(latin));
    final int type = empty(builder);
    builder.startTable(7);
    builder.addOffset(0, name, 0);
    builder.addByte(2, Type.Bool, 0);
    builder.addOffset(3, type, 0);
    assertDefect("SCHEMA-3", message(builder, MetadataVersion.V5, 0, builder.endTable()));
    assertDefect(
        "SCHEMA-3",
        field(
            Type.Timestamp,
            b -> {
              final int zone = b.createString(ByteBuffer.wrap(latin));
              b.startTable(2);
              b.addOffset(1, zone, 0);
              return b.endTable();
            }));
  }

  @Test
  void dictionaries() {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.startTable(4);
    builder.addShort(3, (short) 1, 0);
    final int sparseKind = builder.endTable();
    final int field = field(builder, Type.Utf8, empty(builder), 0, sparseKind);
    assertDefect("SCHEMA-10", message(builder, MetadataVersion.V5, 0, field));

    final DictionaryEncoding shared = new DictionaryEncoding(1, new ArrowType.Int(8, true), false);
    final Schema twoTypes =
        Schema.of(
            Field.nullable("a", new ArrowType.Utf8()).withDictionary(shared),
            Field.nullable("b", new ArrowType.Binary()).withDictionary(shared));
    assertDefect("SCHEMA-10", new OracleWriter(0).schemaMessage(twoTypes));
  }

  @Test
  void anAbsentIndexTypeIsInt32() {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.startTable(4);
    builder.addLong(0, 9, 0);
    final int dictionary = builder.endTable();
    final int field = field(builder, Type.Utf8, empty(builder), 0, dictionary);
    final byte[] metadata = message(builder, MetadataVersion.V4, 0, field);
    assertEquals(
        new DictionaryEncoding(9, new ArrowType.Int(32, true), false),
        SchemaCodingTest.decode(metadata).fields().getFirst().dictionary());
  }

  private static byte[] nested(final int levels) {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    final int type = empty(builder);
    int field = field(builder, Type.Bool, type, 0, 0);
    for (int i = 1; i < levels; i++) {
      field = field(builder, Type.List, type, vector(builder, field), 0);
    }
    return message(builder, MetadataVersion.V5, 0, field);
  }

  @Test
  void depthAndNumberOfFields() {
    SchemaCodingTest.decode(nested(64));
    assertDefect("SCHEMA-2", nested(65));
    assertDefect("SCHEMA-2", nested(100_000));
    assertDefect("SCHEMA-2", nested(3), Limits.DEFAULT.withMaxDepth(2));
    assertDefect("SCHEMA-2", nested(3), Limits.DEFAULT.withMaxFields(2));
  }

  /**
   * Structs whose members are all one and the same field, level on level: 10^12 fields in 500
   * bytes.
   */
  @Test
  void sharedFieldsCountEachTime() {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    final int struct = empty(builder);
    int field = field(builder, Type.Bool, struct, 0, 0);
    for (int level = 0; level < 12; level++) {
      final int[] members = new int[10];
      Arrays.fill(members, field);
      field = field(builder, Type.Struct_, struct, vector(builder, members), 0);
    }
    assertDefect("META-8", message(builder, MetadataVersion.V5, 0, field));
  }
}
