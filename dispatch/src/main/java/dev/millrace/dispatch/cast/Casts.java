package dev.millrace.dispatch.cast;

import dev.millrace.codec.build.ColumnBuilder;
import dev.millrace.codec.build.ListLikeBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.ListLikeColumn;
import dev.millrace.codec.column.RunEndColumn;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.SchemaCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the cast between two types. A cast exists where every value of one type either has one
 * obvious counterpart in the other or is refused; none loses digits, bits or text silently.
 */
final class Casts {
  private Casts() {}

  /**
   * Finds a cast.
   *
   * @return the cast, or null when there is none
   */
  static Cast between(final Field from, final Field to) {
    if (from.type() instanceof ArrowType.Null) {
      return Casts::allNull;
    }
    if (SchemaCheck.equalTypes(from, to)) {
      return to.nullable() || !from.nullable()
          ? (source, first, count, target) -> target.append(source, first, count)
          : Casts::sameWithoutNulls;
    }
    if (to.dictionary() != null || to.type() instanceof ArrowType.RunEndEncoded) {
      return null;
    }
    if (from.dictionary() != null) {
      return through(between(from.withDictionary(null), to));
    }
    if (from.type() instanceof ArrowType.RunEndEncoded) {
      return through(between(from.children().get(1), to));
    }
    if (isList(from) && isList(to)) {
      return list(from, to);
    }
    if (from.type() instanceof ArrowType.Struct && to.type() instanceof ArrowType.Struct) {
      return struct(from, to);
    }
    final Cast.OfValue value = value(from.type(), to.type());
    return value == null ? null : Cast.each(value);
  }

  private static Cast.OfValue value(final ArrowType from, final ArrowType to) {
    final Cast.OfValue number = NumberCasts.between(from, to);
    if (number != null) {
      return number;
    }
    final Cast.OfValue text = TextCasts.between(from, to);
    return text != null ? text : TemporalCasts.between(from, to);
  }

  private static void allNull(
      final Column source, final long first, final long count, final ColumnBuilder target) {
    if (count > 0 && !target.field().nullable()) {
      throw new CastException("a null");
    }
    target.appendNulls(count);
  }

  private static void sameWithoutNulls(
      final Column source, final long first, final long count, final ColumnBuilder target) {
    for (long i = first; source.nullCount() > 0 && i < first + count; i++) {
      if (source.isNull(i)) {
        throw new CastException("a null");
      }
    }
    target.append(source, first, count);
  }

  /** Casts values that are looked up by index or run. */
  private static Cast through(final Cast values) {
    if (values == null) {
      return null;
    }
    return (source, first, count, target) -> {
      for (long i = first; i < first + count; i++) {
        if (source.isLogicalNull(i)) {
          Cast.appendNull(target);
        } else if (source instanceof DictionaryColumn dictionary) {
          values.append(dictionary.values(), dictionary.index(i), 1, target);
        } else {
          final RunEndColumn runs = (RunEndColumn) source;
          values.append(runs.values(), runs.runOf(i), 1, target);
        }
      }
    };
  }

  private static boolean isList(final Field field) {
    return field.type() instanceof ArrowType.List
        || field.type() instanceof ArrowType.LargeList
        || field.type() instanceof ArrowType.ListView
        || field.type() instanceof ArrowType.LargeListView;
  }

  private static Cast list(final Field from, final Field to) {
    final Cast items = between(from.children().getFirst(), to.children().getFirst());
    if (items == null) {
      return null;
    }
    return Cast.each(
        (source, slot, target) -> {
          final ListLikeColumn lists = (ListLikeColumn) source;
          final ListLikeBuilder out = (ListLikeBuilder) target;
          out.startValue();
          items.append(
              lists.values(), lists.valueStart(slot), lists.valueCount(slot), out.values());
          out.endValue();
        });
  }

  private static Cast struct(final Field from, final Field to) {
    if (from.children().size() != to.children().size()) {
      return null;
    }
    final List<Cast> casts = new ArrayList<>();
    for (int i = 0; i < to.children().size(); i++) {
      final Field member = to.children().get(i);
      final Field source = from.children().get(i);
      final Cast cast = source.name().equals(member.name()) ? between(source, member) : null;
      if (cast == null) {
        return null;
      }
      casts.add(cast);
    }
    return Cast.each(
        (source, slot, target) -> {
          final StructColumn structs = (StructColumn) source;
          final StructBuilder out = (StructBuilder) target;
          for (int i = 0; i < casts.size(); i++) {
            casts.get(i).append(structs.child(i), slot, 1, out.child(i));
          }
          out.endValue();
        });
  }
}
