package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.DecimalBuilder;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int32Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.ListBuilder;
import dev.millrace.codec.build.StructBuilder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.BinaryColumn;
import dev.millrace.codec.column.DecimalColumn;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int32Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.ListColumn;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.dispatch.ExchangeStream;
import dev.millrace.dispatch.ProducerStream;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.spec.kit.service.NativeClientMethods;
import dev.millrace.spec.kit.service.NativeClientService;
import java.lang.foreign.Arena;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our typed client, with batches of its own making, against the Python worker made for clients:
 * exact schemas, and every way a producer can come to its end.
 */
class NativeClientIT {
  private static final String MODULE = "vgi_rpc.conformance.client_worker";

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "unix", "tcp"})
  void everyCase(final String transport) throws Exception {
    final Path python = PythonPeers.newest();
    if (transport.equals("stdio")) {
      try (RpcClient client =
          RpcClient.stdio(List.of(python.toString(), "-m", MODULE, "--stdio"))) {
        run(client);
      }
      return;
    }
    try (Listening worker = Listening.python(transport, python, "-m", MODULE)) {
      final String address = worker.address();
      final int colon = address.lastIndexOf(':');
      try (RpcClient client =
          transport.equals("unix")
              ? RpcClient.unix(Path.of(address))
              : RpcClient.tcp(
                  address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
        run(client);
      }
    }
  }

  private static void run(final RpcClient client) throws Exception {
    final NativeClientService service = client.bind(NativeClientService.class);
    typedExchange(service);
    producerEnds(service);
    final byte[] large = service.largeResponse(32768);
    assertEquals(32768, large.length);
    assertEquals(32767 % 251, large[32767] & 0xff);
    assertArrayEquals(large, service.echoBytes(large));
    assertEquals(
        "ValueError",
        assertThrows(RpcException.class, () -> service.largeResponse(-1)).errorType());
    // No byte transport has sessions; the error must leave the connection usable.
    assertThrows(RpcException.class, () -> service.openClientSession(10));
    assertEquals(0, service.echoBytes(new byte[0]).length);
  }

  private static void producerEnds(final NativeClientService service) throws Exception {
    try (ProducerStream<Void> sequence = service.producerSequence(2, 4)) {
      for (int i = 0; i < 2; i++) {
        final RecordBatch batch = sequence.next();
        assertEquals(i, ((Int64Column) batch.column("index")).get(0));
        assertArrayEquals(
            new byte[] {(byte) i, (byte) i, (byte) i, (byte) i},
            ((BinaryColumn) batch.column("payload")).getBytes(0));
      }
      assertNull(sequence.next());
      assertNull(sequence.next(), "after the end it stays at its end");
    }
    try (ProducerStream<Void> zero = service.producerZeroRowThenValue()) {
      assertEquals(0, zero.next().rowCount(), "a batch without rows is a batch");
      assertEquals(7, ((Int64Column) zero.next().column("index")).get(0));
      assertNull(zero.next());
    }
    try (ProducerStream<Void> last = service.producerEmitAndFinish()) {
      assertEquals(99, ((Int64Column) last.next().column("index")).get(0));
      assertNull(last.next());
    }
    try (ProducerStream<Void> empty = service.producerEmpty()) {
      assertNull(empty.next());
    }
    try (ProducerStream<Void> unread = service.producerSequence(1000, 1)) {
      assertNotNull(unread.next());
    }
  }

  private static void typedExchange(final NativeClientService service) throws Exception {
    try (Arena arena = Arena.ofConfined();
        ExchangeStream<Void> stream = service.typedExchange()) {
      final BatchBuilder batch =
          new BatchBuilder(NativeClientMethods.TYPED, BuilderMemory.offHeap(arena));
      for (int i = 0; i < batch.columnCount(); i++) {
        batch.column(i).appendNull();
      }
      final RecordBatch nulls = stream.exchange(batch);
      assertEquals(1, nulls.rowCount());
      for (int i = 0; i < nulls.columnCount(); i++) {
        assertTrue(nulls.column(i).isNull(0), nulls.schema().fields().get(i).name());
      }
      batch.reset();
      assertEquals(0, stream.exchange(batch).rowCount());
      batch.reset();
      populate(batch);
      check(stream.exchange(batch));
    }
  }

  private static void populate(final BatchBuilder batch) {
    batch.column(0, Float64Builder.class).append(-0.5);
    final ListBuilder tags = batch.column(1, ListBuilder.class);
    tags.startValue();
    tags.values(VarBinaryBuilder.class).append("red");
    tags.values().appendNull();
    tags.values(VarBinaryBuilder.class).append("");
    tags.endValue();
    batch.column(2, DictionaryBuilder.class).append("category-\u03bb");
    batch.column(3, Int64Builder.class).append(1_700_000_000_123_456L);
    batch.column(4, DecimalBuilder.class).append(new BigDecimal("-12345678901234.5678"));
    final StructBuilder nested = batch.column(5, StructBuilder.class);
    nested.child(0, VarBinaryBuilder.class).append("inner");
    final ListBuilder scores = nested.child(1, ListBuilder.class);
    scores.startValue();
    scores.values(Int32Builder.class).append(3);
    scores.values().appendNull();
    scores.endValue();
    nested.endValue();
  }

  private static void check(final RecordBatch batch) {
    assertEquals(NativeClientMethods.TYPED.fields(), batch.schema().fields());
    assertEquals(1, batch.rowCount());
    assertEquals(-0.5, ((Float64Column) batch.column(0)).get(0));
    final ListColumn tags = (ListColumn) batch.column(1);
    final BinaryColumn items = (BinaryColumn) tags.values();
    final long first = tags.valueStart(0);
    assertEquals(3, tags.valueCount(0));
    assertEquals("red", items.getText(first));
    assertTrue(items.isNull(first + 1));
    assertEquals("", items.getText(first + 2));
    final DictionaryColumn category = (DictionaryColumn) batch.column(2);
    assertEquals("category-\u03bb", ((BinaryColumn) category.values()).getText(category.index(0)));
    assertEquals(1_700_000_000_123_456L, ((Int64Column) batch.column(3)).get(0));
    assertEquals(new BigDecimal("-12345678901234.5678"), ((DecimalColumn) batch.column(4)).get(0));
    final StructColumn nested = (StructColumn) batch.column(5);
    assertEquals("inner", ((BinaryColumn) nested.child("name")).getText(0));
    final ListColumn scores = (ListColumn) nested.child("scores");
    assertEquals(2, scores.valueCount(0));
    assertEquals(3, ((Int32Column) scores.values()).get(scores.valueStart(0)));
    assertTrue(scores.values().isNull(scores.valueStart(0) + 1));
  }
}
