package dev.millrace.dispatch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.DictionaryBuilder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.DictionaryColumn;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.StreamReader;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.shm.segment.SharedSegment;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches through a segment, with a link on each side of it. */
class SegmentLinkTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("n", new ArrowType.Int(64, true)),
          Field.nullable("s", new ArrowType.Utf8()));

  private final OffHeapMemory heap = BuilderMemory.offHeap();
  private final CounterLane counters = CounterLane.unshared();
  private SegmentLink left;
  private SegmentLink right;
  private SharedSegment segment;

  @BeforeEach
  void open() throws IOException {
    open(4 << 20);
  }

  private void open(final long size) throws IOException {
    final DecodeOptions options = DecodeOptions.of(Validation.FULL);
    final SegmentSettings settings = new SegmentSettings(1000);
    segment = SharedSegment.create(size);
    left = new SegmentLink(segment, settings, options, heap, counters);
    right =
        new SegmentLink(SharedSegment.attach(segment.name()), settings, options, heap, counters);
  }

  @AfterEach
  void close() {
    closeLinks();
    heap.close();
  }

  private void closeLinks() {
    right.close();
    left.close();
  }

  /** Sends the pointer's metadata as the connection would and gives what arrives. */
  private static RecordBatch carried(final Schema schema, final Metadata pointer) {
    final StreamWriter writer = new StreamWriter(schema, WriteOptions.DEFAULT);
    final BatchBuilder empty = new BatchBuilder(schema, BuilderMemory.offHeap());
    final byte[] bytes = writer.batch(empty, pointer).toByteArray();
    final StreamReader reader = StreamReader.strict(DecodeOptions.of(Validation.FULL));
    int at = 0;
    while (true) {
      switch (reader.next()) {
        case NEED_INPUT -> at += reader.push(bytes, at, bytes.length - at);
        case BATCH -> {
          return reader.batch();
        }
        default -> {
          continue;
        }
      }
    }
  }

  private static void fill(final BatchBuilder builder, final int rows, final int seed) {
    final Int64Builder n = builder.column(0, Int64Builder.class);
    final VarBinaryBuilder s = builder.column(1, VarBinaryBuilder.class);
    for (int i = 0; i < rows; i++) {
      if ((i + seed) % 7 == 0) {
        n.appendNull();
        s.appendNull();
      } else {
        n.append((long) i * seed);
        s.append("value " + i * seed);
      }
    }
  }

  private static void check(final RecordBatch batch, final int rows, final int seed) {
    assertEquals(rows, batch.rowCount());
    final Int64Column n = (Int64Column) batch.column(0);
    final VarBinaryColumn s = (VarBinaryColumn) batch.column(1);
    for (int i = 0; i < rows; i++) {
      if ((i + seed) % 7 == 0) {
        assertTrue(n.isNull(i) && s.isNull(i));
      } else {
        assertEquals((long) i * seed, n.get(i));
        assertEquals("value " + i * seed, s.getText(i));
      }
    }
  }

  @Test
  void whatCameGoesBackFromWhereItLies() {
    final BatchBuilder builder = left.builder(SCHEMA);
    for (int round = 1; round < 5; round++) {
      left.next(builder);
      fill(builder, 1000, round);
      builder.prepare();
      final Metadata sent = left.write(builder, Metadata.EMPTY);
      final RecordBatch there = right.resolve(carried(SCHEMA, sent));
      final long copied = counters.get(WorkerCounter.COPIED_BYTES);
      final Metadata back = right.write(there, Metadata.EMPTY);
      assertEquals(copied, counters.get(WorkerCounter.COPIED_BYTES));
      assertEquals(sent.get("vgi_rpc.shm_offset"), back.get("vgi_rpc.shm_offset"));
      right.free(); // nothing of its own any more
      check(left.resolve(carried(SCHEMA, back)), 1000, round);
      assertEquals(1, left.allocations());
      left.free();
      assertEquals(0, left.allocations());
    }
    builder.release();
  }

  @Test
  void builtInPlaceNothingIsCopiedAndAllIsFreed() {
    final BatchBuilder builder = left.builder(SCHEMA);
    for (int round = 1; round <= 20; round++) {
      final int rows = 500 + 911 * (round % 5);
      fill(builder, rows, round);
      builder.prepare();
      final Metadata pointer = left.write(builder, Metadata.of("k", "v" + round));
      assertNotNull(pointer);
      assertEquals("v" + round, pointer.get("k"));
      left.next(builder);
      final RecordBatch got = right.resolve(carried(SCHEMA, pointer));
      check(got, rows, round);
      assertEquals("v" + round, got.metadata().get("k"));
      right.free();
      assertEquals(0, left.allocations());
    }
    assertEquals(20, counters.get(WorkerCounter.POINTERS_OUT));
    assertEquals(20, counters.get(WorkerCounter.POINTERS_IN));
    // what was begun before the first batch was known to be large
    assertTrue(counters.get(WorkerCounter.COPIED_BYTES) < 1000);
    assertEquals(0, counters.get(WorkerCounter.ALLOCATIONS_LIVE));
  }

  @Test
  void builtElsewhereItIsCopiedOnce() {
    final BatchBuilder builder = new BatchBuilder(SCHEMA, heap);
    fill(builder, 2000, 3);
    builder.prepare();
    final Metadata pointer = left.write(builder, Metadata.EMPTY);
    check(right.resolve(carried(SCHEMA, pointer)), 2000, 3);
    assertTrue(counters.get(WorkerCounter.COPIED_BYTES) > 2000 * 8);
    right.free();
    assertEquals(0, left.allocations());
  }

  @Test
  void smallBatchesAndEmptyOnesGoInline() {
    final BatchBuilder builder = left.builder(SCHEMA);
    fill(builder, 10, 1);
    builder.prepare();
    assertNull(left.write(builder, Metadata.EMPTY));
    left.next(builder);
    builder.prepare();
    assertNull(left.write(builder, Metadata.EMPTY));
    assertEquals(0, left.allocations());
    assertEquals(0, counters.get(WorkerCounter.INLINE_FALLBACKS));
  }

  @Test
  void fullSegmentMeansInlineWithTheSameContent() throws IOException {
    closeLinks();
    open(65536 + 300_000);
    final BatchBuilder builder = left.builder(SCHEMA);
    fill(builder, 20_000, 2);
    builder.prepare();
    assertNull(left.write(builder, Metadata.EMPTY));
    check(RecordBatch.of(builder), 20_000, 2);
    left.next(builder);
    assertEquals(1, counters.get(WorkerCounter.INLINE_FALLBACKS));
    assertEquals(0, left.allocations());
    fill(builder, 1000, 4);
    builder.prepare();
    final Metadata pointer = left.write(builder, Metadata.EMPTY);
    check(right.resolve(carried(SCHEMA, pointer)), 1000, 4);
    right.free();
  }

  @Test
  void dictionariesTravelSpliced() {
    final Schema schema =
        Schema.of(
            Field.nullable("d", new ArrowType.Utf8())
                .withDictionary(new DictionaryEncoding(0, new ArrowType.Int(16, true), false)));
    final BatchBuilder builder = left.builder(schema);
    for (int round = 0; round < 3; round++) {
      final DictionaryBuilder d = builder.column(0, DictionaryBuilder.class);
      for (int i = 0; i < 5000; i++) {
        d.append("word " + i % (50 + round));
      }
      builder.prepare();
      final Metadata pointer = left.write(builder, Metadata.EMPTY);
      final RecordBatch got = right.resolve(carried(schema, pointer));
      final DictionaryColumn column = (DictionaryColumn) got.column(0);
      for (int i = 0; i < 5000; i++) {
        assertEquals(
            "word " + i % (50 + round),
            ((VarBinaryColumn) column.values()).getText(column.index(i)));
      }
      right.free();
      left.next(builder);
    }
    assertEquals(0, left.allocations());
  }

  /** Released clients round nothing up: what they write begins anywhere ([SHM-4]). */
  @Test
  void batchesBeginAtAnyByte() {
    final BatchBuilder builder = left.builder(SCHEMA);
    for (int odd = 1; odd < 16; odd += 2) {
      fill(builder, 2000, 3);
      builder.prepare();
      final Metadata written = left.write(builder, Metadata.EMPTY);
      left.next(builder);
      final long at = Long.parseLong(written.get("vgi_rpc.shm_offset"));
      final long length = Long.parseLong(written.get("vgi_rpc.shm_length"));
      final long filler = segment.allocator().allocate(odd);
      final long moved = segment.allocator().allocate(length);
      assertEquals(1, moved & 1);
      MemorySegment.copy(segment.memory(), at, segment.memory(), moved, length);
      segment.memory().asSlice(at, length).fill((byte) 0x55);
      segment.allocator().free(at);
      final RecordBatch got =
          right.resolve(
              carried(
                  SCHEMA,
                  Metadata.of(
                      "vgi_rpc.shm_offset",
                      Long.toString(moved),
                      "vgi_rpc.shm_length",
                      Long.toString(length))));
      check(got, 2000, 3);
      final Metadata back = right.write(got, Metadata.EMPTY); // as an echo does
      right.free();
      check(left.resolve(carried(SCHEMA, back)), 2000, 3);
      left.free();
      segment.allocator().free(filler);
    }
    assertEquals(0, left.allocations());
  }

  /** Whatever a hostile peer leaves in the segment: a typed error or some batch, never more. */
  @Test
  void hostileContentIsATypedError() {
    final Random random = new Random(8);
    int typed = 0;
    for (int round = 0; round < 400; round++) {
      final BatchBuilder builder = left.builder(SCHEMA);
      fill(builder, 600, 1);
      builder.prepare();
      final Metadata pointer = left.write(builder, Metadata.EMPTY);
      left.next(builder);
      final long at = Long.parseLong(pointer.get("vgi_rpc.shm_offset"));
      for (int i = 0; i < 4; i++) {
        segment
            .memory()
            .set(ValueLayout.JAVA_BYTE, at + random.nextInt(900), (byte) random.nextInt());
      }
      try {
        final RecordBatch got = right.resolve(carried(SCHEMA, pointer));
        // changed again after the check: views stay inside the mapping
        segment.memory().asSlice(at + 900, 4000).fill((byte) 0x7f);
        for (int i = 0; i < got.rowCount(); i++) {
          ((VarBinaryColumn) got.column(1)).getBytes(i);
        }
      } catch (final MalformedException e) {
        typed++;
      } catch (final IndexOutOfBoundsException | IllegalArgumentException e) {
        assertTrue(e.getMessage() != null);
      }
      right.free();
    }
    assertTrue(typed > 100, "only " + typed);
    assertEquals(0, left.allocations());
  }

  @Test
  void pointersThatNameNoAllocationAreRefused() {
    for (final String[] bad :
        new String[][] {
          {"0", "100"},
          {"65536", "100"},
          {"-1", "5"},
          {"x", "1"},
          {"", ""},
          {"99999999999999999999", "1"},
          {"65536", "999999999999"}
        }) {
      final RecordBatch pointer =
          carried(SCHEMA, Metadata.of("vgi_rpc.shm_offset", bad[0], "vgi_rpc.shm_length", bad[1]));
      assertTrue(SegmentLink.isPointer(pointer));
      assertThrows(MalformedException.class, () -> right.resolve(pointer), bad[0]);
    }
  }
}
