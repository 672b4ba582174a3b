package dev.millrace.codec.corpus;

import dev.millrace.codec.DictionarySource;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BinaryLikeBuilder;
import dev.millrace.codec.build.BoolBuilder;
import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.DecimalBuilder;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.FixedBinaryBuilder;
import dev.millrace.codec.build.FixedSizeListBuilder;
import dev.millrace.codec.build.Float16Builder;
import dev.millrace.codec.build.Float32Builder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.IntegerBuilder;
import dev.millrace.codec.build.IntervalBuilder;
import dev.millrace.codec.build.LargeListViewBuilder;
import dev.millrace.codec.build.ListLikeBuilder;
import dev.millrace.codec.build.ListViewBuilder;
import dev.millrace.codec.build.MapBuilder;
import dev.millrace.codec.build.NullBuilder;
import dev.millrace.codec.build.RunEndBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.codec.build.UnionBuilder;
import dev.millrace.wire.schema.ArrowType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/** Appends random values to builders and tells what it appended, in the terms of {@link Values}. */
final class Filler {
  private static final String[] WORDS = {
    "",
    "a",
    "mill",
    "race",
    "twelve bytes",
    "thirteen byte",
    "grüezi",
    "水車",
    "\uD83C\uDF0A wave",
    "a text that is longer than what fits into a view by a good deal"
  };

  private final Random random;
  private final double nulls;
  private final DictionarySource dictionaries;
  private final Map<RunEndBuilder, Run> lastRun = new HashMap<>();
  private final Map<ListLikeBuilder, List<Object>> lastList = new HashMap<>();

  Filler(final Random random, final double nulls, final DictionarySource dictionaries) {
    this.dictionaries = dictionaries;
    this.random = random;
    this.nulls = nulls;
  }

  /** The last run of a builder and where it ended. */
  private record Run(long end, Object value) {}

  Object append(final ColumnBuilder builder) {
    if (builder.field().nullable() && random.nextDouble() < nulls) {
      builder.appendNull();
      return builder instanceof UnionBuilder ? new Values.Tagged(0, null) : null;
    }
    return value(builder);
  }

  private Object value(final ColumnBuilder builder) {
    return switch (builder) {
      case NullBuilder b -> {
        b.appendNulls(1);
        yield null;
      }
      case BoolBuilder b -> {
        final boolean value = random.nextBoolean();
        b.append(value);
        yield value;
      }
      case IntegerBuilder b -> integer(b);
      case Float16Builder b -> {
        final float value = Float.float16ToFloat((short) random.nextInt(0x7c00));
        b.append(value);
        yield value;
      }
      case Float32Builder b -> {
        final float value = random.nextInt(9) == 0 ? Float.NaN : random.nextFloat() * 1e20f;
        b.append(value);
        yield value;
      }
      case Float64Builder b -> {
        final double value = random.nextInt(9) == 0 ? -0.0 : random.nextGaussian() * 1e100;
        b.append(value);
        yield value;
      }
      case DecimalBuilder b -> decimal(b);
      case FixedBinaryBuilder b -> {
        final byte[] value = new byte[b.byteWidth()];
        random.nextBytes(value);
        if (random.nextBoolean() && value.length > 0) {
          value[0] = 0;
        }
        b.append(value);
        yield Values.hex(value);
      }
      case IntervalBuilder b -> interval(b);
      case BinaryLikeBuilder b -> bytes(b);
      case FixedSizeListBuilder b -> list(b, b.listSize());
      case MapBuilder b -> map(b);
      case ListViewBuilder b -> view(b, b::appendView);
      case LargeListViewBuilder b -> view(b, b::appendView);
      case ListLikeBuilder b -> list(b, random.nextInt(4));
      case StructBuilder b -> struct(b);
      case UnionBuilder b -> {
        final int child = random.nextInt(b.childCount());
        yield new Values.Tagged(child, append(b.append(child)));
      }
      case DictionaryBuilder b -> dictionary(b);
      case RunEndBuilder b -> {
        // a null parent may have appended a run that is not in the map
        final Run last = lastRun.get(b);
        if (last != null && last.end() == b.length() && random.nextBoolean()) {
          b.extendRun(1);
          lastRun.put(b, new Run(b.length(), last.value()));
          yield last.value();
        }
        final Object value = append(b.values());
        b.endRun(1);
        lastRun.put(b, new Run(b.length(), value));
        yield value;
      }
    };
  }

  private Object integer(final IntegerBuilder builder) {
    final int bits = builder.byteWidth() * 8;
    final boolean unsigned =
        builder.field().type() instanceof ArrowType.Int(_, boolean signed) && !signed;
    long value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(100);
          case 1 -> Long.MAX_VALUE >>> 64 - bits;
          case 2 -> unsigned ? -1L >>> 64 - bits : Long.MIN_VALUE >> 64 - bits;
          default -> random.nextLong() >> 64 - bits;
        };
    if (unsigned && bits < 64) {
      value &= (1L << bits) - 1;
    }
    if (isTemporal(builder.field().type())) {
      value = random.nextInt(86_400);
      if (builder.field().type() instanceof ArrowType.Date(ArrowType.DateUnit unit)
          && unit == ArrowType.DateUnit.MILLISECOND) {
        value *= 86_400_000;
      }
    }
    builder.appendLong(value);
    return value;
  }

  private static boolean isTemporal(final ArrowType type) {
    return !(type instanceof ArrowType.Int);
  }

  private Object decimal(final DecimalBuilder builder) {
    final ArrowType.Decimal type = (ArrowType.Decimal) builder.field().type();
    final BigInteger bound = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled = new BigInteger(bound.bitLength(), random).mod(bound);
    if (random.nextBoolean()) {
      unscaled = unscaled.negate();
    }
    if (random.nextInt(4) == 0 && type.precision() >= 9) {
      final int small = random.nextInt(1_000_000) - 500_000;
      builder.appendUnscaled(small);
      return new BigDecimal(BigInteger.valueOf(small), type.scale());
    }
    final BigDecimal value = new BigDecimal(unscaled, type.scale());
    builder.append(value);
    return value;
  }

  private Object interval(final IntervalBuilder builder) {
    final ArrowType.Interval type = (ArrowType.Interval) builder.field().type();
    final int days = random.nextInt(2000) - 1000;
    if (type.unit() == ArrowType.IntervalUnit.DAY_TIME) {
      final int millis = random.nextInt();
      builder.append(days, millis);
      return List.of(days, millis);
    }
    final int months = random.nextInt(2000) - 1000;
    final long nanos = random.nextLong();
    builder.append(months, days, nanos);
    return List.of(months, days, nanos);
  }

  private Object bytes(final BinaryLikeBuilder builder) {
    final String word = WORDS[random.nextInt(WORDS.length)];
    final boolean text =
        switch (builder.field().type()) {
          case ArrowType.Utf8(), ArrowType.LargeUtf8(), ArrowType.Utf8View() -> true;
          default -> false;
        };
    if (text) {
      builder.append(word);
      return word;
    }
    final byte[] value =
        random.nextBoolean() ? word.getBytes(StandardCharsets.UTF_8) : new byte[random.nextInt(40)];
    builder.append(value);
    return Values.hex(value);
  }

  private List<Object> list(final ListLikeBuilder builder, final int items) {
    final List<Object> values = new ArrayList<>();
    builder.startValue();
    for (int i = 0; i < items; i++) {
      values.add(append(builder.values()));
    }
    builder.endValue();
    return values;
  }

  /** A list of its own, or one that refers to items of the list before it. */
  private Object view(final ListLikeBuilder builder, final BiConsumer<Long, Long> append) {
    final List<Object> last = lastList.get(builder);
    if (last == null || last.isEmpty() || builder.length() == 0 || random.nextInt(3) > 0) {
      final List<Object> values = list(builder, random.nextInt(4));
      lastList.put(builder, values);
      return values;
    }
    final int from = random.nextInt(last.size());
    final int count = random.nextInt(last.size() - from + 1);
    append.accept(builder.values().length() - last.size() + from, (long) count);
    return new ArrayList<>(last.subList(from, from + count));
  }

  private Object map(final MapBuilder builder) {
    final List<Object> entries = new ArrayList<>();
    builder.startValue();
    final int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      final BinaryLikeBuilder keys = (BinaryLikeBuilder) builder.keys();
      final String key = "key " + i; // unique and sorted
      keys.append(key);
      final List<Object> entry = new ArrayList<>();
      entry.add(key);
      entry.add(append(builder.items()));
      entries.add(entry);
    }
    builder.endValue();
    return entries;
  }

  private Object struct(final StructBuilder builder) {
    final List<Object> values = new ArrayList<>();
    for (int i = 0; i < builder.childCount(); i++) {
      values.add(append(builder.child(i)));
    }
    builder.endValue();
    return values;
  }

  private Object dictionary(final DictionaryBuilder builder) {
    // few distinct values, so that the narrowest index type suffices
    if (builder.values().length() >= 50 || builder.values().length() > 0 && random.nextBoolean()) {
      final long index = random.nextLong(Math.min(builder.values().length(), 50));
      builder.appendIndex(index);
      return present(builder.field().dictionary().id(), index);
    }
    if (random.nextInt(20) == 0) {
      builder.values().appendNull(); // a slot may also be null by pointing at a null
      builder.endValue();
      return null;
    }
    final Object value = value(builder.values());
    builder.endValue();
    return value;
  }

  /** The value that a dictionary under construction has at an index. */
  private Object present(final long id, final long index) {
    for (int i = 0; i < dictionaries.count(); i++) {
      if (dictionaries.id(i) == id) {
        return Values.of(RecordBatch.of(dictionaries.values(i)).column(0), index);
      }
    }
    throw new AssertionError("no dictionary " + id);
  }
}
