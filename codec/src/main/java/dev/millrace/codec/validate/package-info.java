/**
 * Validation of batches, done on their buffers before any column sees them. {@link
 * dev.millrace.codec.validate.ColumnValidator} is the one place where a column is validated.
 */
package dev.millrace.codec.validate;
