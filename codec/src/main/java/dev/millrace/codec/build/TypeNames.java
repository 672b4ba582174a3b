package dev.millrace.codec.build;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;

/** Short names of types for error messages. */
final class TypeNames {
  private TypeNames() {}

  static String of(final Field field) {
    final String values = of(field.type());
    return field.dictionary() == null
        ? values
        : "dictionary<" + of(field.dictionary().indexType()) + ", " + values + ">";
  }

  static String of(final ArrowType type) {
    return switch (type) {
      case ArrowType.Int(int width, boolean signed) -> (signed ? "int" : "uint") + width;
      case ArrowType.FloatingPoint(ArrowType.Precision precision) ->
          switch (precision) {
            case HALF -> "float16";
            case SINGLE -> "float32";
            case DOUBLE -> "float64";
          };
      case ArrowType.Decimal(int precision, int scale, int width) ->
          "decimal" + width + "(" + precision + ", " + scale + ")";
      default -> type.toString().replace("[]", "");
    };
  }
}
