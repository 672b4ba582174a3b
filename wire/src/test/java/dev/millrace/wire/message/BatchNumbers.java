package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.millrace.wire.schema.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * All numbers in the metadata of one batch, to be written and compared by ours and by the oracle.
 *
 * @param dictionary id of the dictionary, or null for a record batch
 */
record BatchNumbers(
    Long dictionary,
    boolean delta,
    long rows,
    List<long[]> nodes,
    List<long[]> buffers,
    List<Long> variadic,
    int compression,
    long bodyLength,
    Metadata custom) {

  static BatchNumbers random(final Random random) {
    final long bodyLength = random.nextLong(1L << random.nextInt(1, 40)) & -8;
    final List<long[]> nodes = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      final long length = random.nextLong(1L << random.nextInt(1, 62));
      nodes.add(new long[] {length, random.nextLong(length + 1)});
    }
    final List<long[]> buffers = new ArrayList<>();
    final int bufferCount = random.nextInt(12);
    for (int i = 0; i < bufferCount; i++) {
      final long offset = random.nextLong(bodyLength + 1);
      buffers.add(new long[] {offset, random.nextLong(bodyLength - offset + 1)});
    }
    final List<Long> variadic = new ArrayList<>();
    for (int left = bufferCount; random.nextBoolean() && left >= 0; ) {
      final long count = random.nextInt(left + 1);
      variadic.add(count);
      left -= (int) count;
    }
    return new BatchNumbers(
        random.nextBoolean() ? random.nextLong() : null,
        random.nextBoolean(),
        random.nextLong(1L << random.nextInt(1, 40)),
        nodes,
        buffers,
        variadic,
        random.nextInt(-1, 2),
        bodyLength,
        randomMetadata(random));
  }

  static Metadata randomMetadata(final Random random) {
    final String[] letters = {"a", "k", ".", "\u00fc", "\u6c34", "\ud83c\udf0a"};
    final Metadata.Builder builder = Metadata.builder();
    for (int i = Math.max(0, random.nextInt(-4, 5)); i > 0; i--) {
      final StringBuilder key = new StringBuilder();
      for (int n = random.nextInt(9); n > 0; n--) {
        key.append(letters[random.nextInt(letters.length)]);
      }
      final byte[] value = new byte[random.nextInt(40)];
      random.nextBytes(value);
      builder.put(key.toString(), value);
    }
    return builder.build();
  }

  BatchMetadataTemplate template(final int alignment) {
    final BatchMetadataTemplate template =
        dictionary == null
            ? BatchMetadataTemplate.recordBatch(
                nodes.size(), buffers.size(), variadic.size(), compression, alignment)
            : BatchMetadataTemplate.dictionaryBatch(
                dictionary, nodes.size(), buffers.size(), variadic.size(), compression, alignment);
    patch(template);
    return template;
  }

  private void patch(final BatchMetadataTemplate template) {
    template.setRowCount(rows);
    template.setBodyLength(bodyLength);
    for (int i = 0; i < nodes.size(); i++) {
      template.setNode(i, nodes.get(i)[0], nodes.get(i)[1]);
    }
    for (int i = 0; i < buffers.size(); i++) {
      template.setBuffer(i, buffers.get(i)[0], buffers.get(i)[1]);
    }
    for (int i = 0; i < variadic.size(); i++) {
      template.setVariadic(i, variadic.get(i));
    }
    if (dictionary != null) {
      template.setDelta(delta);
    }
  }

  byte[] writtenByOracle(final long seed) {
    final OracleWriter writer = new OracleWriter(seed);
    final FlatBufferBuilder builder = writer.builder;
    final int batch = writeBatch(builder);
    if (dictionary == null) {
      return writer.message(MessageHeader.RecordBatch, batch, bodyLength, custom);
    }
    final int header = DictionaryBatch.createDictionaryBatch(builder, dictionary, batch, delta);
    return writer.message(MessageHeader.DictionaryBatch, header, bodyLength, custom);
  }

  private int writeBatch(final FlatBufferBuilder builder) {
    RecordBatch.startNodesVector(builder, nodes.size());
    for (final long[] node : nodes.reversed()) {
      FieldNode.createFieldNode(builder, node[0], node[1]);
    }
    final int nodeVector = builder.endVector();
    RecordBatch.startBuffersVector(builder, buffers.size());
    for (final long[] buffer : buffers.reversed()) {
      Buffer.createBuffer(builder, buffer[0], buffer[1]);
    }
    final int bufferVector = builder.endVector();
    final int variadicVector =
        variadic.isEmpty()
            ? 0
            : RecordBatch.createVariadicBufferCountsVector(
                builder, variadic.stream().mapToLong(Long::longValue).toArray());
    final int compressionTable =
        compression < 0
            ? 0
            : BodyCompression.createBodyCompression(builder, (byte) compression, (byte) 0);
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, rows);
    RecordBatch.addNodes(builder, nodeVector);
    RecordBatch.addBuffers(builder, bufferVector);
    if (compressionTable != 0) {
      RecordBatch.addCompression(builder, compressionTable);
    }
    if (variadicVector != 0) {
      RecordBatch.addVariadicBufferCounts(builder, variadicVector);
    }
    return RecordBatch.endRecordBatch(builder);
  }

  void assertReadByOracle(final byte[] metadata) {
    final Message message = OracleReader.message(metadata);
    assertEquals(org.apache.arrow.flatbuf.MetadataVersion.V5, message.version());
    assertEquals(bodyLength, message.bodyLength());
    assertEquals(
        custom, OracleReader.metadata(message::customMetadata, message.customMetadataLength()));
    final RecordBatch batch = new RecordBatch();
    if (dictionary == null) {
      assertEquals(MessageHeader.RecordBatch, message.headerType());
      message.header(batch);
    } else {
      assertEquals(MessageHeader.DictionaryBatch, message.headerType());
      final DictionaryBatch header = (DictionaryBatch) message.header(new DictionaryBatch());
      assertEquals(dictionary, header.id());
      assertEquals(delta, header.isDelta());
      header.data(batch);
    }
    assertBatchReadByOracle(batch);
  }

  private void assertBatchReadByOracle(final RecordBatch batch) {
    assertEquals(rows, batch.length());
    assertEquals(nodes.size(), batch.nodesLength());
    for (int i = 0; i < nodes.size(); i++) {
      assertEquals(nodes.get(i)[0], batch.nodes(i).length());
      assertEquals(nodes.get(i)[1], batch.nodes(i).nullCount());
    }
    assertEquals(buffers.size(), batch.buffersLength());
    for (int i = 0; i < buffers.size(); i++) {
      assertEquals(buffers.get(i)[0], batch.buffers(i).offset());
      assertEquals(buffers.get(i)[1], batch.buffers(i).length());
    }
    assertEquals(variadic.size(), batch.variadicBufferCountsLength());
    for (int i = 0; i < variadic.size(); i++) {
      assertEquals(variadic.get(i), batch.variadicBufferCounts(i));
    }
    if (compression < 0) {
      assertNull(batch.compression());
    } else {
      assertEquals(compression, batch.compression().codec());
      assertEquals(0, batch.compression().method());
    }
  }

  void assertReadByUs(final MessageFlyweight message) {
    assertEquals(MessageFlyweight.V5, message.version());
    assertEquals(bodyLength, message.bodyLength());
    assertEquals(custom, message.customMetadata().copy());
    final RecordBatchFlyweight batch;
    if (dictionary == null) {
      assertEquals(MessageFlyweight.RECORD_BATCH, message.headerType());
      batch = message.recordBatch();
    } else {
      assertEquals(MessageFlyweight.DICTIONARY_BATCH, message.headerType());
      assertEquals(dictionary, message.dictionaryBatch().id());
      assertEquals(delta, message.dictionaryBatch().isDelta());
      batch = message.dictionaryBatch().data();
    }
    assertEquals(rows, batch.rowCount());
    assertEquals(nodes.size(), batch.nodeCount());
    for (int i = 0; i < nodes.size(); i++) {
      assertEquals(nodes.get(i)[0], batch.nodeLength(i));
      assertEquals(nodes.get(i)[1], batch.nodeNullCount(i));
    }
    assertEquals(buffers.size(), batch.bufferCount());
    for (int i = 0; i < buffers.size(); i++) {
      assertEquals(buffers.get(i)[0], batch.bufferOffset(i));
      assertEquals(buffers.get(i)[1], batch.bufferLength(i));
    }
    assertEquals(variadic.size(), batch.variadicCount());
    for (int i = 0; i < variadic.size(); i++) {
      assertEquals(variadic.get(i), batch.variadicBufferCount(i));
    }
    assertEquals(compression, batch.compression());
  }
}
