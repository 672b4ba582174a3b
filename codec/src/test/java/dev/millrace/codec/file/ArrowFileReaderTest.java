package dev.millrace.codec.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.Dump;
import dev.millrace.codec.Fixtures;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and stored streams of pyarrow, mapped and read in place. */
class ArrowFileReaderTest {
  private static final DecodeOptions OPTIONS = DecodeOptions.of(Validation.FULL);

  @TempDir Path folder;

  private MemorySegment map(final byte[] bytes, final Arena arena) throws IOException {
    final Path path = Files.write(folder.resolve("file"), bytes);
    try (FileChannel channel = FileChannel.open(path)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes.length, arena);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "types_file.arrow, types, true",
    "types_file_zstd.arrow, types, true",
    "dict_delta_file.arrow, dict_delta, true",
    "types.arrows, types, false",
    "dict_replaced.arrows, dict_replaced, false",
  })
  void readsWhatPyarrowWrote(final String name, final String content, final boolean random)
      throws IOException {
    final StringBuilder seen = new StringBuilder();
    try (Arena arena = Arena.ofConfined();
        ArrowFileReader reader = new ArrowFileReader(map(Fixtures.bytes(name), arena), OPTIONS)) {
      assertEquals(random, reader.isRandomAccess());
      int n = 0;
      for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
        assertEquals(reader.schema(), batch.schema());
        seen.append(Dump.of(n++, batch));
      }
      assertEquals(random ? n : -1, reader.batchCount());
      assertNull(reader.next());
    }
    assertIterableEquals(Fixtures.text(content).lines().toList(), seen.toString().lines().toList());
  }

  @Test
  void readsBatchesInAnyOrder() throws IOException {
    final String[] expected = Fixtures.text("types").split("(?m)^(?=batch)");
    try (Arena arena = Arena.ofConfined();
        ArrowFileReader reader =
            new ArrowFileReader(map(Fixtures.bytes("types_file.arrow"), arena), OPTIONS)) {
      for (final int i : new int[] {3, 0, 2, 2, 1}) {
        assertEquals(expected[i], Dump.of(i, reader.batch(i)));
      }
      assertEquals(expected[2], Dump.of(2, reader.next()));
      assertThrows(IndexOutOfBoundsException.class, () -> reader.batch(4));
      assertThrows(IndexOutOfBoundsException.class, () -> reader.batch(-1));
    }
  }

  @Test
  void aColumnReadsTheMappingItself() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment file = map(Fixtures.bytes("types_file.arrow"), arena);
      try (ArrowFileReader reader = new ArrowFileReader(file, OPTIONS)) {
        final RecordBatch batch = reader.batch(0);
        for (int i = 0; i < batch.bufferCount(); i++) {
          assertEquals(file.address(), batch.bufferSegment(i).address());
        }
      }
    }
  }

  @Test
  void oneBadBatchLeavesTheOthers() throws IOException {
    final byte[] bytes = Fixtures.bytes("types_file.arrow");
    final String[] expected = Fixtures.text("types").split("(?m)^(?=batch)");
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment file = Fixtures.offHeap(bytes, arena);
      try (ArrowFileReader reader = new ArrowFileReader(file, OPTIONS)) {
        final RecordBatch batch = reader.batch(2);
        int victim = 0;
        while (!batch.column(victim).field().name().equals("utf8_no_nulls")) {
          victim++;
        }
        final var text = (dev.millrace.codec.column.VarBinaryColumn) batch.column(victim);
        final long at = text.offsetsOffset();
        file.set(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, at, -1);
        final MalformedException e = assertThrows(MalformedException.class, () -> reader.batch(2));
        assertEquals("COL-11", e.clause());
        assertEquals(expected[1], Dump.of(1, reader.batch(1)));
        assertEquals(expected[0], Dump.of(0, reader.batch(0)));
      }
    }
  }

  @Test
  void everyTruncationIsMalformed() {
    final byte[] bytes = Fixtures.bytes("dict_delta_file.arrow");
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment file = Fixtures.offHeap(bytes, arena);
      for (int length = 0; length < bytes.length; length++) {
        final MemorySegment cut = file.asSlice(0, length);
        assertThrows(MalformedException.class, () -> readAll(cut), "length " + length);
      }
      readAll(file);
    }
  }

  @Test
  void aCutStreamIsMalformedUnlessCutBetweenMessages() {
    final byte[] bytes = Fixtures.bytes("dict_replaced.arrows");
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment file = Fixtures.offHeap(bytes, arena);
      int clean = 0;
      for (int length = 0; length < bytes.length; length++) {
        try {
          readAll(file.asSlice(0, length));
          clean++;
        } catch (final MalformedException e) {
          assertEquals("STREAM-5", e.clause());
        }
      }
      // After the schema, three dictionaries and three batches: before the end mark is one of
      // these.
      assertEquals(7, clean);
    }
  }

  @Test
  void anEmptyStreamHasASchema() {
    try (Arena arena = Arena.ofConfined();
        ArrowFileReader reader =
            new ArrowFileReader(
                Fixtures.offHeap(Fixtures.bytes("no_columns.arrows"), arena), OPTIONS)) {
      assertTrue(reader.schema().fields().isEmpty());
      assertFalse(reader.isRandomAccess());
      assertNull(reader.next());
      assertThrows(UnsupportedOperationException.class, () -> reader.batch(0));
    }
  }

  private static void readAll(final MemorySegment file) {
    try (ArrowFileReader reader = new ArrowFileReader(file, OPTIONS)) {
      for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
        Dump.of(0, batch);
      }
    }
  }
}
