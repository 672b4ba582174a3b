package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Each defect of a message is refused under the clause it breaks, and the offset says where. The
 * message is laid out by the template, whose layout {@link BatchLayout} draws.
 */
class MessageClausesTest {
  private static final int PREFIX = 8;
  private static final int BODY = 4096;

  private final MemorySegment memory = Memory.ofLength(2048);
  private final BatchLayout layout = new BatchLayout(false, 2, 3, 1, 0);
  private int length;

  /** A good record batch, framed. */
  private ByteBuffer batch(final Metadata custom) {
    final BatchMetadataTemplate template = BatchMetadataTemplate.recordBatch(2, 3, 1, 0, 8);
    template.setRowCount(10);
    template.setNode(0, 10, 1);
    template.setNode(1, 10, 0);
    template.setBuffer(0, 0, 64);
    template.setBuffer(1, 64, 64);
    template.setBuffer(2, BODY, 0);
    template.setVariadic(0, 1);
    template.setBodyLength(BODY);
    length = (int) template.encode(memory, 0, custom);
    return memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private MalformedException defect(final Limits limits) {
    return assertThrows(
        MalformedException.class,
        () -> new MessageFlyweight(limits).wrap(memory, PREFIX, length - PREFIX));
  }

  private void assertDefect(
      final String clause, final long offset, final Consumer<ByteBuffer> patch) {
    final ByteBuffer bytes = batch(Metadata.of("key", "value"));
    new MessageFlyweight().wrap(memory, PREFIX, length - PREFIX);
    patch.accept(bytes);
    final MalformedException e = defect(Limits.DEFAULT);
    assertEquals(clause, e.clause(), e.getMessage());
    assertEquals(offset, e.offset(), e.getMessage());
  }

  private void assertLimit(final String clause, final Limits limits) {
    batch(Metadata.of("key", "value", "key2", "value2"));
    assertEquals(clause, defect(limits).clause());
  }

  private long table() {
    return layout.bodyLengthAt() - 8;
  }

  private long vtable() {
    return layout.customSlotAt() - 12;
  }

  private static void put(final ByteBuffer bytes, final long at, final int value) {
    bytes.putInt((int) at, value);
  }

  private static void putShort(final ByteBuffer bytes, final long at, final int value) {
    bytes.putShort((int) at, (short) value);
  }

  private static void putLong(final ByteBuffer bytes, final long at, final long value) {
    bytes.putLong((int) at, value);
  }

  @Test
  void offsets() {
    assertDefect("META-2", 8, b -> put(b, 8, 0));
    assertDefect("META-2", 8, b -> put(b, 8, length));
    assertDefect("META-2", 8, b -> put(b, 8, -4));
    assertDefect("META-2", table() + 16, b -> put(b, table() + 16, Integer.MAX_VALUE));
  }

  @Test
  void tables() {
    assertDefect("META-3", table(), b -> put(b, table(), (int) table() + 1));
    assertDefect("META-3", table(), b -> put(b, table(), -length));
    assertDefect("META-3", vtable(), b -> putShort(b, vtable(), 2));
    assertDefect("META-3", vtable(), b -> putShort(b, vtable(), 7));
    assertDefect("META-3", vtable(), b -> putShort(b, vtable(), 0xFFFE));
    assertDefect("META-3", vtable() + 2, b -> putShort(b, vtable() + 2, 3));
    assertDefect("META-3", vtable() + 2, b -> putShort(b, vtable() + 2, 0xFFFF));
  }

  @Test
  void fieldsOutsideOfTheirTable() {
    assertDefect("META-4", vtable() + 4, b -> putShort(b, vtable() + 4, 2));
    assertDefect("META-4", vtable() + 4, b -> putShort(b, vtable() + 4, 24));
    assertDefect("META-4", vtable() + 10, b -> putShort(b, vtable() + 10, 20));
  }

  @Test
  void vectors() {
    final long nodes = layout.nodeAt(0) - 4;
    assertDefect("META-5", nodes, b -> put(b, nodes, 1000));
    assertDefect("META-5", nodes, b -> put(b, nodes, -1));
    assertDefect("META-5", layout.length(), b -> put(b, layout.length(), 1 << 30));
  }

  @Test
  void strings() {
    final long key = layout.length() + 4 + 4 + 12;
    assertDefect("META-6", key, b -> put(b, key, 1000));
    assertDefect("META-6", key, b -> put(b, key, -1));
    assertDefect("META-6", key + 4 + 2, b -> put(b, key, 2));
  }

  @Test
  void alignment() {
    assertDefect("META-7", table() + 2, b -> put(b, 8, (int) table() - 6));
    assertDefect("META-7", table() + 12, b -> putShort(b, vtable() + 10, 12));
    assertDefect("META-7", table() + 5, b -> putShort(b, vtable() + 4, 5));
  }

  @Test
  void versionsAndHeaders() {
    assertDefect("META-9", table(), b -> putShort(b, table() + 4, 2));
    assertDefect("META-9", table(), b -> putShort(b, table() + 4, 5));
    assertDefect("META-9", table(), b -> putShort(b, table() + 4, -1));
    assertDefect("META-9", table(), b -> putShort(b, vtable() + 4, 0));
    assertDefect("META-10", table() + 6, b -> b.put((int) table() + 6, (byte) 0));
    assertDefect("META-10", table() + 6, b -> b.put((int) table() + 6, (byte) 4));
    assertDefect("META-10", table() + 6, b -> b.put((int) table() + 6, (byte) 5));
    assertDefect("META-10", table() + 6, b -> b.put((int) table() + 6, (byte) 255));
    assertDefect("META-10", table(), b -> putShort(b, vtable() + 8, 0));
    assertDefect("META-11", table() + 8, b -> putLong(b, table() + 8, -1));
    assertDefect("META-11", table() + 8, b -> putLong(b, table() + 8, Long.MAX_VALUE));
    assertDefect("META-12", table() + 8, b -> b.put((int) table() + 6, (byte) 1));
  }

  @Test
  void numbersOfABatch() {
    assertDefect("META-13", layout.rowCountAt(), b -> putLong(b, layout.rowCountAt(), -1));
    assertDefect("META-14", layout.nodeAt(0), b -> putLong(b, layout.nodeAt(0), -1));
    assertDefect("META-14", layout.nodeAt(1), b -> putLong(b, layout.nodeAt(1) + 8, -1));
    assertDefect("META-14", layout.nodeAt(1), b -> putLong(b, layout.nodeAt(1) + 8, 11));
    final long last = layout.bufferAt(2);
    assertDefect("META-15", last, b -> putLong(b, last, -1));
    assertDefect("META-15", last, b -> putLong(b, last, BODY + 1));
    assertDefect("META-15", last, b -> putLong(b, last + 8, 1));
    assertDefect("META-15", last, b -> putLong(b, last + 8, -1));
    assertDefect("META-15", last, b -> putLong(b, last + 8, Long.MAX_VALUE));
    assertDefect("META-15", last, b -> putLong(b, last + 8, Long.MIN_VALUE));
    assertDefect("META-17", layout.variadicAt(0), b -> putLong(b, layout.variadicAt(0), -1));
    assertDefect("META-17", layout.variadicAt(0), b -> putLong(b, layout.variadicAt(0), 4));
  }

  @Test
  void compression() {
    final ByteBuffer bytes = batch(Metadata.EMPTY);
    final int field = layout.rowCountAt() - 8 + 20;
    final int at = field + bytes.getInt(field);
    assertDefect("META-16", at, b -> b.put(at + 4, (byte) 2));
    assertDefect("META-16", at, b -> b.put(at + 4, (byte) -1));
    assertDefect("META-16", at, b -> b.put(at + 5, (byte) 1));
  }

  @Test
  void aDictionaryBatchWithoutData() {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.startTable(3);
    builder.addLong(0, 7, 0);
    final int header = builder.endTable();
    builder.startTable(5);
    builder.addShort(0, (short) 4, 0);
    builder.addByte(1, (byte) MessageFlyweight.DICTIONARY_BATCH, 0);
    builder.addOffset(2, header, 0);
    builder.finish(builder.endTable());
    final byte[] bytes = builder.sizedByteArray();
    final MalformedException e =
        assertThrows(
            MalformedException.class,
            () -> new MessageFlyweight().wrap(Memory.of(bytes), 0, bytes.length));
    assertEquals("META-18", e.clause());
  }

  @Test
  void limits() {
    assertLimit("META-1", Limits.DEFAULT.withMaxMetadataLength(100));
    assertLimit("META-11", Limits.DEFAULT.withMaxBodyLength(BODY - 1));
    assertLimit("META-13", Limits.DEFAULT.withMaxRows(9));
    final Limits d = Limits.DEFAULT;
    assertLimit("META-8", new Limits(1 << 20, BODY, 1, 1, 4, 10, 10, 1));
    assertLimit("META-19", new Limits(1 << 20, BODY, 1, 1, 5, 1, 10, 1));
    batch(Metadata.of("key", "value", "key2", "value2"));
    final Limits exact = new Limits(length - PREFIX, BODY, 1, 1, 5, 2, 10, 1);
    assertEquals(
        2,
        new MessageFlyweight(exact).wrap(memory, PREFIX, length - PREFIX).customMetadata().size());
    assertThrows(IllegalArgumentException.class, () -> d.withMaxDepth(0));
  }

  @Test
  void offsetsOfErrorsCountFromThePrefix() {
    batch(Metadata.EMPTY);
    memory.set(ValueLayout.JAVA_BYTE, table() + 6, (byte) 9);
    final MessageFlyweight message = new MessageFlyweight();
    final long inMetadata = table() + 6 - PREFIX;
    for (final int prefix : new int[] {0, 4, 8}) {
      final MalformedException e =
          assertThrows(
              MalformedException.class,
              () -> message.wrap(memory, PREFIX, length - PREFIX, prefix));
      assertEquals(inMetadata + prefix, e.offset());
    }
  }

  @Test
  void tooShortToBeAnything() {
    for (int i = 0; i < 8; i++) {
      final MemorySegment bytes = Memory.ofLength(i);
      final MalformedException e =
          assertThrows(
              MalformedException.class,
              () -> new MessageFlyweight().wrap(bytes, 0, bytes.byteSize()));
      assertEquals("META-1", e.clause());
    }
  }

  @Test
  void aRangeOutsideOfTheMemoryIsTheCallersMistake() {
    final MemorySegment bytes = Memory.ofLength(64);
    final MessageFlyweight message = new MessageFlyweight();
    assertThrows(IndexOutOfBoundsException.class, () -> message.wrap(bytes, 8, 64));
    assertThrows(IndexOutOfBoundsException.class, () -> message.wrap(bytes, -8, 16));
    assertThrows(IndexOutOfBoundsException.class, () -> message.wrap(bytes, 8, -8));
    final MemorySegment heap = MemorySegment.ofArray(new byte[64]);
    assertThrows(IllegalArgumentException.class, () -> message.wrap(heap, 8, 56));
  }

  /** Few bytes whose entries all refer to the same long text must not become much text. */
  @Test
  void sharedTextCountsEachTime() {
    final FlatBufferBuilder builder = new FlatBufferBuilder();
    final byte[] text = new byte[60_000];
    Arrays.fill(text, (byte) 'x');
    final int shared = builder.createString(ByteBuffer.wrap(text));
    builder.startTable(2);
    builder.addOffset(0, shared, 0);
    builder.addOffset(1, shared, 0);
    final int entry = builder.endTable();
    final int entries = 2000;
    builder.startVector(4, entries, 4);
    for (int i = 0; i < entries; i++) {
      builder.addOffset(entry);
    }
    final int custom = builder.endVector();
    builder.startTable(5);
    final int header = builder.endTable();
    builder.startTable(5);
    builder.addShort(0, (short) 4, 0);
    builder.addByte(1, (byte) MessageFlyweight.RECORD_BATCH, 0);
    builder.addOffset(2, header, 0);
    builder.addOffset(4, custom, 0);
    builder.finish(builder.endTable());
    final byte[] bytes = builder.sizedByteArray();
    final MalformedException e =
        assertThrows(
            MalformedException.class,
            () -> new MessageFlyweight().wrap(Memory.of(bytes), 0, bytes.length));
    assertEquals("META-8", e.clause());
  }
}
