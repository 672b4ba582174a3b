package dev.millrace.wire.message;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

/**
 * Encodes schema messages: prefix, metadata of version 5, padding to 8; no body. Cold path. A
 * schema whose fields break a rule that the decoder enforces is refused here too, as a mistake of
 * the caller.
 */
public final class SchemaEncoder {
  private static final int INITIAL_SIZE = 1024;

  private final FlatBufferBuilder builder = new FlatBufferBuilder(INITIAL_SIZE);

  private SchemaEncoder() {}

  /**
   * Encodes a schema message into memory.
   *
   * @param schema the schema
   * @param destination memory to write to
   * @param offset where the message starts
   * @return bytes written, a multiple of 8
   * @throws IllegalArgumentException when a field's children don't fit its type
   * @throws IndexOutOfBoundsException when the memory is too short
   */
  public static long encode(
      final Schema schema, final MemorySegment destination, final long offset) {
    final byte[] message = encode(schema);
    MemorySegment.copy(message, 0, destination, ValueLayout.JAVA_BYTE, offset, message.length);
    return message.length;
  }

  /**
   * Encodes a schema message.
   *
   * @param schema the schema
   * @return the framed message, its length a multiple of 8
   * @throws IllegalArgumentException when a field's children don't fit its type
   */
  public static byte[] encode(final Schema schema) {
    final SchemaEncoder encoder = new SchemaEncoder();
    encoder.message(schema);
    final ByteBuffer metadata = encoder.builder.dataBuffer();
    final int length = metadata.remaining();
    final int padded = (int) FrameDescriptor.align(length, FrameDescriptor.ALIGNMENT);
    final byte[] message = new byte[FrameDescriptor.PREFIX_LENGTH + padded];
    ByteBuffer.wrap(message)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(FrameDescriptor.CONTINUATION)
        .putInt(padded);
    metadata.get(message, FrameDescriptor.METADATA_OFFSET, length);
    return message;
  }

  private void message(final Schema schema) {
    final int fields =
        org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, fields(schema.fields()));
    final int metadata = metadata(schema.metadata());
    org.apache.arrow.flatbuf.Schema.startSchema(builder);
    org.apache.arrow.flatbuf.Schema.addEndianness(builder, Endianness.Little);
    org.apache.arrow.flatbuf.Schema.addFields(builder, fields);
    if (metadata != 0) {
      org.apache.arrow.flatbuf.Schema.addCustomMetadata(builder, metadata);
    }
    final int header = org.apache.arrow.flatbuf.Schema.endSchema(builder);
    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addHeaderType(builder, MessageHeader.Schema);
    Message.addHeader(builder, header);
    Message.addBodyLength(builder, 0);
    builder.finish(Message.endMessage(builder));
  }

  private int[] fields(final List<Field> fields) {
    final int[] offsets = new int[fields.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = field(fields.get(i));
    }
    return offsets;
  }

  private int field(final Field field) {
    final FieldRules.Defect defect = FieldRules.defect(field.type(), field.children());
    if (defect != null) {
      throw new IllegalArgumentException(
          "field '" + field.name() + "': " + defect.detail() + " [" + defect.clause() + "]");
    }
    // Children are always written, even when there are none: Arrow C++ refuses a field without the
    // vector.
    final int children =
        org.apache.arrow.flatbuf.Field.createChildrenVector(builder, fields(field.children()));
    final int name = text(field.name());
    final int type = TypeEncoder.encode(builder, field.type());
    final int dictionary = field.dictionary() == null ? 0 : dictionary(field.dictionary());
    final int metadata = metadata(field.metadata());
    org.apache.arrow.flatbuf.Field.startField(builder);
    org.apache.arrow.flatbuf.Field.addName(builder, name);
    org.apache.arrow.flatbuf.Field.addNullable(builder, field.nullable());
    org.apache.arrow.flatbuf.Field.addTypeType(builder, TypeEncoder.member(field.type()));
    org.apache.arrow.flatbuf.Field.addType(builder, type);
    if (dictionary != 0) {
      org.apache.arrow.flatbuf.Field.addDictionary(builder, dictionary);
    }
    org.apache.arrow.flatbuf.Field.addChildren(builder, children);
    if (metadata != 0) {
      org.apache.arrow.flatbuf.Field.addCustomMetadata(builder, metadata);
    }
    return org.apache.arrow.flatbuf.Field.endField(builder);
  }

  private int dictionary(final DictionaryEncoding encoding) {
    final ArrowType.Int index = encoding.indexType();
    final int indexType = TypeEncoder.encode(builder, index);
    return org.apache.arrow.flatbuf.DictionaryEncoding.createDictionaryEncoding(
        builder,
        encoding.id(),
        indexType,
        encoding.ordered(),
        org.apache.arrow.flatbuf.DictionaryKind.DenseArray);
  }

  private int metadata(final Metadata metadata) {
    if (metadata.isEmpty()) {
      return 0;
    }
    final List<Metadata.Entry> entries = metadata.entries();
    final int[] offsets = new int[entries.size()];
    for (int i = 0; i < offsets.length; i++) {
      final int key = text(entries.get(i).key());
      final int value = builder.createString(ByteBuffer.wrap(entries.get(i).value()));
      offsets[i] = KeyValue.createKeyValue(builder, key, value);
    }
    return org.apache.arrow.flatbuf.Schema.createCustomMetadataVector(builder, offsets);
  }

  private int text(final String text) {
    return builder.createString(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
