package dev.millrace.wire.schema;

/** What one buffer of a column holds. */
public enum BufferKind {
  /**
   * One bit a slot, least significant bit first, 1 = valid; may have length 0 when no slot is null.
   */
  VALIDITY,
  /** Fixed-width values, bit-packed booleans, or the bytes that offsets point into. */
  DATA,
  /** int32 offsets: length + 1 of them, or length for list views. */
  OFFSETS32,
  /** int64 offsets: length + 1 of them, or length for list views. */
  OFFSETS64,
  /** int32 sizes of list views, one a slot. */
  SIZES32,
  /** int64 sizes of list views, one a slot. */
  SIZES64,
  /** int8 type ids of a union, one a slot. */
  TYPE_IDS,
  /** int32 offsets of a dense union into its children, one a slot. */
  UNION_OFFSETS,
  /**
   * 16-byte views of binary or text, one a slot; as many data buffers follow as the batch's count
   * says.
   */
  VIEWS
}
