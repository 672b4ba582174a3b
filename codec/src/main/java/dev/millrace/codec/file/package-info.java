/**
 * Arrow IPC data at rest: files with a footer and stored streams, read where they are mapped,
 * without a copy.
 */
package dev.millrace.codec.file;
