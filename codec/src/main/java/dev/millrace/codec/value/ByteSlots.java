package dev.millrace.codec.value;

import dev.millrace.codec.build.BinaryLikeBuilder;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.FixedBinaryBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.FixedBinaryColumn;
import java.lang.foreign.MemorySegment;

/** Access to the bytes of a slot whatever the layout of its column is. */
final class ByteSlots {
  /** From here on a value goes out from where it lies instead of being copied. */
  private static final long WORTH_ADOPTING = 64 << 10;

  private ByteSlots() {}

  static boolean isBytes(final Column column) {
    return Types.isBytes(column.field().type());
  }

  static boolean isText(final Column column) {
    return Types.isText(column.field().type());
  }

  static MemorySegment segment(final Column column, final long row) {
    return switch (column) {
      case BinaryColumn c -> c.valueSegment(row);
      case FixedBinaryColumn c -> c.data();
      default -> throw noBytes(column);
    };
  }

  static long offset(final Column column, final long row) {
    return switch (column) {
      case BinaryColumn c -> c.valueOffset(row);
      case FixedBinaryColumn c -> c.valueOffset(row);
      default -> throw noBytes(column);
    };
  }

  static long length(final Column column, final long row) {
    return switch (column) {
      case BinaryColumn c -> c.valueLength(row);
      case FixedBinaryColumn c -> c.byteWidth();
      default -> throw noBytes(column);
    };
  }

  static byte[] copy(final Column column, final long row) {
    return switch (column) {
      case BinaryColumn c -> c.getBytes(row);
      case FixedBinaryColumn c -> c.getBytes(row);
      default -> throw noBytes(column);
    };
  }

  static void append(final ColumnBuilder builder, final byte[] bytes) {
    switch (builder) {
      case BinaryLikeBuilder b -> b.append(bytes);
      case FixedBinaryBuilder b -> b.append(bytes);
      case DictionaryBuilder b -> b.append(bytes);
      default -> throw noBytes(builder);
    }
  }

  static void append(final ColumnBuilder builder, final MemorySegment bytes) {
    switch (builder) {
      case BinaryLikeBuilder b when bytes.isNative() && bytes.byteSize() >= WORTH_ADOPTING ->
          b.adopt(bytes, 0, bytes.byteSize());
      case BinaryLikeBuilder b -> b.append(bytes, 0, bytes.byteSize());
      case FixedBinaryBuilder b -> b.append(bytes, 0, 1);
      case DictionaryBuilder b -> b.append(bytes, 0, bytes.byteSize());
      default -> throw noBytes(builder);
    }
  }

  static void append(final ColumnBuilder builder, final String text) {
    switch (builder) {
      case BinaryLikeBuilder b -> b.append(text);
      case DictionaryBuilder b -> b.append(text);
      default -> throw noBytes(builder);
    }
  }

  private static IllegalStateException noBytes(final Object which) {
    return new IllegalStateException("no bytes in a " + which.getClass().getSimpleName());
  }
}
