package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.wire.Limits;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Metadata as pyarrow writes it. */
class RecordedMessagesTest {
  static final List<String> STREAMS = Recorded.STREAMS;

  private final MessageFlyweight flyweight = new MessageFlyweight();

  private MessageFlyweight wrap(final byte[] metadata) {
    return flyweight.wrap(Memory.of(metadata), 0, metadata.length);
  }

  @ParameterizedTest
  @FieldSource("STREAMS")
  void everyMessageReadsAsTheOracleReadsIt(final String name) {
    for (final byte[] metadata : Recorded.metadata(name)) {
      final Message expected = OracleReader.message(metadata);
      final MessageFlyweight message = wrap(metadata);
      assertEquals(expected.headerType(), message.headerType());
      assertEquals(expected.version() + 1, message.version());
      assertEquals(expected.bodyLength(), message.bodyLength());
      assertEquals(
          OracleReader.metadata(expected::customMetadata, expected.customMetadataLength()),
          message.customMetadata().copy());
      switch (message.headerType()) {
        case MessageFlyweight.SCHEMA ->
            assertEquals(OracleReader.schema(metadata), SchemaDecoder.decode(message));
        case MessageFlyweight.DICTIONARY_BATCH -> {
          final DictionaryBatch batch = (DictionaryBatch) expected.header(new DictionaryBatch());
          assertEquals(batch.id(), message.dictionaryBatch().id());
          assertEquals(batch.isDelta(), message.dictionaryBatch().isDelta());
          assertBatch(batch.data(), message.dictionaryBatch().data());
        }
        default ->
            assertBatch((RecordBatch) expected.header(new RecordBatch()), message.recordBatch());
      }
    }
  }

  private static void assertBatch(final RecordBatch expected, final RecordBatchFlyweight actual) {
    assertEquals(expected.length(), actual.rowCount());
    assertEquals(expected.nodesLength(), actual.nodeCount());
    for (int i = 0; i < actual.nodeCount(); i++) {
      assertEquals(expected.nodes(i).length(), actual.nodeLength(i));
      assertEquals(expected.nodes(i).nullCount(), actual.nodeNullCount(i));
    }
    assertEquals(expected.buffersLength(), actual.bufferCount());
    for (int i = 0; i < actual.bufferCount(); i++) {
      assertEquals(expected.buffers(i).offset(), actual.bufferOffset(i));
      assertEquals(expected.buffers(i).length(), actual.bufferLength(i));
    }
    assertEquals(expected.variadicBufferCountsLength(), actual.variadicCount());
    for (int i = 0; i < actual.variadicCount(); i++) {
      assertEquals(expected.variadicBufferCounts(i), actual.variadicBufferCount(i));
    }
    assertEquals(
        expected.compression() == null ? -1 : expected.compression().codec(), actual.compression());
  }

  @Test
  void theSchemaOfAllTypesIsWhatPyarrowWasAskedFor() {
    final Schema schema = SchemaDecoder.decode(wrap(Recorded.metadata("types.arrows").getFirst()));
    assertEquals("schema value", schema.metadata().get("schema key"));
    assertArrayEquals(new byte[] {(byte) 0x80, (byte) 0x81}, schema.metadata().getBytes("raw"));
    assertEquals(
        new ArrowType.Decimal(18, -3, 64), type(schema, "decimal64"), "parameters of a decimal");
    assertEquals(
        new ArrowType.Timestamp(ArrowType.TimeUnit.NANOSECOND, "+01:00"),
        type(schema, "timestamp[ns, tz=+01:00]"));
    assertNull(((ArrowType.Timestamp) type(schema, "timestamp[s]")).timezone());
    assertEquals(
        new ArrowType.Union(ArrowType.UnionMode.SPARSE, List.of(3, 7)),
        type(schema, "sparse_union"));
    assertEquals(new ArrowType.Map(true), type(schema, "map"));
    assertFalse(field(schema, "utf8").nullable());
    final DictionaryEncoding encoding = field(schema, "dictionary").dictionary();
    assertEquals(new ArrowType.Int(8, true), encoding.indexType());
    assertTrue(encoding.ordered());
    assertEquals(
        new ArrowType.Int(16, false), field(schema, "dictionary_u16").dictionary().indexType());
    assertEquals("arrow.uuid", field(schema, "extension").metadata().get("ARROW:extension:name"));
    assertEquals(new ArrowType.FixedSizeBinary(16), type(schema, "extension"));
    final Field last = schema.fields().getLast();
    assertEquals("\u00fc\u6c34\ud83c\udf0a", last.name());
    assertArrayEquals(
        new byte[] {(byte) 0xFF, 0, (byte) 0xFE}, last.metadata().getBytes("raw"), "raw bytes");
  }

  private static Field field(final Schema schema, final String name) {
    return schema.fields().get(schema.indexOf(name));
  }

  private static ArrowType type(final Schema schema, final String name) {
    return field(schema, name).type();
  }

  @Test
  void customMetadataKeepsBytesThatAreNoText() {
    final List<byte[]> messages = Recorded.metadata("envelope.arrows");
    final CustomMetadataFlyweight first = wrap(messages.get(1)).customMetadata();
    assertEquals(4, first.size());
    assertArrayEquals(
        new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1},
        first.valueBytes(first.indexOf(new byte[] {'r', 'a', 'w'})));
    assertEquals(0, wrap(messages.get(2)).customMetadata().size());
    assertEquals(
        Metadata.of("\u00fc", "\ud83c\udf0a"), wrap(messages.get(3)).customMetadata().copy());
  }

  @Test
  void theFooterOfAFileListsItsBlocks() {
    final byte[] bytes = Recorded.bytes("file.arrow");
    final byte[] moved = new byte[bytes.length + 40];
    System.arraycopy(bytes, 0, moved, 24, bytes.length);
    final MemorySegment memory = Memory.of(moved);
    assertTrue(FooterFlyweight.isFile(memory, 24, bytes.length));
    final FooterFlyweight footer =
        new FooterFlyweight(Limits.DEFAULT).wrap(memory, 24, bytes.length);

    assertEquals(MessageFlyweight.V5, footer.version());
    assertEquals("pyarrow", footer.schema().metadata().get("made by"));
    assertEquals(Metadata.of("file", "metadata"), footer.customMetadata().copy());
    assertEquals(1, footer.dictionaries().size());
    assertEquals(2, footer.recordBatches().size());
    assertBlock(
        memory, footer.schema(), footer.dictionaries(), 0, MessageFlyweight.DICTIONARY_BATCH);
    for (int i = 0; i < 2; i++) {
      assertBlock(
          memory, footer.schema(), footer.recordBatches(), i, MessageFlyweight.RECORD_BATCH);
    }
  }

  private void assertBlock(
      final MemorySegment memory,
      final Schema schema,
      final BlockListFlyweight blocks,
      final int block,
      final int headerType) {
    final long metadataLength = blocks.metadataLength(block) - 8;
    flyweight.wrap(memory, 24 + blocks.offset(block) + 8, metadataLength);
    assertEquals(headerType, flyweight.headerType());
    assertEquals(blocks.bodyLength(block), flyweight.bodyLength());
    if (headerType == MessageFlyweight.RECORD_BATCH) {
      assertEquals(schema.fields().size(), flyweight.recordBatch().nodeCount());
      assertEquals(3, flyweight.recordBatch().rowCount());
    }
  }
}
