package dev.millrace.codec.layout;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;

/** The physical layouts of the columnar format, as far as they differ in their buffers. */
public enum PhysicalKind {
  /** No buffers; every slot null. */
  NULL(0),
  /** Validity, values of one bit. */
  BOOL(2),
  /** Validity, values of one width of at least zero bytes. */
  FIXED(2),
  /** Validity, int32 offsets, bytes. */
  VAR_BINARY(3),
  /** Validity, int64 offsets, bytes. */
  LARGE_VAR_BINARY(3),
  /** Validity, 16-byte views, any number of data buffers. */
  VIEW_BINARY(2),
  /** Validity, int32 offsets; one child. */
  LIST(2),
  /** Validity, int64 offsets; one child. */
  LARGE_LIST(2),
  /** Validity, int32 offsets, int32 sizes; one child. */
  LIST_VIEW(3),
  /** Validity, int64 offsets, int64 sizes; one child. */
  LARGE_LIST_VIEW(3),
  /** Validity; one child with a fixed number of values a slot. */
  FIXED_SIZE_LIST(1),
  /** Validity; any number of children. */
  STRUCT(1),
  /** As {@link #LIST}, the child a struct of key and value. */
  MAP(2),
  /** Type ids; every child as long as the union. */
  SPARSE_UNION(1),
  /** Type ids, int32 offsets. */
  DENSE_UNION(2),
  /** Validity, indices; the values come in dictionary batches. */
  DICTIONARY(2),
  /** No buffers; children run ends and values. */
  RUN_END(0);

  private final int bufferCount;

  PhysicalKind(final int bufferCount) {
    this.bufferCount = bufferCount;
  }

  /**
   * Tells how many buffers a node of this kind has in a message of metadata version V5, data
   * buffers of views not counted.
   *
   * @return 0 to 3
   */
  public int bufferCount() {
    return bufferCount;
  }

  /**
   * Tells whether the first buffer of such a node is a validity bitmap.
   *
   * @return false for null, unions and run-end encoding
   */
  public boolean hasValidity() {
    return bufferCount > 0 && this != SPARSE_UNION && this != DENSE_UNION;
  }

  /**
   * Tells the layout of a field.
   *
   * @param field the field
   * @return its layout; {@link #DICTIONARY} for a dictionary-encoded field whatever its type
   */
  public static PhysicalKind of(final Field field) {
    if (field.dictionary() != null) {
      return DICTIONARY;
    }
    return switch (field.type()) {
      case ArrowType.Null() -> NULL;
      case ArrowType.Bool() -> BOOL;
      case ArrowType.Int _,
          ArrowType.FloatingPoint _,
          ArrowType.Decimal _,
          ArrowType.Date _,
          ArrowType.Time _,
          ArrowType.Timestamp _,
          ArrowType.Duration _,
          ArrowType.Interval _,
          ArrowType.FixedSizeBinary _ ->
          FIXED;
      case ArrowType.Utf8(), ArrowType.Binary() -> VAR_BINARY;
      case ArrowType.LargeUtf8(), ArrowType.LargeBinary() -> LARGE_VAR_BINARY;
      case ArrowType.Utf8View(), ArrowType.BinaryView() -> VIEW_BINARY;
      case ArrowType.List() -> LIST;
      case ArrowType.LargeList() -> LARGE_LIST;
      case ArrowType.ListView() -> LIST_VIEW;
      case ArrowType.LargeListView() -> LARGE_LIST_VIEW;
      case ArrowType.FixedSizeList _ -> FIXED_SIZE_LIST;
      case ArrowType.Struct() -> STRUCT;
      case ArrowType.Map _ -> MAP;
      case ArrowType.Union(ArrowType.UnionMode mode, _) ->
          mode == ArrowType.UnionMode.SPARSE ? SPARSE_UNION : DENSE_UNION;
      case ArrowType.RunEndEncoded() -> RUN_END;
    };
  }

  /**
   * Tells the width of a value of a {@link #FIXED} type.
   *
   * @param type the type
   * @return bytes; 0 only for fixed-size binary of width 0
   * @throws IllegalArgumentException for a type of another layout
   */
  public static int byteWidth(final ArrowType type) {
    return switch (type) {
      case ArrowType.Int(int bitWidth, _) -> bitWidth >>> 3;
      case ArrowType.FloatingPoint(ArrowType.Precision precision) ->
          switch (precision) {
            case HALF -> 2;
            case SINGLE -> 4;
            case DOUBLE -> 8;
          };
      case ArrowType.Decimal decimal -> decimal.bitWidth() >>> 3;
      case ArrowType.Date(ArrowType.DateUnit unit) -> unit == ArrowType.DateUnit.DAY ? 4 : 8;
      case ArrowType.Time time -> time.bitWidth() >>> 3;
      case ArrowType.Timestamp _, ArrowType.Duration _ -> 8;
      case ArrowType.Interval(ArrowType.IntervalUnit unit) ->
          switch (unit) {
            case YEAR_MONTH -> 4;
            case DAY_TIME -> 8;
            case MONTH_DAY_NANO -> 16;
          };
      case ArrowType.FixedSizeBinary(int byteWidth) -> byteWidth;
      default -> throw new IllegalArgumentException("no fixed width: " + type);
    };
  }
}
