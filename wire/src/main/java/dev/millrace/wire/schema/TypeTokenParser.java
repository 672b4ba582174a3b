package dev.millrace.wire.schema;

import dev.millrace.wire.schema.ArrowType.DateUnit;
import dev.millrace.wire.schema.ArrowType.IntervalUnit;
import dev.millrace.wire.schema.ArrowType.Precision;
import dev.millrace.wire.schema.ArrowType.TimeUnit;
import dev.millrace.wire.schema.ArrowType.UnionMode;
import java.util.ArrayList;
import java.util.List;

/** Recursive descent over a type token; one instance reads one text. */
final class TypeTokenParser {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;
  private int depth;

  private TypeTokenParser(final String text) {
    this.text = text;
  }

  static Field parse(final String token) {
    final TypeTokenParser parser = new TypeTokenParser(token);
    final Field field = parser.type();
    if (parser.at != token.length()) {
      throw parser.error("text after the type");
    }
    return field;
  }

  private Field type() {
    if (++depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH);
    }
    final String word = word();
    final Field field =
        switch (word) {
          case "null" -> plain(new ArrowType.Null());
          case "bool" -> plain(new ArrowType.Bool());
          case "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64" ->
              plain(integer(word));
          case "float16" -> plain(new ArrowType.FloatingPoint(Precision.HALF));
          case "float32" -> plain(new ArrowType.FloatingPoint(Precision.SINGLE));
          case "float64" -> plain(new ArrowType.FloatingPoint(Precision.DOUBLE));
          case "utf8" -> plain(new ArrowType.Utf8());
          case "large_utf8" -> plain(new ArrowType.LargeUtf8());
          case "utf8_view" -> plain(new ArrowType.Utf8View());
          case "binary" -> plain(new ArrowType.Binary());
          case "large_binary" -> plain(new ArrowType.LargeBinary());
          case "binary_view" -> plain(new ArrowType.BinaryView());
          case "date32" -> plain(new ArrowType.Date(DateUnit.DAY));
          case "date64" -> plain(new ArrowType.Date(DateUnit.MILLISECOND));
          case "interval_months" -> plain(new ArrowType.Interval(IntervalUnit.YEAR_MONTH));
          case "interval_day_time" -> plain(new ArrowType.Interval(IntervalUnit.DAY_TIME));
          case "interval_month_day_nano" ->
              plain(new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO));
          case "decimal32", "decimal64", "decimal128", "decimal256" ->
              decimal(Integer.parseInt(word, "decimal".length(), word.length(), 10));
          case "fixed_size_binary" -> plain(new ArrowType.FixedSizeBinary(size()));
          case "time32", "time64" -> time(word);
          case "timestamp" -> timestamp();
          case "duration" -> plain(new ArrowType.Duration(onlyUnit()));
          case "list" -> list(new ArrowType.List());
          case "large_list" -> list(new ArrowType.LargeList());
          case "list_view" -> list(new ArrowType.ListView());
          case "large_list_view" -> list(new ArrowType.LargeListView());
          case "fixed_size_list" -> list(new ArrowType.FixedSizeList(size()));
          case "struct" -> struct();
          case "map" -> map();
          case "sparse_union" -> union(UnionMode.SPARSE);
          case "dense_union" -> union(UnionMode.DENSE);
          case "dictionary" -> dictionary();
          case "run_end_encoded" -> runEnds();
          case "extension" -> extension();
          default -> throw error("unknown type '" + word + "'");
        };
    depth--;
    return field;
  }

  private Field decimal(final int bits) {
    expect('(');
    final int precision = number();
    expect(',');
    final int scale = number();
    expect(')');
    return checked(() -> plain(new ArrowType.Decimal(precision, scale, bits)));
  }

  private Field time(final String word) {
    final ArrowType.Time time = new ArrowType.Time(onlyUnit());
    if (time.bitWidth() != Integer.parseInt(word, 4, 6, 10)) {
      throw error(word + " has no unit " + TypeToken.unit(time.unit()));
    }
    return plain(time);
  }

  private Field timestamp() {
    expect('(');
    final TimeUnit unit = unit();
    String zone = null;
    if (accept(",tz=")) {
      // Zone names hold no parenthesis; everything else is taken verbatim.
      final int end = text.indexOf(')', at);
      if (end < 0) {
        throw error("')' expected");
      }
      zone = text.substring(at, end);
      at = end;
    }
    expect(')');
    return plain(new ArrowType.Timestamp(unit, zone));
  }

  private Field list(final ArrowType type) {
    expect('<');
    final Field item = child("item");
    expect('>');
    return parent(type, List.of(item));
  }

  private Field struct() {
    expect('<');
    final List<Field> children = new ArrayList<>();
    if (!accept(">")) {
      do {
        children.add(child(null));
      } while (accept(","));
      expect('>');
    }
    return parent(new ArrowType.Struct(), children);
  }

  private Field map() {
    expect('<');
    final Field key = child("key");
    expect(',');
    final Field value = child("value");
    expect('>');
    final Field entries = Field.required("entries", new ArrowType.Struct(), key, value);
    return parent(new ArrowType.Map(acceptFlag(",keys_sorted")), List.of(entries));
  }

  private Field union(final UnionMode mode) {
    expect('<');
    final List<Field> children = new ArrayList<>();
    final List<Integer> ids = new ArrayList<>();
    if (!accept(">")) {
      do {
        ids.add(number());
        expect('=');
        children.add(child(null));
      } while (accept(","));
      expect('>');
    }
    return parent(new ArrowType.Union(mode, ids), children);
  }

  private Field dictionary() {
    expect('<');
    expect("index:");
    final Field index = type();
    expect(",value:");
    final Field value = type();
    expect('>');
    if (!(index.type() instanceof ArrowType.Int indexType) || index.dictionary() != null) {
      throw error("a dictionary's index is an integer");
    }
    if (value.dictionary() != null) {
      throw error("a dictionary's values are not themselves dictionary-encoded");
    }
    return value.withDictionary(new DictionaryEncoding(0, indexType, acceptFlag(",ordered")));
  }

  private Field runEnds() {
    expect('<');
    expect("run_ends:");
    final Field ends = type();
    expect(",values:");
    final Field values = type();
    expect('>');
    return parent(
        new ArrowType.RunEndEncoded(),
        List.of(ends.withName("run_ends"), values.withName("values").withNullable(true)));
  }

  private Field extension() {
    expect('(');
    final int end = text.indexOf(")<", at);
    if (end < 0) {
      throw error("')<' expected");
    }
    final String name = text.substring(at, end);
    at = end + 2;
    final Field storage = type();
    expect('>');
    return storage.withMetadata(
        Metadata.builder().put(TypeToken.EXTENSION_NAME, name).putAll(storage.metadata()).build());
  }

  private Field child(final String fixedName) {
    int end = at;
    while (end < text.length() && ":?,<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    final String name = text.substring(at, end);
    at = end;
    if (fixedName != null && !fixedName.equals(name)) {
      throw error("child '" + fixedName + "' expected");
    }
    final boolean nullable = accept("?");
    expect(':');
    return type().withName(name).withNullable(nullable);
  }

  /** Accepts a trailing flag unless it is the name of a struct's next child. */
  private boolean acceptFlag(final String flag) {
    final int end = at + flag.length();
    if (text.startsWith(flag, at)
        && (end == text.length() || text.charAt(end) == ',' || text.charAt(end) == '>')) {
      at = end;
      return true;
    }
    return false;
  }

  private int size() {
    expect('(');
    final int size = number();
    if (size < 0) {
      throw error("negative size");
    }
    expect(')');
    return size;
  }

  private TimeUnit onlyUnit() {
    expect('(');
    final TimeUnit unit = unit();
    expect(')');
    return unit;
  }

  private TimeUnit unit() {
    final String word = word();
    return switch (word) {
      case "s" -> TimeUnit.SECOND;
      case "ms" -> TimeUnit.MILLISECOND;
      case "us" -> TimeUnit.MICROSECOND;
      case "ns" -> TimeUnit.NANOSECOND;
      default -> throw error("unknown unit '" + word + "'");
    };
  }

  private ArrowType.Int integer(final String word) {
    final boolean signed = word.charAt(0) == 'i';
    return new ArrowType.Int(Integer.parseInt(word, signed ? 3 : 4, word.length(), 10), signed);
  }

  private String word() {
    final int start = at;
    while (at < text.length()) {
      final char c = text.charAt(at);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_') {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  private int number() {
    final int start = at;
    accept("-");
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      return Integer.parseInt(text, start, at, 10);
    } catch (final NumberFormatException e) {
      throw error("a number expected");
    }
  }

  private boolean accept(final String wanted) {
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  private void expect(final char wanted) {
    expect(String.valueOf(wanted));
  }

  private void expect(final String wanted) {
    if (!accept(wanted)) {
      throw error("'" + wanted + "' expected");
    }
  }

  private static Field plain(final ArrowType type) {
    return Field.required("", type);
  }

  private static Field parent(final ArrowType type, final List<Field> children) {
    return Field.required("", type, children.toArray(Field[]::new));
  }

  private Field checked(final java.util.function.Supplier<Field> made) {
    try {
      return made.get();
    } catch (final IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  private IllegalArgumentException error(final String what) {
    return new IllegalArgumentException("type token \"" + text + "\" at " + at + ": " + what);
  }
}
