package dev.millrace.wire.message;

/**
 * Field numbers of the tables around a batch and sizes of the structs in them, as Arrow's {@code
 * Message.fbs} and {@code File.fbs} declare them.
 */
final class MessageDescriptor {
  // table Message
  static final int VERSION = 0;
  static final int HEADER_TYPE = 1;
  static final int HEADER = 2;
  static final int BODY_LENGTH = 3;
  static final int CUSTOM_METADATA = 4;

  /** {@code MetadataVersion} counts from V1 = 0. */
  static final int VERSION_V4 = 3;

  static final int VERSION_V5 = 4;

  // table RecordBatch
  static final int BATCH_LENGTH = 0;
  static final int BATCH_NODES = 1;
  static final int BATCH_BUFFERS = 2;
  static final int BATCH_COMPRESSION = 3;
  static final int BATCH_VARIADIC_COUNTS = 4;

  /**
   * struct FieldNode: int64 length, int64 null count; struct Buffer: int64 offset, int64 length.
   */
  static final int PAIR_SIZE = 16;

  // table BodyCompression
  static final int COMPRESSION_CODEC = 0;
  static final int COMPRESSION_METHOD = 1;

  // table DictionaryBatch
  static final int DICTIONARY_ID = 0;
  static final int DICTIONARY_DATA = 1;
  static final int DICTIONARY_IS_DELTA = 2;

  // table KeyValue
  static final int KEY = 0;
  static final int VALUE = 1;

  // table Footer
  static final int FOOTER_VERSION = 0;
  static final int FOOTER_SCHEMA = 1;
  static final int FOOTER_DICTIONARIES = 2;
  static final int FOOTER_RECORD_BATCHES = 3;
  static final int FOOTER_CUSTOM_METADATA = 4;

  /** struct Block: int64 offset, int32 metadata length, 4 bytes of padding, int64 body length. */
  static final int BLOCK_SIZE = 24;

  static final int BLOCK_METADATA_LENGTH_OFFSET = 8;
  static final int BLOCK_BODY_LENGTH_OFFSET = 16;

  private MessageDescriptor() {}
}
