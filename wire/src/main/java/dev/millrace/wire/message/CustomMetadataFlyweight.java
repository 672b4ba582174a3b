package dev.millrace.wire.message;

import static dev.millrace.wire.message.MessageDescriptor.KEY;
import static dev.millrace.wire.message.MessageDescriptor.VALUE;

import dev.millrace.wire.OffHeap;
import dev.millrace.wire.flatbuf.FlatbufferVerifier;
import dev.millrace.wire.flatbuf.TableFlyweight;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The key-value metadata of one message, in place (clause [META-19]). Keys and values are bytes:
 * UTF-8 by convention, but nothing here depends on it. An absent key or value reads as empty.
 *
 * <p>Look-ups allocate nothing; what returns text, arrays or {@link Metadata} copies. Valid as long
 * as the wrapped memory is.
 */
public final class CustomMetadataFlyweight {
  private static final int SPAN = 4;
  private static final int KEY_OFFSET = 0;
  private static final int KEY_LENGTH = 1;
  private static final int VALUE_OFFSET = 2;
  private static final int VALUE_LENGTH = 3;

  private static final CustomMetadataFlyweight EMPTY = new CustomMetadataFlyweight();

  private final TableFlyweight table = new TableFlyweight();
  private MemorySegment segment = MemorySegment.NULL;
  private int size;
  private long stamp;
  private long[] spans = new long[16 * SPAN];

  CustomMetadataFlyweight() {}

  /**
   * Gives one without entries, for batches that did not come in a message.
   *
   * @return the same flyweight of size 0 each time
   */
  public static CustomMetadataFlyweight empty() {
    return EMPTY;
  }

  void clear() {
    size = 0;
    stamp++;
  }

  /** Verifies the vector of entries at a position, 0 for an absent one. */
  void wrap(final FlatbufferVerifier bytes, final long vector) {
    size = 0;
    stamp++;
    segment = bytes.segment();
    final int count = bytes.vector(vector, Integer.BYTES, Integer.BYTES);
    if (count > bytes.limits().maxCustomMetadata()) {
      throw bytes.malformed("META-19", vector, count + " entries");
    }
    if (count > spans.length / SPAN) {
      spans = new long[Math.max(count * SPAN, spans.length << 1)];
    }
    for (int i = 0; i < count; i++) {
      table.wrap(bytes, bytes.follow(vector + Integer.BYTES + (long) Integer.BYTES * i));
      final long key = table.reference(KEY);
      final long value = table.reference(VALUE);
      final int at = i * SPAN;
      spans[at + KEY_OFFSET] = key + Integer.BYTES;
      spans[at + KEY_LENGTH] = bytes.string(key);
      spans[at + VALUE_OFFSET] = value + Integer.BYTES;
      spans[at + VALUE_LENGTH] = bytes.string(value);
    }
    size = count;
  }

  private long span(final int index, final int part) {
    return spans[Objects.checkIndex(index, size) * SPAN + part];
  }

  /**
   * Tells the number of entries.
   *
   * @return 0 when the message has no metadata
   */
  public int size() {
    return size;
  }

  /**
   * Tells whether this is still what it was: as long as the stamp is the same, so is everything
   * here, even where another message with the same bytes has taken the place of the one before.
   *
   * @return a number that changes when the flyweight moves
   */
  public long stamp() {
    return stamp;
  }

  /**
   * Finds a key.
   *
   * @param keyUtf8 bytes of the key
   * @return index of the first entry with that key, or -1
   */
  public int indexOf(final byte[] keyUtf8) {
    for (int i = 0; i < size; i++) {
      if (keyEquals(i, keyUtf8)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Compares a key.
   *
   * @param index index of an entry
   * @param keyUtf8 bytes to compare with
   * @return true when they are equal
   */
  public boolean keyEquals(final int index, final byte[] keyUtf8) {
    return span(index, KEY_LENGTH) == keyUtf8.length && equal(span(index, KEY_OFFSET), keyUtf8);
  }

  /**
   * Compares a value.
   *
   * @param index index of an entry
   * @param value bytes to compare with
   * @return true when they are equal
   */
  public boolean valueEquals(final int index, final byte[] value) {
    return span(index, VALUE_LENGTH) == value.length && equal(span(index, VALUE_OFFSET), value);
  }

  /** Compares backwards: keys of one family share their beginning. */
  private boolean equal(final long offset, final byte[] expected) {
    final MemorySegment s = OffHeap.cast(segment);
    for (int i = expected.length - 1; i >= 0; i--) {
      if (s.get(ValueLayout.JAVA_BYTE, offset + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tells where a value starts.
   *
   * @param index index of an entry
   * @return offset in {@link #segment()}; meaningless when the value is empty
   */
  public long valueOffset(final int index) {
    return span(index, VALUE_OFFSET);
  }

  /**
   * Tells the length of a value.
   *
   * @param index index of an entry
   * @return bytes
   */
  public long valueLength(final int index) {
    return span(index, VALUE_LENGTH);
  }

  /**
   * Gives the memory that {@link #valueOffset} counts in.
   *
   * @return the wrapped segment
   */
  public MemorySegment segment() {
    return segment;
  }

  /**
   * Copies a value.
   *
   * @param index index of an entry
   * @return its bytes
   */
  public byte[] valueBytes(final int index) {
    return bytes(span(index, VALUE_OFFSET), span(index, VALUE_LENGTH));
  }

  /**
   * Copies a value as text.
   *
   * @param index index of an entry
   * @return the value as UTF-8, malformed bytes replaced
   */
  public String valueText(final int index) {
    return new String(valueBytes(index), StandardCharsets.UTF_8);
  }

  /**
   * Copies a key.
   *
   * @param index index of an entry
   * @return the key as UTF-8, malformed bytes replaced
   */
  public String keyText(final int index) {
    return new String(
        bytes(span(index, KEY_OFFSET), span(index, KEY_LENGTH)), StandardCharsets.UTF_8);
  }

  private byte[] bytes(final long offset, final long length) {
    final byte[] copy = new byte[(int) length];
    if (length > 0) {
      MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, copy, 0, copy.length);
    }
    return copy;
  }

  /**
   * Copies all entries.
   *
   * @return metadata that no longer depends on the wrapped memory
   */
  public Metadata copy() {
    if (size == 0) {
      return Metadata.EMPTY;
    }
    final Metadata.Builder builder = Metadata.builder();
    for (int i = 0; i < size; i++) {
      builder.put(keyText(i), valueBytes(i));
    }
    return builder.build();
  }
}
