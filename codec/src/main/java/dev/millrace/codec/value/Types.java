package dev.millrace.codec.value;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.TypeToken;

/** Facts about Arrow types that several converters need. */
final class Types {
  static final Field UTF8 = Field.required("", new ArrowType.Utf8());
  static final Field BINARY = Field.required("", new ArrowType.Binary());

  private Types() {}

  /** Names a type in messages. */
  static String describe(final Field field) {
    return TypeToken.of(field);
  }

  static boolean isText(final ArrowType type) {
    return type instanceof ArrowType.Utf8
        || type instanceof ArrowType.LargeUtf8
        || type instanceof ArrowType.Utf8View;
  }

  static boolean isBytes(final ArrowType type) {
    return type instanceof ArrowType.Binary
        || type instanceof ArrowType.LargeBinary
        || type instanceof ArrowType.BinaryView
        || type instanceof ArrowType.FixedSizeBinary;
  }

  static boolean isList(final ArrowType type) {
    return type instanceof ArrowType.List
        || type instanceof ArrowType.LargeList
        || type instanceof ArrowType.ListView
        || type instanceof ArrowType.LargeListView
        || type instanceof ArrowType.FixedSizeList;
  }

  /** Units of a resolution in a second. */
  static long perSecond(final TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1;
      case MILLISECOND -> 1_000;
      case MICROSECOND -> 1_000_000;
      case NANOSECOND -> 1_000_000_000;
    };
  }

  /** Nanoseconds of one unit. */
  static long nanos(final TimeUnit unit) {
    return 1_000_000_000 / perSecond(unit);
  }
}
