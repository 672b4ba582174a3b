package dev.millrace.wire.message;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import java.util.BitSet;
import java.util.List;

/**
 * Which children a type needs (clauses [SCHEMA-6] to [SCHEMA-9]). Nullability of map entries, map
 * keys and run ends is taken as it comes: writers differ, and memory safety does not depend on it.
 */
final class FieldRules {
  /** Type ids are non-negative int8 values. */
  static final int MAX_UNION_TYPES = 128;

  private FieldRules() {}

  /** What {@link #defect} found: the clause and what is wrong. */
  record Defect(String clause, String detail) {}

  /**
   * Looks for a defect.
   *
   * @param type type of a field
   * @param children the field's children
   * @return the first defect, or null
   */
  static Defect defect(final ArrowType type, final List<Field> children) {
    return switch (type) {
      case ArrowType.Struct _ -> null;
      case ArrowType.Union t -> union(t.typeIds(), children);
      case ArrowType.List _,
          ArrowType.LargeList _,
          ArrowType.ListView _,
          ArrowType.LargeListView _,
          ArrowType.FixedSizeList _ ->
          count(children, 1);
      case ArrowType.Map _ -> map(children);
      case ArrowType.RunEndEncoded _ -> runEnds(children);
      default -> count(children, 0);
    };
  }

  private static Defect count(final List<Field> children, final int expected) {
    return children.size() == expected
        ? null
        : new Defect("SCHEMA-6", children.size() + " children instead of " + expected);
  }

  private static Defect union(final List<Integer> ids, final List<Field> children) {
    if (ids.size() != children.size()) {
      return new Defect(
          "SCHEMA-8", ids.size() + " type ids for " + children.size() + " union children");
    }
    final BitSet seen = new BitSet(MAX_UNION_TYPES);
    for (final int id : ids) {
      if (id < 0 || id >= MAX_UNION_TYPES || seen.get(id)) {
        return new Defect("SCHEMA-8", "union type id " + id);
      }
      seen.set(id);
    }
    return null;
  }

  private static Defect map(final List<Field> children) {
    final Defect defect = count(children, 1);
    if (defect != null) {
      return defect;
    }
    final Field entries = children.getFirst();
    return entries.type() instanceof ArrowType.Struct
            && entries.dictionary() == null
            && entries.children().size() == 2
        ? null
        : new Defect("SCHEMA-7", "map entries are not a struct of key and value");
  }

  private static Defect runEnds(final List<Field> children) {
    final Defect defect = count(children, 2);
    if (defect != null) {
      return defect;
    }
    final Field ends = children.getFirst();
    return ends.dictionary() == null
            && ends.type() instanceof ArrowType.Int(int width, boolean signed)
            && signed
            && width > 8
        ? null
        : new Defect("SCHEMA-9", "run ends are not int16, int32 or int64");
  }
}
