package dev.millrace.wire.message;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Metadata;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;

/** Reads metadata through the accessors that Arrow generated, to compare with what ours read. */
final class OracleReader {
  private OracleReader() {}

  static Message message(final byte[] metadata) {
    return Message.getRootAsMessage(ByteBuffer.wrap(metadata));
  }

  static dev.millrace.wire.schema.Schema schema(final byte[] metadata) {
    return schema((Schema) message(metadata).header(new Schema()));
  }

  static dev.millrace.wire.schema.Schema schema(final Schema schema) {
    final List<dev.millrace.wire.schema.Field> fields = new ArrayList<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      fields.add(field(schema.fields(i)));
    }
    return new dev.millrace.wire.schema.Schema(
        fields, metadata(schema::customMetadata, schema.customMetadataLength()));
  }

  static Metadata metadata(final IntFunction<KeyValue> entries, final int length) {
    final Metadata.Builder builder = Metadata.builder();
    for (int i = 0; i < length; i++) {
      final KeyValue entry = entries.apply(i);
      final byte[] key = bytes(entry.keyAsByteBuffer());
      builder.put(new String(key, StandardCharsets.UTF_8), bytes(entry.valueAsByteBuffer()));
    }
    return builder.build();
  }

  private static byte[] bytes(final ByteBuffer buffer) {
    if (buffer == null) {
      return new byte[0];
    }
    final byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static dev.millrace.wire.schema.Field field(final Field field) {
    final List<dev.millrace.wire.schema.Field> children = new ArrayList<>();
    for (int i = 0; i < field.childrenLength(); i++) {
      children.add(field(field.children(i)));
    }
    final org.apache.arrow.flatbuf.DictionaryEncoding dictionary = field.dictionary();
    return new dev.millrace.wire.schema.Field(
        field.name() == null ? "" : field.name(),
        field.nullable(),
        type(field),
        dictionary == null
            ? null
            : new DictionaryEncoding(
                dictionary.id(),
                dictionary.indexType() == null
                    ? new ArrowType.Int(32, true)
                    : integer(dictionary.indexType()),
                dictionary.isOrdered()),
        children,
        metadata(field::customMetadata, field.customMetadataLength()));
  }

  private static ArrowType.Int integer(final org.apache.arrow.flatbuf.Int type) {
    return new ArrowType.Int(type.bitWidth(), type.isSigned());
  }

  private static ArrowType type(final Field field) {
    return switch (field.typeType()) {
      case Type.Null -> new ArrowType.Null();
      case Type.Int ->
          integer((org.apache.arrow.flatbuf.Int) field.type(new org.apache.arrow.flatbuf.Int()));
      case Type.FloatingPoint -> {
        final var t = new org.apache.arrow.flatbuf.FloatingPoint();
        field.type(t);
        yield new ArrowType.FloatingPoint(ArrowType.Precision.values()[t.precision()]);
      }
      case Type.Binary -> new ArrowType.Binary();
      case Type.Utf8 -> new ArrowType.Utf8();
      case Type.Bool -> new ArrowType.Bool();
      case Type.Decimal -> {
        final var t = new org.apache.arrow.flatbuf.Decimal();
        field.type(t);
        yield new ArrowType.Decimal(t.precision(), t.scale(), t.bitWidth());
      }
      case Type.Date -> {
        final var t = new org.apache.arrow.flatbuf.Date();
        field.type(t);
        yield new ArrowType.Date(ArrowType.DateUnit.values()[t.unit()]);
      }
      case Type.Time -> time(field);
      case Type.Timestamp -> {
        final var t = new org.apache.arrow.flatbuf.Timestamp();
        field.type(t);
        yield new ArrowType.Timestamp(ArrowType.TimeUnit.values()[t.unit()], t.timezone());
      }
      case Type.Interval -> {
        final var t = new org.apache.arrow.flatbuf.Interval();
        field.type(t);
        yield new ArrowType.Interval(ArrowType.IntervalUnit.values()[t.unit()]);
      }
      case Type.List -> new ArrowType.List();
      case Type.Struct_ -> new ArrowType.Struct();
      case Type.Union -> union(field);
      case Type.FixedSizeBinary -> {
        final var t = new org.apache.arrow.flatbuf.FixedSizeBinary();
        field.type(t);
        yield new ArrowType.FixedSizeBinary(t.byteWidth());
      }
      case Type.FixedSizeList -> {
        final var t = new org.apache.arrow.flatbuf.FixedSizeList();
        field.type(t);
        yield new ArrowType.FixedSizeList(t.listSize());
      }
      case Type.Map -> {
        final var t = new org.apache.arrow.flatbuf.Map();
        field.type(t);
        yield new ArrowType.Map(t.keysSorted());
      }
      case Type.Duration -> {
        final var t = new org.apache.arrow.flatbuf.Duration();
        field.type(t);
        yield new ArrowType.Duration(ArrowType.TimeUnit.values()[t.unit()]);
      }
      case Type.LargeBinary -> new ArrowType.LargeBinary();
      case Type.LargeUtf8 -> new ArrowType.LargeUtf8();
      case Type.LargeList -> new ArrowType.LargeList();
      case Type.RunEndEncoded -> new ArrowType.RunEndEncoded();
      case Type.BinaryView -> new ArrowType.BinaryView();
      case Type.Utf8View -> new ArrowType.Utf8View();
      case Type.ListView -> new ArrowType.ListView();
      case Type.LargeListView -> new ArrowType.LargeListView();
      default -> throw new AssertionError("type " + field.typeType());
    };
  }

  private static ArrowType time(final Field field) {
    final var t = new org.apache.arrow.flatbuf.Time();
    field.type(t);
    final ArrowType.Time type = new ArrowType.Time(ArrowType.TimeUnit.values()[t.unit()]);
    if (type.bitWidth() != t.bitWidth()) {
      throw new AssertionError(type + " of " + t.bitWidth() + " bits");
    }
    return type;
  }

  private static ArrowType union(final Field field) {
    final var t = new org.apache.arrow.flatbuf.Union();
    field.type(t);
    final List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < t.typeIdsLength(); i++) {
      ids.add(t.typeIds(i));
    }
    return new ArrowType.Union(ArrowType.UnionMode.values()[t.mode()], ids);
  }
}
