package dev.millrace.wire.schema;

/**
 * Equality of schemas as peers judge it (clause [SCHEMA-12]): metadata, dictionary ids and the
 * names inside lists and maps don't count; column and struct member names, nullability at every
 * level, time zone text and the ordered mark of a dictionary do. Cold path.
 */
public final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * Compares two schemas without their metadata.
   *
   * @param left a schema
   * @param right another
   * @return true when a peer that expects one accepts the other
   */
  public static boolean equalIgnoringMetadata(final Schema left, final Schema right) {
    return equalFields(left.fields(), right.fields(), false);
  }

  /**
   * Compares two columns without their metadata; the columns' own names count.
   *
   * @param left a column
   * @param right another
   * @return true when a peer that expects one accepts the other
   */
  public static boolean equalIgnoringMetadata(final Field left, final Field right) {
    return equalFields(left, right, false);
  }

  /**
   * Compares what two columns hold: type, children and dictionary encoding, but neither their names
   * nor whether they themselves are nullable.
   *
   * @param left a column
   * @param right another
   * @return true when the types are equal
   */
  public static boolean equalTypes(final Field left, final Field right) {
    return equalEncodings(left.dictionary(), right.dictionary()) && equalValueTypes(left, right);
  }

  /**
   * Compares the types of two columns' values, seeing through a dictionary encoding of the columns
   * themselves.
   *
   * @param left a column
   * @param right another
   * @return true when the value types are equal
   */
  public static boolean equalValueTypes(final Field left, final Field right) {
    if (!left.type().equals(right.type())) {
      return false;
    }
    final boolean namesIgnored =
        switch (left.type()) {
          case ArrowType.Struct _, ArrowType.Union _ -> false;
          default -> true;
        };
    if (left.type() instanceof ArrowType.Map) {
      return equalMapEntries(left, right);
    }
    return equalFields(left.children(), right.children(), namesIgnored);
  }

  private static boolean equalMapEntries(final Field left, final Field right) {
    if (left.children().size() != 1 || right.children().size() != 1) {
      return equalFields(left.children(), right.children(), true);
    }
    final Field l = left.children().getFirst();
    final Field r = right.children().getFirst();
    return l.type().equals(r.type())
        && equalEncodings(l.dictionary(), r.dictionary())
        && equalFields(l.children(), r.children(), true);
  }

  private static boolean equalFields(
      final java.util.List<Field> left,
      final java.util.List<Field> right,
      final boolean namesIgnored) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equalFields(left.get(i), right.get(i), namesIgnored)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalFields(
      final Field left, final Field right, final boolean namesIgnored) {
    return (namesIgnored || left.name().equals(right.name()))
        && left.nullable() == right.nullable()
        && equalTypes(left, right);
  }

  private static boolean equalEncodings(
      final DictionaryEncoding left, final DictionaryEncoding right) {
    if (left == null || right == null) {
      return left == right;
    }
    return left.indexType().equals(right.indexType()) && left.ordered() == right.ordered();
  }
}
