package dev.millrace.codec.file;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.frame.FrameParser;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.message.BlockListFlyweight;
import dev.millrace.wire.message.DictionaryBatchFlyweight;
import dev.millrace.wire.message.FooterFlyweight;
import dev.millrace.wire.message.MessageFlyweight;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads the batches of an Arrow IPC file in place: the random access format, whose footer says
 * where each batch is, or a stored stream. Which of the two it is shows at the first bytes.
 *
 * <p><b>Ownership.</b> The file's memory, usually a read-only mapping, stays the caller's and must
 * outlive the batches. A batch is valid until this reader is asked for another. Dictionaries are
 * copied to memory of the reader; buffers are not copied, unless they are compressed.
 *
 * <p>The offset of a {@link MalformedException} counts from the beginning of the message at fault,
 * and from the beginning of the file for the footer.
 *
 * <p>For one thread at a time; any number of readers can share one mapping.
 */
public final class ArrowFileReader implements AutoCloseable {
  private final DecodeOptions options;
  private final MemorySegment file;
  private final StreamDecoder decoder;
  private final FooterFlyweight footer;
  private final Schema schema;
  private boolean dictionariesLoaded;
  private long position;
  private long next;

  /**
   * Opens a file and reads its schema.
   *
   * @param file off-heap memory that holds the whole file
   * @param options what is checked and accepted
   * @throws MalformedException if footer or schema break the format or a limit, or a stream has
   *     none
   * @throws IllegalArgumentException if the memory is on the heap
   */
  public ArrowFileReader(final MemorySegment file, final DecodeOptions options) {
    this.options = options;
    this.file = OffHeap.require(file);
    this.decoder = new StreamDecoder(options);
    if (FooterFlyweight.isFile(file, 0, file.byteSize())) {
      footer = new FooterFlyweight(options.limits()).wrap(file, 0, file.byteSize());
      schema = footer.schema();
    } else {
      footer = null;
      if (step() != Event.SCHEMA) {
        throw new MalformedException("STREAM-5", file.byteSize(), "no schema");
      }
      schema = decoder.schema();
    }
  }

  private Event step() {
    final Event event = decoder.decode(file, position, file.byteSize() - position);
    position += decoder.consumed();
    return event;
  }

  /**
   * Tells the schema.
   *
   * @return columns of every batch
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Tells whether batches can be asked for by number.
   *
   * @return true for the random access format, false for a stream
   */
  public boolean isRandomAccess() {
    return footer != null;
  }

  /**
   * Tells the number of batches.
   *
   * @return batches of the file, or -1 for a stream, where it shows only at its end
   */
  public int batchCount() {
    return footer == null ? -1 : footer.recordBatches().size();
  }

  /**
   * Reads the next batch.
   *
   * @return the batch, or null after the last
   * @throws MalformedException if the batch breaks the format or a limit, or a stream is cut off
   *     within a message
   */
  public RecordBatch next() {
    if (footer != null) {
      return next < batchCount() ? batch((int) next) : null;
    }
    return switch (step()) {
      case BATCH -> decoder.batch();
      case END -> null;
      default -> {
        // A stream may be closed instead of ended, but only between two messages.
        if (position != file.byteSize()) {
          throw new MalformedException(
              "STREAM-5", file.byteSize() - position, "the stream is cut off within a message");
        }
        yield null;
      }
    };
  }

  /**
   * Reads a batch by its number; {@link #next} then goes on with the one after it.
   *
   * @param i number of the batch, 0 to {@link #batchCount} - 1
   * @return the batch
   * @throws MalformedException if the batch, or a dictionary of the file, breaks the format or a
   *     limit; other batches can still be read
   * @throws UnsupportedOperationException for a stream
   */
  public RecordBatch batch(final int i) {
    if (footer == null) {
      throw new UnsupportedOperationException("a stream has no batch numbers");
    }
    Objects.checkIndex(i, batchCount());
    next = i + 1L;
    if (!dictionariesLoaded) {
      loadDictionaries();
    }
    boolean read = false;
    try {
      read(footer.recordBatches(), i, Event.BATCH);
      read = true;
    } finally {
      dictionariesLoaded = read;
    }
    return decoder.batch();
  }

  private void read(final BlockListFlyweight blocks, final int i, final Event expected) {
    final long length = blocks.metadataLength(i) + blocks.bodyLength(i);
    final Event event = decoder.decode(file, blocks.offset(i), length);
    if (event != expected || decoder.consumed() != length) {
      throw new MalformedException(
          "FRAME-12", 0, "the message at " + blocks.offset(i) + " is not what the footer says");
    }
  }

  /** Takes in the dictionaries, those that others use first, whatever their order in the file. */
  private void loadDictionaries() {
    decoder.reset(schema);
    final BlockListFlyweight blocks = footer.dictionaries();
    if (blocks.size() == 0) {
      return;
    }
    final long[] order = dictionaryOrder(blocks);
    for (final long entry : order) {
      read(blocks, (int) entry, Event.NEED_INPUT);
    }
  }

  /**
   * Block numbers in the low 32 bits, sorted by the slot of their dictionary and then as listed.
   */
  private long[] dictionaryOrder(final BlockListFlyweight blocks) {
    final BatchLayout layout = BatchLayout.of(schema);
    final boolean[] defined = new boolean[layout.dictionaries().size()];
    final FrameParser frame = new FrameParser(options.limits());
    final MessageFlyweight message = new MessageFlyweight(options.limits());
    final long[] order = new long[blocks.size()];
    for (int i = 0; i < order.length; i++) {
      final long offset = blocks.offset(i);
      final long length = blocks.metadataLength(i);
      if (frame.parse(file, offset, length) != FrameParser.MESSAGE
          || frame.metadataLength() > length - frame.prefixLength()) {
        throw new MalformedException("FRAME-12", 0, "no message at " + offset);
      }
      message.wrap(
          file, offset + frame.prefixLength(), frame.metadataLength(), frame.prefixLength());
      if (message.headerType() != MessageFlyweight.DICTIONARY_BATCH) {
        throw new MalformedException("FRAME-12", 0, "no dictionary at " + offset);
      }
      final DictionaryBatchFlyweight dictionary = message.dictionaryBatch();
      final int slot = layout.dictionarySlot(dictionary.id());
      if (slot < 0) {
        throw new MalformedException("DICT-1", 0, "no field uses dictionary " + dictionary.id());
      }
      if (!dictionary.isDelta() && defined[slot]) {
        throw new MalformedException("DICT-6", 0, "dictionary " + dictionary.id() + " again");
      }
      defined[slot] = true;
      order[i] = (long) slot << 32 | i;
    }
    Arrays.sort(order);
    return order;
  }

  /** Frees the memory of the reader; batches are no longer valid. The file stays the caller's. */
  @Override
  public void close() {
    decoder.close();
  }
}
