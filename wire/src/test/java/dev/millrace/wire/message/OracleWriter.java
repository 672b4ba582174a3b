package dev.millrace.wire.message;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

/**
 * Writes metadata as any other writer may: with the builder that Arrow generated for, table fields
 * in a random order, defaults stated or left out. The unframed flatbuffer, without padding.
 */
final class OracleWriter {
  final FlatBufferBuilder builder = new FlatBufferBuilder();
  private final Random random;

  OracleWriter(final long seed) {
    random = new Random(seed);
    builder.forceDefaults(random.nextBoolean());
  }

  byte[] schemaMessage(final Schema schema) {
    return message(MessageHeader.Schema, schema(schema), 0, Metadata.EMPTY);
  }

  byte[] message(
      final byte headerType, final int header, final long bodyLength, final Metadata custom) {
    final int metadata = metadata(custom);
    builder.startTable(5);
    shuffled(
        () -> builder.addShort(0, MetadataVersion.V5, 0),
        () -> builder.addByte(1, headerType, 0),
        () -> reference(2, header),
        () -> builder.addLong(3, bodyLength, 0),
        () -> reference(4, metadata));
    builder.finish(builder.endTable());
    return builder.sizedByteArray();
  }

  int schema(final Schema schema) {
    final int fields = vector(schema.fields().stream().mapToInt(this::field).toArray());
    final int metadata = metadata(schema.metadata());
    builder.startTable(4);
    shuffled(
        () -> builder.addShort(0, (short) 0, 0),
        () -> reference(1, fields),
        () -> reference(2, metadata));
    return builder.endTable();
  }

  private int field(final Field field) {
    final int children = vector(field.children().stream().mapToInt(this::field).toArray());
    final int name = field.name().isEmpty() ? 0 : builder.createString(field.name());
    final int metadata = metadata(field.metadata());
    final int type = type(field.type());
    final int dictionary = dictionary(field);
    builder.startTable(7);
    shuffled(
        () -> reference(0, name),
        () -> builder.addBoolean(1, field.nullable(), false),
        () -> builder.addByte(2, TypeEncoder.member(field.type()), 0),
        () -> reference(3, type),
        () -> reference(4, dictionary),
        () -> reference(5, children),
        () -> reference(6, metadata));
    return builder.endTable();
  }

  private int dictionary(final Field field) {
    if (field.dictionary() == null) {
      return 0;
    }
    final ArrowType.Int index = field.dictionary().indexType();
    final boolean stated = !index.equals(new ArrowType.Int(32, true)) || random.nextBoolean();
    final int indexType = stated ? type(index) : 0;
    builder.startTable(4);
    shuffled(
        () -> builder.addLong(0, field.dictionary().id(), 0),
        () -> reference(1, indexType),
        () -> builder.addBoolean(2, field.dictionary().ordered(), false),
        () -> builder.addShort(3, (short) 0, 0));
    return builder.endTable();
  }

  int type(final ArrowType type) {
    return switch (type) {
      case ArrowType.Int t ->
          table(
              () -> builder.addInt(0, t.bitWidth(), 0),
              () -> builder.addBoolean(1, t.signed(), false));
      case ArrowType.FloatingPoint t -> unit(t.precision(), 0);
      case ArrowType.Decimal t ->
          table(
              () -> builder.addInt(0, t.precision(), 0),
              () -> builder.addInt(1, t.scale(), 0),
              () -> builder.addInt(2, t.bitWidth(), 128));
      case ArrowType.Date t -> unit(t.unit(), 1);
      case ArrowType.Time t ->
          table(
              () -> builder.addShort(0, (short) t.unit().ordinal(), 1),
              () -> builder.addInt(1, t.bitWidth(), 32));
      case ArrowType.Timestamp t -> {
        final int zone = t.timezone() == null ? 0 : builder.createString(t.timezone());
        yield table(
            () -> builder.addShort(0, (short) t.unit().ordinal(), 0), () -> reference(1, zone));
      }
      case ArrowType.Duration t -> unit(t.unit(), 1);
      case ArrowType.Interval t -> unit(t.unit(), 0);
      case ArrowType.FixedSizeBinary t -> table(() -> builder.addInt(0, t.byteWidth(), 0));
      case ArrowType.FixedSizeList t -> table(() -> builder.addInt(0, t.listSize(), 0));
      case ArrowType.Map t -> table(() -> builder.addBoolean(0, t.keysSorted(), false));
      case ArrowType.Union t -> {
        final int ids = unionIds(t.typeIds());
        yield table(
            () -> builder.addShort(0, (short) t.mode().ordinal(), 0), () -> reference(1, ids));
      }
      default -> table();
    };
  }

  /** Leaves out ids that only count from 0. */
  private int unionIds(final List<Integer> ids) {
    boolean counting = true;
    for (int i = 0; i < ids.size(); i++) {
      counting &= ids.get(i) == i;
    }
    if (counting && random.nextBoolean()) {
      return 0;
    }
    builder.startVector(4, ids.size(), 4);
    for (int i = ids.size() - 1; i >= 0; i--) {
      builder.addInt(ids.get(i));
    }
    return builder.endVector();
  }

  private int unit(final Enum<?> unit, final int otherwise) {
    return table(() -> builder.addShort(0, (short) unit.ordinal(), otherwise));
  }

  private int table(final Runnable... fields) {
    builder.startTable(fields.length);
    shuffled(fields);
    return builder.endTable();
  }

  /** Unlike scalars, a reference to nothing cannot be stated. */
  private void reference(final int field, final int offset) {
    if (offset != 0) {
      builder.addOffset(field, offset, 0);
    }
  }

  private void shuffled(final Runnable... fields) {
    final List<Runnable> order = new ArrayList<>(List.of(fields));
    Collections.shuffle(order, random);
    order.forEach(Runnable::run);
  }

  /** An empty vector may as well be absent. */
  int vector(final int[] offsets) {
    if (offsets.length == 0 && random.nextBoolean()) {
      return 0;
    }
    builder.startVector(4, offsets.length, 4);
    for (int i = offsets.length - 1; i >= 0; i--) {
      builder.addOffset(offsets[i]);
    }
    return builder.endVector();
  }

  int metadata(final Metadata metadata) {
    final int[] entries = new int[metadata.entries().size()];
    for (int i = 0; i < entries.length; i++) {
      final Metadata.Entry entry = metadata.entries().get(i);
      final int key = entry.key().isEmpty() ? 0 : builder.createString(entry.key());
      final int value =
          entry.value().length == 0 && random.nextBoolean()
              ? 0
              : builder.createString(ByteBuffer.wrap(entry.value()));
      KeyValue.startKeyValue(builder);
      shuffled(() -> reference(0, key), () -> reference(1, value));
      entries[i] = KeyValue.endKeyValue(builder);
    }
    return vector(entries);
  }
}
