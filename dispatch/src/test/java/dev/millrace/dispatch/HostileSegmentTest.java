package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.dispatch.client.RawStream;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.shm.segment.SharedSegment;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client that writes into its segment whatever it likes, whenever it likes ([SHM-1] to [SHM-14]):
 * each call is answered, rightly or by a typed error, and the connection takes the next one.
 */
@Timeout(120)
class HostileSegmentTest {
  private static final Schema SUM = Schema.of(Peers.A, Peers.B);
  private static final int SIZE = 4 << 20;
  private static final int TABLE = 16;

  private Peers peers;
  private SharedSegment segment;
  private int right;
  private int refused;

  @BeforeEach
  void start() throws IOException {
    peers = new Peers();
    segment = SharedSegment.create(SIZE);
  }

  @AfterEach
  void stop() {
    assertEquals(2, peers.fixture.add(1, 1), "the connection lives");
    peers.close();
    segment.close();
  }

  private static byte[] stream(final BatchBuilder batch) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (StreamWriter writer = new StreamWriter(batch.schema(), WriteOptions.DEFAULT)) {
      bytes.writeBytes(writer.batch(batch, Metadata.EMPTY).toByteArray());
      bytes.writeBytes(writer.end().toByteArray());
    }
    return bytes.toByteArray();
  }

  private void put(final byte[] bytes, final long at) {
    MemorySegment.copy(bytes, 0, segment.memory(), ValueLayout.JAVA_BYTE, at, bytes.length);
  }

  /** Puts bytes into an allocation of their own. */
  private long put(final byte[] bytes) {
    final long at = segment.allocator().allocate(bytes.length);
    put(bytes, at);
    return at;
  }

  private Metadata.Builder named(final String method) {
    return Peers.request(method)
        .put(Keys.SHM_SEGMENT_NAME, segment.name())
        .put(Keys.SHM_SEGMENT_SIZE, Long.toString(segment.size()));
  }

  private static Metadata pointer(
      final Metadata.Builder metadata, final Object offset, final Object length) {
    return metadata
        .put(Keys.SHM_OFFSET, offset.toString())
        .put(Keys.SHM_LENGTH, length.toString())
        .build();
  }

  /** Calls for the sum of a pointer's two numbers; notes whether that was right or refused. */
  private void sum(final Metadata metadata, final double expected) {
    try {
      final RecordBatch answer = peers.client.unary(Peers.doubles(SUM), metadata);
      assertEquals(expected, ((Float64Column) answer.column(0)).get(0));
      right++;
    } catch (final RpcException e) {
      assertFalse(e.errorType().isEmpty());
      assertFalse(e.errorType().equals("TransportError"), e.toString());
      refused++;
    }
  }

  /** The released engine's client writes at odd addresses. */
  @Test
  void everyAlignmentWorks() {
    final byte[] bytes = stream(Peers.doubles(SUM, 21));
    for (int odd = 0; odd < 64; odd++) {
      final long before = odd == 0 ? -1 : segment.allocator().allocate(odd);
      final long at = put(bytes);
      assertEquals(65_536 + odd, at);
      sum(pointer(named("add"), at, bytes.length), 42);
      if (before >= 0) {
        segment.allocator().free(before);
      }
      assertEquals(0, segment.allocator().allocations(), "the server frees what it read");
    }
    assertEquals(64, right);
  }

  @Test
  void everyByteOfTheHeaderAndTheTable() {
    final byte[] bytes = stream(Peers.doubles(SUM, 21));
    segment.allocator().allocate(100);
    final long at = put(bytes);
    segment.allocator().allocate(100);
    answered(named("add").build()); // attached, before anything is wrong with it
    final int end = 24 + 3 * 16;
    final byte[] good = segment.memory().asSlice(0, end).toArray(ValueLayout.JAVA_BYTE);
    final Random random = new Random(3);
    for (int i = 0; i < end; i++) {
      for (final int value : new int[] {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)}) {
        put(good, 0);
        segment.memory().set(ValueLayout.JAVA_BYTE, i, (byte) value);
        sum(pointer(named("add"), at, bytes.length), 42);
      }
    }
    put(good, 0);
    assertTrue(refused > 100, refused + " refused, " + right + " right");
    assertTrue(right > 50, refused + " refused, " + right + " right");
  }

  /** Entries that overlap, go backwards, are empty, or leave the segment. */
  @Test
  void tablesThatAreNoTables() {
    final byte[] bytes = stream(Peers.doubles(SUM, 21));
    final long at = put(bytes);
    final byte[] good = segment.memory().asSlice(0, 56).toArray(ValueLayout.JAVA_BYTE);
    final long[][] bad = {
      {-1},
      {4095},
      {Integer.MAX_VALUE},
      {2, at, bytes.length, at + 8, 64},
      {2, at + 4096, 64, at, bytes.length},
      {2, at, bytes.length, at, bytes.length},
      {1, at, 0},
      {1, at, -1},
      {1, at, Long.MAX_VALUE},
      {1, at, SIZE},
      {1, 0, 64},
      {1, 24, 64},
      {1, 65_535, 4096},
      {1, -8, 64},
      {1, SIZE, 1},
      {1, Long.MAX_VALUE, 1},
      {0}
    };
    for (final long[] table : bad) {
      put(good, 0);
      segment.memory().set(ValueLayout.JAVA_INT, TABLE, (int) table[0]);
      for (int i = 1; i < table.length; i++) {
        segment.memory().set(ValueLayout.JAVA_LONG, 24 + (i - 1) * 8L, table[i]);
      }
      sum(pointer(named("add"), at, bytes.length), 42);
      answered(named("add").build());
    }
    assertEquals(bad.length, refused);
    put(good, 0);
  }

  /** A call whose parameters come inline is answered whatever its segment holds. */
  private void answered(final Metadata metadata) {
    final RecordBatch answer = peers.client.unary(Peers.doubles(SUM, 4), metadata);
    assertEquals(8, ((Float64Column) answer.column(0)).get(0));
  }

  @Test
  void pointersThatAreNoPointers() {
    final byte[] bytes = stream(Peers.doubles(SUM, 21));
    final long at = put(bytes);
    final Object[][] bad = {
      {"", ""},
      {" ", "1"},
      {"0x10000", bytes.length},
      {"+65536", bytes.length},
      {"65536.0", 9},
      {"٦٥٥٣٦", bytes.length},
      {at + "\0", bytes.length},
      {"9".repeat(18), 1},
      {"9".repeat(19), 1},
      {"9".repeat(100), 1},
      {-at, bytes.length},
      {at, -1},
      {at, 0},
      {at, 1},
      {at, bytes.length + 1},
      {at, "9".repeat(18)},
      {at + 1, bytes.length - 1},
      {0, bytes.length},
      {SIZE, 1},
      {SIZE + 1, 1},
      {Long.MAX_VALUE, Long.MAX_VALUE}
    };
    for (final Object[] pair : bad) {
      sum(pointer(named("add"), pair[0], pair[1]), 42);
      if (segment.allocator().allocations() == 0) {
        assertEquals(at, put(bytes)); // it was ours to free once it was named
      }
    }
    assertEquals(bad.length, refused);
    sum(named("add").put(Keys.SHM_OFFSET, Long.toString(at)).build(), 42);
    assertEquals(bad.length + 1, refused, "a length is missing");
    sum(pointer(named("add"), at, bytes.length), 42);
    assertEquals(1, right);
  }

  /** Every byte of what a pointer names. */
  @Test
  void contentThatIsNoBatch() {
    final byte[] bytes = stream(Peers.doubles(SUM, 21));
    final Random random = new Random(4);
    for (int i = 0; i < bytes.length; i++) {
      final byte[] bad = bytes.clone();
      bad[i] ^= (byte) (1 + random.nextInt(255));
      final long at = put(bad);
      try {
        peers.client.unary(Peers.doubles(SUM), pointer(named("add"), at, bad.length));
        right++;
      } catch (final RpcException e) {
        assertFalse(e.errorType().isEmpty());
        refused++;
      }
      assertEquals(0, segment.allocator().allocations(), "freed, also when it is refused");
    }
    assertTrue(refused > bytes.length / 4, "only " + refused);
  }

  /** The table is damaged while the server holds an input and builds its output. */
  @Test
  void tablesDamagedDuringAStream() {
    final byte[] bytes = stream(scaled());
    for (int round = 0; round < 40; round++) {
      segment.allocator().clear();
      try (RawStream turns = open()) {
        for (int turn = 0; turn < 4; turn++) {
          if (turn == round % 4) {
            segment.memory().set(ValueLayout.JAVA_LONG, 24 + 8L * (round % 5), -7L * round);
          }
          final long at = round % 2 == 0 || turn > round % 4 ? -1 : put(bytes);
          assertNotNull(
              at < 0
                  ? turns.exchange(scaled(), Metadata.EMPTY)
                  : turns.exchange(
                      new BatchBuilder(FixtureService.VALUE, BuilderMemory.offHeap()),
                      pointer(Metadata.builder(), at, bytes.length)));
          right++;
        }
      } catch (final RpcException e) {
        assertFalse(e.errorType().equals("TransportError"), e.toString());
        refused++;
      } catch (final dev.millrace.wire.MalformedException e) {
        assertTrue(e.clause().startsWith("SHM-"), e.toString()); // of this test's own put
      }
      assertEquals(2, peers.fixture.add(1, 1), "the connection lives");
    }
    assertTrue(refused > 5, refused + " refused, " + right + " right");
  }

  private static BatchBuilder scaled() {
    final BatchBuilder batch = new BatchBuilder(FixtureService.VALUE, BuilderMemory.offHeap());
    final Float64Builder values = batch.column(0, Float64Builder.class);
    for (int i = 0; i < 20_000; i++) {
      values.append(i);
    }
    return batch;
  }

  private RawStream open() {
    final Schema factor = Schema.of(Peers.A.withName("factor"));
    return peers.client.openStream(Peers.doubles(factor, 2), named("scale").build(), false);
  }

  /** A second thread writes all over the segment, table and data, while calls run. */
  @Test
  void everythingChangesAllTheTime() throws InterruptedException {
    final byte[] bytes = stream(Peers.doubles(SUM, 21));
    final AtomicBoolean over = new AtomicBoolean();
    final byte[] good = segment.memory().asSlice(0, 16).toArray(ValueLayout.JAVA_BYTE);
    final Thread hostile =
        new Thread(
            () -> {
              final Random random = new Random(6);
              while (!over.get()) {
                final int at =
                    random.nextBoolean() ? 16 + random.nextInt(64) : 65_536 + random.nextInt(1024);
                segment.memory().set(ValueLayout.JAVA_BYTE, at, (byte) random.nextInt());
              }
            });
    hostile.start();
    final List<String> told = new ArrayList<>();
    for (int round = 0; round < 2000; round++) {
      put(good, 0);
      segment.memory().set(ValueLayout.JAVA_INT, TABLE, 1);
      segment.memory().set(ValueLayout.JAVA_LONG, 24, 65_536L);
      segment.memory().set(ValueLayout.JAVA_LONG, 32, (long) bytes.length);
      put(bytes, 65_536);
      try {
        peers.client.unary(Peers.doubles(SUM), pointer(named("add"), 65_536, bytes.length));
        right++;
      } catch (final RpcException e) {
        assertFalse(e.errorType().equals("TransportError"), e.toString());
        told.add(e.errorMessage());
      }
    }
    over.set(true);
    hostile.join();
    assertTrue(told.size() > 10, right + " right, " + told.size() + " refused");
  }
}
