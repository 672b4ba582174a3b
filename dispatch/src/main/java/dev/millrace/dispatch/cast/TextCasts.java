package dev.millrace.dispatch.cast;

import dev.millrace.codec.build.BinaryLikeBuilder;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.FixedBinaryBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.BoolColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.FixedBinaryColumn;
import dev.millrace.wire.schema.ArrowType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Casts between the forms of text and bytes, and of integers and booleans to text. Bytes become
 * text only when they are UTF-8.
 */
final class TextCasts {
  private TextCasts() {}

  static Cast.OfValue between(final ArrowType from, final ArrowType to) {
    if (isUtf8(to)) {
      return switch (from) {
        case ArrowType.Int(int bits, boolean signed) ->
            (source, slot, target) -> {
              final long value = NumberCasts.integer(source, slot, signed);
              final String text =
                  signed || bits < 64 ? Long.toString(value) : Long.toUnsignedString(value);
              ((BinaryLikeBuilder) target).append(text);
            };
        case ArrowType.Bool _ ->
            (source, slot, target) ->
                ((BinaryLikeBuilder) target)
                    .append(Boolean.toString(((BoolColumn) source).get(slot)));
        case ArrowType.FixedSizeBinary _ -> TextCasts::fixedToText;
        default ->
            isUtf8(from)
                ? TextCasts::copy
                : NumberCasts.isText(from) ? TextCasts::bytesToText : null;
      };
    }
    if (NumberCasts.isText(to)) {
      if (from instanceof ArrowType.FixedSizeBinary) {
        return (source, slot, target) ->
            ((BinaryLikeBuilder) target).append(((FixedBinaryColumn) source).getBytes(slot));
      }
      return NumberCasts.isText(from) ? TextCasts::copy : null;
    }
    if (to instanceof ArrowType.FixedSizeBinary(int width) && NumberCasts.isText(from)) {
      return (source, slot, target) -> {
        final byte[] bytes = ((BinaryColumn) source).getBytes(slot);
        if (bytes.length != width) {
          throw new CastException(bytes.length + " bytes");
        }
        ((FixedBinaryBuilder) target).append(bytes);
      };
    }
    return null;
  }

  private static boolean isUtf8(final ArrowType type) {
    return type instanceof ArrowType.Utf8
        || type instanceof ArrowType.LargeUtf8
        || type instanceof ArrowType.Utf8View;
  }

  private static void copy(final Column source, final long slot, final ColumnBuilder target) {
    final BinaryColumn values = (BinaryColumn) source;
    ((BinaryLikeBuilder) target)
        .append(values.valueSegment(slot), values.valueOffset(slot), values.valueLength(slot));
  }

  private static void bytesToText(
      final Column source, final long slot, final ColumnBuilder target) {
    requireUtf8(((BinaryColumn) source).getBytes(slot));
    copy(source, slot, target);
  }

  private static void fixedToText(
      final Column source, final long slot, final ColumnBuilder target) {
    final byte[] bytes = ((FixedBinaryColumn) source).getBytes(slot);
    requireUtf8(bytes);
    ((BinaryLikeBuilder) target).append(bytes);
  }

  private static void requireUtf8(final byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new CastException("bytes that are no UTF-8");
    }
  }
}
