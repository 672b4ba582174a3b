package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.Precision;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.AnnotatedType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes codecs for declared types by the mapping of [VAL-1]. Making one reflects and allocates; do
 * it once, where a service or a function is registered.
 */
public final class ValueCodecs {
  private ValueCodecs() {}

  /**
   * Makes the codec of a declared type.
   *
   * @param type the type with its annotations, such as that of a parameter, a result or a record
   *     component
   * @param level where it is declared
   * @return the codec
   * @throws IllegalArgumentException if the type has no mapping, or its annotations contradict it
   */
  public static ValueCodec<?> of(final AnnotatedType type, final Level level) {
    return of(type, level, null, List.of());
  }

  static ValueCodec<?> of(
      final AnnotatedType type, final Level level, final Field outer, final List<Class<?>> path) {
    final Declared declared = Declared.of(type, outer);
    final Class<?> raw = declared.raw();
    if (raw.isPrimitive() && declared.nullAllowed()) {
      throw new IllegalArgumentException("a nullable " + raw);
    }
    final Converter converter = converter(type, declared, level, path);
    if (converter == null) {
      throw new IllegalArgumentException(
          declared.arrow() == null
              ? "no Arrow type for " + type.getType().getTypeName()
              : raw.getTypeName() + " can't be " + TypeToken.of(declared.arrow()));
    }
    return new ValueCodec<>(declared, converter);
  }

  private static Converter converter(
      final AnnotatedType type,
      final Declared declared,
      final Level level,
      final List<Class<?>> path) {
    final Class<?> raw = declared.raw();
    if (raw == List.class || raw == Set.class) {
      return collection(declared, path);
    }
    if (raw == Map.class) {
      return map(declared, path);
    }
    if (raw.isArray() && raw != byte[].class) {
      return array(type, declared, path);
    }
    if (raw.isRecord() && !isBytes(raw)) {
      return record(declared, level, path);
    }
    final Field field = declared.arrow() == null ? defaultField(raw) : declared.arrow();
    return field == null ? null : scalar(raw, field);
  }

  /** The Arrow type of a class without parts, or null when a token must say it. */
  private static Field defaultField(final Class<?> raw) {
    final int bits = integerBits(raw);
    if (bits != 0) {
      return Field.required("", new ArrowType.Int(bits, true));
    }
    if (raw == double.class || raw == Double.class) {
      return Field.required("", new ArrowType.FloatingPoint(Precision.DOUBLE));
    }
    if (raw == float.class || raw == Float.class) {
      return Field.required("", new ArrowType.FloatingPoint(Precision.SINGLE));
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return Field.required("", new ArrowType.Bool());
    }
    if (raw == String.class) {
      return Types.UTF8;
    }
    if (raw == LocalDate.class) {
      return Field.required("", new ArrowType.Date(DateUnit.DAY));
    }
    if (raw == LocalTime.class) {
      return Field.required("", new ArrowType.Time(TimeUnit.MICROSECOND));
    }
    if (raw == Duration.class) {
      return Field.required("", new ArrowType.Duration(TimeUnit.MICROSECOND));
    }
    if (raw == Instant.class) {
      return Field.required("", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    }
    if (raw == LocalDateTime.class) {
      return Field.required("", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null));
    }
    if (raw.isEnum()) {
      return Types.UTF8.withDictionary(
          new DictionaryEncoding(0, new ArrowType.Int(16, true), false));
    }
    return isBytes(raw) ? Types.BINARY : null;
  }

  private static boolean isBytes(final Class<?> raw) {
    return raw == byte[].class
        || raw == MemorySegment.class
        || raw == Schema.class
        || raw == RecordBatch.class;
  }

  private static int integerBits(final Class<?> raw) {
    if (raw == long.class || raw == Long.class) {
      return 64;
    }
    if (raw == int.class || raw == Integer.class) {
      return 32;
    }
    if (raw == short.class || raw == Short.class) {
      return 16;
    }
    return raw == byte.class || raw == Byte.class ? 8 : 0;
  }

  private static Converter scalar(final Class<?> raw, final Field field) {
    final ArrowType type = field.type();
    if (raw.isEnum() && Types.isText(type)) {
      return new EnumConverter(field, raw);
    }
    if (raw == String.class && Types.isText(type)) {
      return new TextConverter(field);
    }
    if (isBytes(raw) && Types.isBytes(type)) {
      return bytes(raw, field);
    }
    if (field.dictionary() != null) {
      return null;
    }
    final int bits = integerBits(raw);
    if (bits != 0) {
      return integer(bits, field);
    }
    if ((raw == double.class || raw == Double.class) && type instanceof ArrowType.FloatingPoint) {
      return new FloatConverter(field, true);
    }
    if ((raw == float.class || raw == Float.class) && type instanceof ArrowType.FloatingPoint) {
      return new FloatConverter(field, false);
    }
    if ((raw == boolean.class || raw == Boolean.class) && type instanceof ArrowType.Bool) {
      return new BooleanConverter(field);
    }
    if (raw == BigDecimal.class && type instanceof ArrowType.Decimal) {
      return new DecimalConverter(field);
    }
    return TemporalConverter.of(raw, field);
  }

  private static Converter integer(final int bits, final Field field) {
    if (field.type() instanceof ArrowType.Int) {
      return new IntegerConverter(field, bits);
    }
    final int count = RawTemporalConverter.countBits(field.type());
    return count != 0 && count <= bits && bits >= 32
        ? new RawTemporalConverter(field, bits == 64)
        : null;
  }

  private static Converter bytes(final Class<?> raw, final Field field) {
    if (raw == byte[].class || raw == MemorySegment.class) {
      return new BytesConverter(field, raw == MemorySegment.class);
    }
    return raw == Schema.class ? new SchemaConverter(field) : new BatchConverter(field);
  }

  private static Converter collection(final Declared declared, final List<Class<?>> path) {
    final Field arrow = declared.arrow();
    if (arrow != null && (!Types.isList(arrow.type()) || arrow.dictionary() != null)) {
      return null;
    }
    final Field itemArrow = arrow == null ? null : arrow.children().getFirst();
    final ValueCodec<?> item = of(declared.argument(0), Level.NESTED, itemArrow, path);
    return new CollectionConverter(list(arrow, item), item, declared.raw() == Set.class);
  }

  private static Converter array(
      final AnnotatedType type, final Declared declared, final List<Class<?>> path) {
    final Class<?> element = declared.raw().getComponentType();
    final Field arrow = declared.arrow();
    if (!element.isPrimitive()
        || arrow != null && (!Types.isList(arrow.type()) || arrow.dictionary() != null)) {
      return null;
    }
    final Field itemArrow = arrow == null ? defaultField(element) : arrow.children().getFirst();
    if (itemArrow == null) {
      return null;
    }
    final Converter converter = scalar(element, itemArrow);
    if (converter == null) {
      return null;
    }
    // Not from the annotated element type: an annotation there speaks of the array.
    final Declared item =
        new Declared(element, new AnnotatedType[0], false, false, false, false, itemArrow);
    final ValueCodec<?> codec = new ValueCodec<>(item, converter);
    return new ArrayConverter(list(arrow, codec), codec, element);
  }

  private static Field list(final Field arrow, final ValueCodec<?> item) {
    return arrow != null
        ? arrow
        : Field.required("", new ArrowType.List(), item.field("item").withNullable(true));
  }

  private static Converter map(final Declared declared, final List<Class<?>> path) {
    final Field arrow = declared.arrow();
    if (arrow != null && (!(arrow.type() instanceof ArrowType.Map) || arrow.dictionary() != null)) {
      return null;
    }
    final List<Field> entry = arrow == null ? null : arrow.children().getFirst().children();
    final ValueCodec<?> key =
        of(declared.argument(0), Level.NESTED, entry == null ? null : entry.get(0), path);
    final ValueCodec<?> value =
        of(declared.argument(1), Level.NESTED, entry == null ? null : entry.get(1), path);
    final Field field =
        arrow != null
            ? arrow
            : Field.required(
                "",
                new ArrowType.Map(false),
                Field.required(
                    "entries",
                    new ArrowType.Struct(),
                    key.field("key").withNullable(false),
                    value.field("value").withNullable(true)));
    return new MapConverter(field, key, value, declared.sortedKeys());
  }

  private static Converter record(
      final Declared declared, final Level level, final List<Class<?>> path) {
    final Class<?> raw = declared.raw();
    final Field arrow = declared.arrow();
    if (arrow == null ? level == Level.CALL : Types.isBytes(arrow.type())) {
      return new StreamConverter(
          arrow == null ? Types.BINARY : arrow, raw.asSubclass(Record.class));
    }
    if (path.contains(raw)) {
      throw new IllegalArgumentException(
          raw.getName() + " contains itself; declare the inner one @Arrow(\"binary\")");
    }
    final RecordShape shape = new RecordShape(raw, path);
    final Field struct =
        Field.required("", new ArrowType.Struct(), shape.row().fields().toArray(new Field[0]));
    if (arrow != null && !TypeToken.of(arrow).equals(TypeToken.of(struct))) {
      return null;
    }
    return new StructConverter(struct, shape);
  }
}
