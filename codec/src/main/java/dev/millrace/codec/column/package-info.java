/**
 * Typed views of the columns of a batch, one final class a physical layout. A view owns no memory:
 * it is made once a schema and bound again to every batch. Accessors check their row number, and
 * whatever they read from the batch that says where else to read (offsets, sizes, indices, type
 * ids, views), so no view ever reads outside the buffers of its batch, whatever was validated
 * before. Hot loops take the segment and offset of a column, or {@link
 * dev.millrace.codec.column.Kernels}.
 */
package dev.millrace.codec.column;
