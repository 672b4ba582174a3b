package dev.millrace.wire.message;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.millrace.wire.schema.ArrowType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flatbuf.Type;

/** Encodes the member tables of the type union with every field stated, defaults included. */
final class TypeEncoder {
  private TypeEncoder() {}

  /** Tells a type's member of the union. */
  static byte member(final ArrowType type) {
    return switch (type) {
      case ArrowType.Null _ -> Type.Null;
      case ArrowType.Int _ -> Type.Int;
      case ArrowType.FloatingPoint _ -> Type.FloatingPoint;
      case ArrowType.Binary _ -> Type.Binary;
      case ArrowType.Utf8 _ -> Type.Utf8;
      case ArrowType.Bool _ -> Type.Bool;
      case ArrowType.Decimal _ -> Type.Decimal;
      case ArrowType.Date _ -> Type.Date;
      case ArrowType.Time _ -> Type.Time;
      case ArrowType.Timestamp _ -> Type.Timestamp;
      case ArrowType.Interval _ -> Type.Interval;
      case ArrowType.List _ -> Type.List;
      case ArrowType.Struct _ -> Type.Struct_;
      case ArrowType.Union _ -> Type.Union;
      case ArrowType.FixedSizeBinary _ -> Type.FixedSizeBinary;
      case ArrowType.FixedSizeList _ -> Type.FixedSizeList;
      case ArrowType.Map _ -> Type.Map;
      case ArrowType.Duration _ -> Type.Duration;
      case ArrowType.LargeBinary _ -> Type.LargeBinary;
      case ArrowType.LargeUtf8 _ -> Type.LargeUtf8;
      case ArrowType.LargeList _ -> Type.LargeList;
      case ArrowType.RunEndEncoded _ -> Type.RunEndEncoded;
      case ArrowType.BinaryView _ -> Type.BinaryView;
      case ArrowType.Utf8View _ -> Type.Utf8View;
      case ArrowType.ListView _ -> Type.ListView;
      case ArrowType.LargeListView _ -> Type.LargeListView;
    };
  }

  /** Writes a type's table and gives its offset. */
  static int encode(final FlatBufferBuilder builder, final ArrowType type) {
    return switch (type) {
      case ArrowType.Int t ->
          org.apache.arrow.flatbuf.Int.createInt(builder, t.bitWidth(), t.signed());
      case ArrowType.FloatingPoint t ->
          org.apache.arrow.flatbuf.FloatingPoint.createFloatingPoint(builder, wire(t.precision()));
      case ArrowType.Decimal t ->
          org.apache.arrow.flatbuf.Decimal.createDecimal(
              builder, t.precision(), t.scale(), t.bitWidth());
      case ArrowType.Date t -> org.apache.arrow.flatbuf.Date.createDate(builder, wire(t.unit()));
      case ArrowType.Time t ->
          org.apache.arrow.flatbuf.Time.createTime(builder, wire(t.unit()), t.bitWidth());
      case ArrowType.Timestamp t -> timestamp(builder, t);
      case ArrowType.Duration t ->
          org.apache.arrow.flatbuf.Duration.createDuration(builder, wire(t.unit()));
      case ArrowType.Interval t ->
          org.apache.arrow.flatbuf.Interval.createInterval(builder, wire(t.unit()));
      case ArrowType.FixedSizeBinary t ->
          org.apache.arrow.flatbuf.FixedSizeBinary.createFixedSizeBinary(builder, t.byteWidth());
      case ArrowType.FixedSizeList t ->
          org.apache.arrow.flatbuf.FixedSizeList.createFixedSizeList(builder, t.listSize());
      case ArrowType.Map t -> org.apache.arrow.flatbuf.Map.createMap(builder, t.keysSorted());
      case ArrowType.Union t -> union(builder, t);
      case ArrowType.Null _,
          ArrowType.Bool _,
          ArrowType.Utf8 _,
          ArrowType.LargeUtf8 _,
          ArrowType.Utf8View _,
          ArrowType.Binary _,
          ArrowType.LargeBinary _,
          ArrowType.BinaryView _,
          ArrowType.List _,
          ArrowType.LargeList _,
          ArrowType.ListView _,
          ArrowType.LargeListView _,
          ArrowType.Struct _,
          ArrowType.RunEndEncoded _ ->
          empty(builder);
    };
  }

  /** The models' enums list their constants in the order of the wire values. */
  private static short wire(final Enum<?> unit) {
    return (short) unit.ordinal();
  }

  /** The member tables without fields are all the same bytes. */
  private static int empty(final FlatBufferBuilder builder) {
    builder.startTable(0);
    return builder.endTable();
  }

  private static int timestamp(final FlatBufferBuilder builder, final ArrowType.Timestamp type) {
    final int zone =
        type.timezone() == null
            ? 0
            : builder.createString(
                ByteBuffer.wrap(type.timezone().getBytes(StandardCharsets.UTF_8)));
    org.apache.arrow.flatbuf.Timestamp.startTimestamp(builder);
    org.apache.arrow.flatbuf.Timestamp.addUnit(builder, wire(type.unit()));
    if (zone != 0) {
      org.apache.arrow.flatbuf.Timestamp.addTimezone(builder, zone);
    }
    return org.apache.arrow.flatbuf.Timestamp.endTimestamp(builder);
  }

  private static int union(final FlatBufferBuilder builder, final ArrowType.Union type) {
    final int[] ids = type.typeIds().stream().mapToInt(Integer::intValue).toArray();
    final int vector = org.apache.arrow.flatbuf.Union.createTypeIdsVector(builder, ids);
    return org.apache.arrow.flatbuf.Union.createUnion(builder, wire(type.mode()), vector);
  }
}
