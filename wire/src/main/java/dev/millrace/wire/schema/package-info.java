/**
 * The immutable schema model: {@link dev.millrace.wire.schema.Schema}, {@link
 * dev.millrace.wire.schema.Field}, the sealed hierarchy {@link dev.millrace.wire.schema.ArrowType}
 * that covers the whole columnar format, and the physical layout of each type. Plain values without
 * memory of their own; cold path.
 */
package dev.millrace.wire.schema;
