package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BinaryLikeBuilder;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.build.ViewBinaryBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.codec.column.ViewBinaryColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Columns with text. */
final class TextSamples {
  private TextSamples() {}

  /** Short ASCII texts of 9 to 12 bytes. */
  static byte[][] ascii() {
    return ascii(0);
  }

  private static byte[][] ascii(final int first) {
    final byte[][] texts = new byte[Sample.ROWS][];
    for (int i = 0; i < texts.length; i++) {
      final String text = "row " + Integer.toHexString((first + i) * 0x9E37_79B9);
      texts[i] = text.getBytes(StandardCharsets.UTF_8);
    }
    return texts;
  }

  /** The same with characters of two, three and four bytes in most rows. */
  static byte[][] mixed() {
    final String[] words = {"größe ", "€ ", "中文 ", "row ", "😀 ", "Straße "};
    final byte[][] texts = new byte[Sample.ROWS][];
    for (int i = 0; i < texts.length; i++) {
      final String text = words[(int) (Sample.number(i) % 6)] + Integer.toHexString(i);
      texts[i] = text.getBytes(StandardCharsets.UTF_8);
    }
    return texts;
  }

  /** The batch of the headline comparison: int64, float64 and ASCII text, no nulls. */
  static final class Trio extends Sample {
    private final Sample numbers = new FlatSamples.Int64(false);
    private final byte[][] texts;

    Trio() {
      this(0);
    }

    /** One with other texts, which are longer or shorter all together. */
    Trio(final int first) {
      texts = ascii(first);
    }

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(
          new BigIntVector("i", allocator),
          new Float8Vector("d", allocator),
          new VarCharVector("s", allocator));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      numbers.fill(vectors);
      final Float8Vector doubles = (Float8Vector) vectors.get(1);
      for (int i = 0; i < ROWS; i++) {
        doubles.setSafe(i, i * 0.5);
      }
      final VarCharVector strings = (VarCharVector) vectors.get(2);
      for (int i = 0; i < ROWS; i++) {
        strings.setSafe(i, texts[i]);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final Float8Vector doubles = (Float8Vector) vectors.get(1);
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += doubles.get(i);
      }
      return numbers.sum(vectors) + (long) sum + lengths((VarCharVector) vectors.get(2));
    }

    @Override
    void fill(final BatchBuilder builder) {
      numbers.fill(builder);
      final Float64Builder doubles = builder.column(1, Float64Builder.class);
      for (int i = 0; i < ROWS; i++) {
        doubles.append(i * 0.5);
      }
      final VarBinaryBuilder strings = builder.column(2, VarBinaryBuilder.class);
      for (int i = 0; i < ROWS; i++) {
        strings.append(texts[i]);
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final Float64Column doubles = (Float64Column) batch.column(1);
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += doubles.get(i);
      }
      final VarBinaryColumn strings = (VarBinaryColumn) batch.column(2);
      long bytes = 0;
      for (int i = 0; i < ROWS; i++) {
        bytes += strings.valueLength(i);
      }
      return numbers.sum(batch) + (long) sum + bytes;
    }
  }

  private static long lengths(final VarCharVector vector) {
    long bytes = 0;
    for (int i = 0; i < Sample.ROWS; i++) {
      bytes += vector.getValueLength(i);
    }
    return bytes;
  }

  /** A column of utf8. */
  static final class Utf8 extends Sample {
    private final byte[][] texts;

    Utf8(final byte[][] texts) {
      this.texts = texts;
    }

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(new VarCharVector("s", allocator));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final VarCharVector vector = (VarCharVector) vectors.getFirst();
      for (int i = 0; i < ROWS; i++) {
        vector.setSafe(i, texts[i]);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final VarCharVector vector = (VarCharVector) vectors.getFirst();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final byte[] value = vector.get(i);
        sum += value.length + value[0];
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      append(builder.column(0, VarBinaryBuilder.class), texts);
    }

    @Override
    long sum(final RecordBatch batch) {
      return values((VarBinaryColumn) batch.column(0));
    }
  }

  private static void append(final BinaryLikeBuilder column, final byte[][] texts) {
    for (final byte[] text : texts) {
      column.append(text);
    }
  }

  private static long values(final BinaryColumn column) {
    long sum = 0;
    for (int i = 0; i < Sample.ROWS; i++) {
      final byte[] value = column.getBytes(i);
      sum += value.length + value[0];
    }
    return sum;
  }

  /** A column of utf8_view; about half of the values lie inline. */
  static final class Utf8View extends Sample {
    private final byte[][] texts = new byte[ROWS][];

    Utf8View() {
      final byte[][] shorts = ascii();
      for (int i = 0; i < ROWS; i++) {
        texts[i] =
            (i & 1) == 0 ? shorts[i] : ("a longer text, " + i).getBytes(StandardCharsets.UTF_8);
      }
    }

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      return List.of(new ViewVarCharVector("v", allocator));
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final ViewVarCharVector vector = (ViewVarCharVector) vectors.getFirst();
      for (int i = 0; i < ROWS; i++) {
        vector.setSafe(i, texts[i]);
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final ViewVarCharVector vector = (ViewVarCharVector) vectors.getFirst();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        final byte[] value = vector.get(i);
        sum += value.length + value[0];
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      append(builder.column(0, ViewBinaryBuilder.class), texts);
    }

    @Override
    long sum(final RecordBatch batch) {
      return values((ViewBinaryColumn) batch.column(0));
    }
  }

  /** A column of utf8 with 100 values in a dictionary and int32 indices. */
  static final class Encoded extends Sample {
    private static final int VALUES = 100;
    private final byte[][] texts = ascii();
    private Dictionary dictionary;

    @Override
    List<FieldVector> vectors(final BufferAllocator allocator) {
      final DictionaryEncoding encoding =
          new DictionaryEncoding(1, false, new ArrowType.Int(32, true));
      final VarCharVector values = new VarCharVector("s", allocator);
      for (int i = 0; i < VALUES; i++) {
        values.setSafe(i, texts[i]);
      }
      values.setValueCount(VALUES);
      dictionary = new Dictionary(values, encoding);
      final FieldType type = new FieldType(true, new ArrowType.Int(32, true), encoding);
      return List.of(new IntVector("s", type, allocator));
    }

    @Override
    DictionaryProvider dictionaries() {
      return new DictionaryProvider.MapDictionaryProvider(dictionary);
    }

    @Override
    void fill(final List<FieldVector> vectors) {
      final IntVector vector = (IntVector) vectors.getFirst();
      for (int i = 0; i < ROWS; i++) {
        vector.setSafe(i, (int) (number(i) % VALUES));
      }
    }

    @Override
    long sum(final List<FieldVector> vectors) {
      final IntVector vector = (IntVector) vectors.getFirst();
      final VarCharVector values = (VarCharVector) dictionary.getVector();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += values.getValueLength(vector.get(i));
      }
      return sum;
    }

    @Override
    void fill(final BatchBuilder builder) {
      final DictionaryBuilder column = builder.column(0, DictionaryBuilder.class);
      for (int i = 0; i < ROWS; i++) {
        column.append(texts[(int) (number(i) % VALUES)]);
      }
    }

    @Override
    long sum(final RecordBatch batch) {
      final DictionaryColumn column = (DictionaryColumn) batch.column(0);
      final VarBinaryColumn values = (VarBinaryColumn) column.values();
      long sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += values.valueLength(column.index(i));
      }
      return sum;
    }
  }
}
