package dev.millrace.wire.message;

import static dev.millrace.wire.message.SchemaDescriptor.*;

import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.flatbuf.TableFlyweight;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes schemas from their flatbuffer to the model, verifying as it walks (clauses [SCHEMA-1] to
 * [SCHEMA-11]). Cold path: a stream has one schema.
 */
public final class SchemaDecoder {
  private static final ArrowType.Int DEFAULT_INDEX_TYPE = new ArrowType.Int(32, true);

  private final FlatbufferVerifier bytes;
  private final int version;
  private final TypeDecoder types;
  private final CustomMetadataFlyweight metadata = new CustomMetadataFlyweight();
  private final Map<Long, Field> dictionaries = new HashMap<>();
  private int fieldsLeft;

  SchemaDecoder(final FlatbufferVerifier bytes, final int version) {
    this.bytes = bytes;
    this.version = version;
    this.types = new TypeDecoder(bytes);
    this.fieldsLeft = bytes.limits().maxFields();
  }

  /**
   * Gives the schema of a schema message.
   *
   * @param message a wrapped schema message; its {@code wrap} has verified it
   * @return the schema, which no longer depends on the message's memory
   * @throws IllegalStateException when the message is not a schema
   */
  public static Schema decode(final MessageFlyweight message) {
    return message.schema();
  }

  /** Decodes the table of a schema. */
  Schema decode(final long position) {
    final TableFlyweight table = new TableFlyweight().wrap(bytes, position);
    final int endianness = table.getShort(SCHEMA_ENDIANNESS, 0);
    if (endianness != 0) {
      throw bytes.malformed("SCHEMA-1", position, "endianness " + endianness);
    }
    // [SCHEMA-14]: the features are looked at for their form only.
    bytes.vector(table.reference(SCHEMA_FEATURES), Long.BYTES, Long.BYTES);
    final List<Field> fields = fields(table.reference(SCHEMA_FIELDS), 1);
    return new Schema(fields, metadata(table.reference(SCHEMA_CUSTOM_METADATA)));
  }

  private List<Field> fields(final long vector, final int depth) {
    final int count = bytes.vector(vector, Integer.BYTES, Integer.BYTES);
    if (count == 0) {
      return List.of();
    }
    fieldsLeft -= count;
    if (fieldsLeft < 0 || depth > bytes.limits().maxDepth()) {
      throw bytes.malformed(
          "SCHEMA-2", vector, fieldsLeft < 0 ? "too many fields" : "fields nested too deep");
    }
    final List<Field> fields = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      final long at = bytes.follow(vector + Integer.BYTES + (long) Integer.BYTES * i);
      fields.add(field(at, depth));
    }
    return fields;
  }

  private Field field(final long position, final int depth) {
    final TableFlyweight table = new TableFlyweight().wrap(bytes, position);
    final String name = text(bytes, table.reference(FIELD_NAME));
    final boolean nullable = table.getBoolean(FIELD_NULLABLE);
    final List<Field> children = fields(table.reference(FIELD_CHILDREN), depth + 1);
    final ArrowType type = type(table, children.size());
    final FieldRules.Defect defect = FieldRules.defect(type, children);
    if (defect != null) {
      throw bytes.malformed(defect.clause(), position, defect.detail());
    }
    final DictionaryEncoding encoding = encoding(table.reference(FIELD_DICTIONARY));
    final Metadata keyValues = metadata(table.reference(FIELD_CUSTOM_METADATA));
    final Field field = new Field(name, nullable, type, encoding, children, keyValues);
    if (encoding != null) {
      checkDictionary(field, position);
    }
    return field;
  }

  private ArrowType type(final TableFlyweight field, final int childCount) {
    final int member = field.getByte(FIELD_TYPE_TYPE, 0);
    final long position = field.reference(FIELD_TYPE);
    if (position == 0) {
      throw bytes.malformed("SCHEMA-4", field.position(), "field without a type");
    }
    final ArrowType type = types.decode(member, position, childCount);
    if (type instanceof ArrowType.Union && version < MessageFlyweight.V5) {
      throw bytes.malformed("SCHEMA-11", position, "union in metadata version V" + version);
    }
    return type;
  }

  private DictionaryEncoding encoding(final long position) {
    if (position == 0) {
      return null;
    }
    final TableFlyweight table = new TableFlyweight().wrap(bytes, position);
    final int kind = table.getShort(ENCODING_KIND, 0);
    if (kind != 0) {
      throw bytes.malformed("SCHEMA-10", position, "dictionary kind " + kind);
    }
    final long index = table.reference(ENCODING_INDEX_TYPE);
    return new DictionaryEncoding(
        table.getLong(ENCODING_ID, 0),
        index == 0 ? DEFAULT_INDEX_TYPE : types.integer(index),
        table.getBoolean(ENCODING_IS_ORDERED));
  }

  /** Fields that share a dictionary must agree on what its values are. */
  private void checkDictionary(final Field field, final long position) {
    final Field other = dictionaries.putIfAbsent(field.dictionary().id(), field);
    if (other != null && !SchemaCheck.equalValueTypes(other, field)) {
      throw bytes.malformed(
          "SCHEMA-10", position, "dictionary " + field.dictionary().id() + " of two types");
    }
  }

  private Metadata metadata(final long vector) {
    metadata.wrap(bytes, vector);
    return metadata.copy();
  }

  /** Reads a string that has to be UTF-8; an absent one (position 0) is empty. */
  static String text(final FlatbufferVerifier bytes, final long string) {
    final byte[] copy = new byte[bytes.string(string)];
    if (copy.length == 0) {
      return "";
    }
    MemorySegment.copy(
        bytes.segment(), ValueLayout.JAVA_BYTE, string + Integer.BYTES, copy, 0, copy.length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(copy)).toString();
    } catch (final CharacterCodingException e) {
      throw bytes.malformed("SCHEMA-3", string, "text is not UTF-8");
    }
  }
}
