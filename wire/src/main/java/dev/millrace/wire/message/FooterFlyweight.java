package dev.millrace.wire.message;

import static dev.millrace.wire.message.MessageDescriptor.FOOTER_CUSTOM_METADATA;
import static dev.millrace.wire.message.MessageDescriptor.FOOTER_DICTIONARIES;
import static dev.millrace.wire.message.MessageDescriptor.FOOTER_RECORD_BATCHES;
import static dev.millrace.wire.message.MessageDescriptor.FOOTER_SCHEMA;
import static dev.millrace.wire.message.MessageDescriptor.FOOTER_VERSION;

import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.flatbuf.TableFlyweight;
import dev.millrace.wire.frame.FileDescriptor;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The footer of an Arrow file: its schema and where its batches are. {@link #wrap} finds and
 * verifies it and takes everything out; offsets in errors count from the start of the file. After a
 * failed {@code wrap} the accessors throw.
 */
public final class FooterFlyweight {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final FlatbufferVerifier bytes;
  private final TableFlyweight footer = new TableFlyweight();
  private final BlockListFlyweight dictionaries = new BlockListFlyweight();
  private final BlockListFlyweight recordBatches = new BlockListFlyweight();
  private final CustomMetadataFlyweight customMetadata = new CustomMetadataFlyweight();
  private int version;
  private Schema schema;

  /**
   * Creates a flyweight over nothing.
   *
   * @param limits what it accepts at most
   */
  public FooterFlyweight(final Limits limits) {
    bytes = new FlatbufferVerifier(limits);
  }

  /**
   * Tells whether a file is in this format, by its first mark. What is not may be a stream.
   *
   * @param file memory that holds the file
   * @param offset where the file starts
   * @param length bytes of the file
   * @return true when it begins with the mark
   */
  public static boolean isFile(final MemorySegment file, final long offset, final long length) {
    return FileDescriptor.hasMagic(file, offset, length);
  }

  /**
   * Moves to the footer of a file.
   *
   * @param file off-heap memory that holds the whole file
   * @param offset where the file starts
   * @param length bytes of the file
   * @return this
   * @throws MalformedException when a mark is missing or anything in the footer is wrong
   * @throws IndexOutOfBoundsException when the segment does not hold that range
   * @throws IllegalArgumentException when the segment is on the heap
   */
  public FooterFlyweight wrap(final MemorySegment file, final long offset, final long length) {
    Objects.checkFromIndexSize(offset, length, file.byteSize());
    schema = null;
    dictionaries.clear();
    recordBatches.clear();
    customMetadata.clear();
    if (!FileDescriptor.hasMagic(file, offset, length)) {
      throw new MalformedException("FRAME-10", 0, "no mark at the start of the file");
    }
    final long room = length - FileDescriptor.MESSAGES_OFFSET - FileDescriptor.TRAILER_LENGTH;
    final long magic = length - FileDescriptor.MAGIC_LENGTH;
    if (room < 0 || !FileDescriptor.hasMagic(file, offset + magic, FileDescriptor.MAGIC_LENGTH)) {
      throw new MalformedException("FRAME-10", magic, "no mark at the end of the file");
    }
    final long trailer = length - FileDescriptor.TRAILER_LENGTH;
    final long footerLength = file.get(INT, offset + trailer);
    if (footerLength <= 0 || footerLength > room) {
      throw new MalformedException("FRAME-10", trailer, "footer of " + footerLength + " bytes");
    }
    decode(file, offset, trailer - footerLength, footerLength);
    return this;
  }

  private void decode(
      final MemorySegment file, final long offset, final long footerOffset, final long length) {
    bytes.wrap(file, offset + footerOffset, length, offset);
    footer.wrap(bytes, bytes.root());
    version = MessageFlyweight.version(bytes, footer, FOOTER_VERSION);
    final long at = footer.reference(FOOTER_SCHEMA);
    if (at == 0) {
      throw bytes.malformed("FRAME-11", footer.position(), "footer without a schema");
    }
    final Schema decoded = new SchemaDecoder(bytes, version).decode(at);
    dictionaries.wrap(bytes, footer.reference(FOOTER_DICTIONARIES), footerOffset);
    recordBatches.wrap(bytes, footer.reference(FOOTER_RECORD_BATCHES), footerOffset);
    customMetadata.wrap(bytes, footer.reference(FOOTER_CUSTOM_METADATA));
    schema = decoded;
  }

  /**
   * Tells the version of the metadata.
   *
   * @return {@link MessageFlyweight#V4} or {@link MessageFlyweight#V5}
   */
  public int version() {
    checkWrapped();
    return version;
  }

  /**
   * Gives the file's schema.
   *
   * @return the schema, independent of the file's memory
   */
  public Schema schema() {
    checkWrapped();
    return schema;
  }

  /**
   * Lists the dictionary batches.
   *
   * @return their blocks, in the order in which they apply
   */
  public BlockListFlyweight dictionaries() {
    checkWrapped();
    return dictionaries;
  }

  /**
   * Lists the record batches.
   *
   * @return their blocks, in order
   */
  public BlockListFlyweight recordBatches() {
    checkWrapped();
    return recordBatches;
  }

  /**
   * Gives the file's custom metadata.
   *
   * @return never null; of size 0 when there is none
   */
  public CustomMetadataFlyweight customMetadata() {
    checkWrapped();
    return customMetadata;
  }

  private void checkWrapped() {
    if (schema == null) {
      throw new IllegalStateException("no file is wrapped");
    }
  }
}
