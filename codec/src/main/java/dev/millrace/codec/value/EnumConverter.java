package dev.millrace.codec.value;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.value.annotation.Alias;
import dev.millrace.codec.value.annotation.Named;
import dev.millrace.wire.schema.Field;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Enum constants as the text of their names [VAL-4]. */
final class EnumConverter extends Converter {
  private final Class<?> type;
  private final byte[][] names;
  private final List<Spelling> spellings = new ArrayList<>();

  private record Spelling(MemorySegment text, Object constant) {}

  EnumConverter(final Field field, final Class<?> type) {
    super(field);
    this.type = type;
    final Object[] constants = type.getEnumConstants();
    this.names = new byte[constants.length][];
    final List<Spelling> aliases = new ArrayList<>();
    for (final Object constant : constants) {
      final Enum<?> member = (Enum<?>) constant;
      final java.lang.reflect.Field declaration = declaration(member);
      final Named named = declaration.getAnnotation(Named.class);
      final String name = named == null ? member.name() : named.value();
      names[member.ordinal()] = name.getBytes(StandardCharsets.UTF_8);
      spellings.add(spelling(name, member));
      final Alias alias = declaration.getAnnotation(Alias.class);
      if (alias != null) {
        for (final String other : alias.value()) {
          aliases.add(spelling(other, member));
        }
      }
    }
    // After all names: a name wins over another member's alias.
    spellings.addAll(aliases);
  }

  private static Spelling spelling(final String text, final Object member) {
    return new Spelling(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)), member);
  }

  private java.lang.reflect.Field declaration(final Enum<?> member) {
    try {
      return type.getField(member.name());
    } catch (final NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  Object read(final Column column, final long row) {
    if (!(column instanceof BinaryColumn c) || !ByteSlots.isText(column)) {
      throw unreadable(column);
    }
    final MemorySegment segment = c.valueSegment(row);
    final long offset = c.valueOffset(row);
    final long length = c.valueLength(row);
    final Object constant = find(segment, offset, length);
    if (constant == null) {
      throw unknown(length > 64 ? length + " bytes of text" : "'" + c.getText(row) + "'");
    }
    return constant;
  }

  private Object find(final MemorySegment segment, final long offset, final long length) {
    for (int i = 0; i < spellings.size(); i++) {
      final Spelling spelling = spellings.get(i);
      if (spelling.text.byteSize() == length
          && MemorySegment.mismatch(spelling.text, 0, length, segment, offset, offset + length)
              < 0) {
        return spelling.constant;
      }
    }
    return null;
  }

  private ValueException unknown(final String what) {
    return new ValueException(what + " is no member of " + type.getSimpleName());
  }

  @Override
  void write(final ColumnBuilder builder, final Object value) {
    ByteSlots.append(builder, names[((Enum<?>) value).ordinal()]);
  }

  @Override
  Object parse(final String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    final Object constant = find(MemorySegment.ofArray(bytes), 0, bytes.length);
    if (constant == null) {
      throw unknown("'" + text + "'");
    }
    return constant;
  }
}
