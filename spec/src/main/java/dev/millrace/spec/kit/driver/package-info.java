/**
 * The parts of the client driver: one connection of our client, steered by JSON lines, so that the
 * shared suite can point it at any server. Nothing here repairs what the client does; it carries
 * batches across as bytes.
 */
package dev.millrace.spec.kit.driver;
