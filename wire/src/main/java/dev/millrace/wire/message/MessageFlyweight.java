package dev.millrace.wire.message;

import static dev.millrace.wire.message.MessageDescriptor.BODY_LENGTH;
import static dev.millrace.wire.message.MessageDescriptor.CUSTOM_METADATA;
import static dev.millrace.wire.message.MessageDescriptor.HEADER;
import static dev.millrace.wire.message.MessageDescriptor.HEADER_TYPE;
import static dev.millrace.wire.message.MessageDescriptor.VERSION;
import static dev.millrace.wire.message.MessageDescriptor.VERSION_V4;
import static dev.millrace.wire.message.MessageDescriptor.VERSION_V5;

import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.flatbuf.TableFlyweight;
import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;

/**
 * The metadata of one message of an Arrow IPC stream, read in place.
 *
 * <p>{@link #wrap} verifies everything that can be reached and takes the numbers out, so that
 * accessors only answer; it allocates nothing for batches of a shape seen before. A schema message
 * is decoded right there, because verifying it and decoding it are the same walk: that allocates.
 * After a failed {@code wrap} the accessors throw.
 *
 * <p>The flyweights it hands out are its own and move with it. Reused from message to message; for
 * one thread.
 */
public final class MessageFlyweight {
  /** {@link #headerType()} of a schema. */
  public static final int SCHEMA = 1;

  /** {@link #headerType()} of a dictionary batch. */
  public static final int DICTIONARY_BATCH = 2;

  /** {@link #headerType()} of a record batch. */
  public static final int RECORD_BATCH = 3;

  /** {@link #version()} written up to Arrow 0.17. */
  public static final int V4 = 4;

  /** {@link #version()} written since Arrow 1.0. */
  public static final int V5 = 5;

  private static final int NOTHING = 0;

  private final FlatbufferVerifier bytes;
  private final TableFlyweight message = new TableFlyweight();
  private final RecordBatchFlyweight batch = new RecordBatchFlyweight();
  private final DictionaryBatchFlyweight dictionary = new DictionaryBatchFlyweight(batch);
  private final CustomMetadataFlyweight customMetadata = new CustomMetadataFlyweight();

  private int headerType = NOTHING;
  private int version;
  private long bodyLength;
  private Schema schema;

  /** Creates a flyweight over nothing, with {@link Limits#DEFAULT}. */
  public MessageFlyweight() {
    this(Limits.DEFAULT);
  }

  /**
   * Creates a flyweight over nothing.
   *
   * @param limits what it accepts at most
   */
  public MessageFlyweight(final Limits limits) {
    bytes = new FlatbufferVerifier(limits);
  }

  /**
   * Moves to the metadata of a message with the modern prefix before it.
   *
   * @param segment off-heap memory that holds it
   * @param metadataOffset where the metadata starts, after the prefix
   * @param metadataLength its bytes, padding included
   * @return this
   * @throws MalformedException when anything in it is wrong; offsets count from the start of the
   *     prefix
   * @throws IndexOutOfBoundsException when the segment does not hold that range
   * @throws IllegalArgumentException when the segment is on the heap
   */
  public MessageFlyweight wrap(
      final MemorySegment segment, final long metadataOffset, final long metadataLength) {
    return wrap(segment, metadataOffset, metadataLength, FrameDescriptor.PREFIX_LENGTH);
  }

  /**
   * Moves to the metadata of a message.
   *
   * @param segment off-heap memory that holds it
   * @param metadataOffset where the metadata starts, after the prefix
   * @param metadataLength its bytes, padding included
   * @param prefixLength bytes of the prefix before it, for the offsets of errors
   * @return this
   * @throws MalformedException when anything in it is wrong; offsets count from the start of the
   *     prefix
   * @throws IndexOutOfBoundsException when the segment does not hold that range
   * @throws IllegalArgumentException when the segment is on the heap
   */
  public MessageFlyweight wrap(
      final MemorySegment segment,
      final long metadataOffset,
      final long metadataLength,
      final int prefixLength) {
    headerType = NOTHING;
    schema = null;
    customMetadata.clear();
    bytes.wrap(segment, metadataOffset, metadataLength, metadataOffset - prefixLength);
    message.wrap(bytes, bytes.root());
    version = version(bytes, message, VERSION);
    bodyLength = message.getLong(BODY_LENGTH, 0);
    if (bodyLength < 0 || bodyLength > bytes.limits().maxBodyLength()) {
      throw malformed("META-11", BODY_LENGTH, Long.BYTES, "body of " + bodyLength + " bytes");
    }
    final int type = message.getByte(HEADER_TYPE, NOTHING);
    final long header = message.reference(HEADER);
    if (header == 0) {
      throw bytes.malformed("META-10", message.position(), "message without a header");
    }
    switch (type) {
      case SCHEMA -> wrapSchema(header);
      case DICTIONARY_BATCH -> dictionary.wrap(bytes, header, bodyLength);
      case RECORD_BATCH -> batch.wrap(bytes, header, bodyLength);
      default -> throw malformed("META-10", HEADER_TYPE, Byte.BYTES, "header type " + type);
    }
    customMetadata.wrap(bytes, message.reference(CUSTOM_METADATA));
    headerType = type;
    return this;
  }

  private void wrapSchema(final long header) {
    if (bodyLength != 0) {
      throw malformed("META-12", BODY_LENGTH, Long.BYTES, "schema with a body");
    }
    schema = new SchemaDecoder(bytes, version).decode(header);
  }

  /** Reads a {@code MetadataVersion}, which is absent for V1. */
  static int version(final FlatbufferVerifier bytes, final TableFlyweight table, final int field) {
    final int wire = table.getShort(field, 0);
    if (wire != VERSION_V4 && wire != VERSION_V5) {
      throw bytes.malformed("META-9", table.position(), "metadata version V" + (wire + 1));
    }
    return wire + 1;
  }

  private MalformedException malformed(
      final String clause, final int field, final int size, final String detail) {
    final long at = message.field(field, size);
    return bytes.malformed(clause, at == 0 ? message.position() : at, detail);
  }

  /**
   * Tells what the message is.
   *
   * @return {@link #SCHEMA}, {@link #DICTIONARY_BATCH} or {@link #RECORD_BATCH}
   */
  public int headerType() {
    checkWrapped();
    return headerType;
  }

  /**
   * Tells the version of the metadata.
   *
   * @return {@link #V4} or {@link #V5}
   */
  public int version() {
    checkWrapped();
    return version;
  }

  /**
   * Tells the length of the body that follows the metadata.
   *
   * @return bytes, 0 to the limit
   */
  public long bodyLength() {
    checkWrapped();
    return bodyLength;
  }

  /**
   * Gives the record batch.
   *
   * @return this message's batch
   * @throws IllegalStateException when the message is something else
   */
  public RecordBatchFlyweight recordBatch() {
    checkType(RECORD_BATCH);
    return batch;
  }

  /**
   * Gives the dictionary batch.
   *
   * @return this message's dictionary batch
   * @throws IllegalStateException when the message is something else
   */
  public DictionaryBatchFlyweight dictionaryBatch() {
    checkType(DICTIONARY_BATCH);
    return dictionary;
  }

  /** Gives the schema that {@link SchemaDecoder} answers with. */
  Schema schema() {
    checkType(SCHEMA);
    return schema;
  }

  /**
   * Gives the message's custom metadata.
   *
   * @return never null; of size 0 when there is none
   */
  public CustomMetadataFlyweight customMetadata() {
    checkWrapped();
    return customMetadata;
  }

  private void checkWrapped() {
    if (headerType == NOTHING) {
      throw new IllegalStateException("no message is wrapped");
    }
  }

  private void checkType(final int type) {
    checkWrapped();
    if (headerType != type) {
      throw new IllegalStateException("the message has header type " + headerType);
    }
  }
}
