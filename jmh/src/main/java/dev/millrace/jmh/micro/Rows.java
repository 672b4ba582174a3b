package dev.millrace.jmh.micro;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.nio.charset.StandardCharsets;

/** The batch that codecs are compared with: int64, float64, utf8, no nulls. */
public final class Rows {
  /** Rows of a batch. */
  public static final int COUNT = 10_000;

  /** The three columns. */
  public static final Schema SCHEMA =
      Schema.of(
          Field.nullable("i", new ArrowType.Int(64, true)),
          Field.nullable("d", new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE)),
          Field.nullable("s", new ArrowType.Utf8()));

  /** The text of each row. */
  static final String[] TEXTS = new String[COUNT];

  /** The same as UTF-8. */
  static final byte[][] BYTES = new byte[COUNT][];

  static {
    for (int i = 0; i < COUNT; i++) {
      TEXTS[i] = "row " + Integer.toHexString(i * 0x9E3779B9);
      BYTES[i] = TEXTS[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  private Rows() {}

  /**
   * Tells the text of a row as UTF-8.
   *
   * @param row which
   * @return the bytes, not to be changed
   */
  public static byte[] bytes(final int row) {
    return BYTES[row];
  }

  /**
   * Fills a batch, value by value.
   *
   * @param builder an empty builder of {@link #SCHEMA}
   */
  static void fill(final BatchBuilder builder) {
    final Int64Builder ints = builder.column(0, Int64Builder.class);
    final Float64Builder doubles = builder.column(1, Float64Builder.class);
    final VarBinaryBuilder texts = builder.column(2, VarBinaryBuilder.class);
    for (int i = 0; i < COUNT; i++) {
      ints.append((long) i);
    }
    for (int i = 0; i < COUNT; i++) {
      doubles.append(i * 0.5);
    }
    for (int i = 0; i < COUNT; i++) {
      texts.append(BYTES[i]);
    }
  }
}
