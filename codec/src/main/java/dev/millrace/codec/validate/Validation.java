package dev.millrace.codec.validate;

/**
 * How much of a batch is checked before it is handed out. Whatever the level, columns never read
 * outside the buffers of their batch: what a level leaves out, the accessors find when they come
 * across it, as a {@link dev.millrace.wire.MalformedException}. The level decides when a defect
 * shows, not whether it can do harm, and how much can be relied on by loops that read buffers
 * themselves.
 */
public enum Validation {
  /**
   * Counts, lengths and bounds: every buffer lies in the body, overlaps no other and is long enough
   * for its column. Cost does not depend on the number of rows. Loops over the buffers of
   * fixed-width columns can rely on it.
   */
  STRUCTURE,
  /**
   * Also every offset, list view and binary view points into its data. Loops over the buffers of
   * text, binary and lists can rely on it.
   */
  OFFSETS,
  /**
   * Also null counts, UTF-8, dictionary indices, union type ids and offsets, run ends and the
   * prefixes of binary views: everything that the format demands. Right for whatever comes from a
   * peer.
   */
  FULL
}
