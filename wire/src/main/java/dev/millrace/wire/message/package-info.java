/**
 * Arrow IPC messages: {@link dev.millrace.wire.message.MessageFlyweight} reads the metadata of one
 * message in place and is re-wrapped from message to message, {@code BatchMetadataTemplate} writes
 * the metadata of one batch after another by patching, and schemas are decoded to and encoded from
 * the model in {@code schema}. The classes that end in {@code Descriptor} hold the field numbers of
 * the flatbuffer tables.
 */
package dev.millrace.wire.message;
