/**
 * How a schema lies in memory: a {@link dev.millrace.codec.layout.BatchLayout} is the schema
 * flattened once into the pre-order of IPC (one node a field, so many buffers a node), and a {@link
 * dev.millrace.codec.layout.BufferTable} holds where the nodes and buffers of one batch are. What
 * is validated is the table, before any column looks at it.
 */
package dev.millrace.codec.layout;
