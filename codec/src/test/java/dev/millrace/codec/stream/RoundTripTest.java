package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the builders and the writer put into a stream is what the reader finds in it. */
final class RoundTripTest {
  private final Arena arena = Arena.ofConfined();
  private final BuilderMemory memory = BuilderMemory.offHeap(arena);

  @AfterEach
  void close() {
    arena.close();
  }

  static List<Corpus.Case> cases() {
    return Corpus.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void streamsOfSeveralBatchesReadBack(final Corpus.Case c) {
    readsBack(c, WriteOptions.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dictionariesGrowByDeltas(final Corpus.Case c) {
    readsBack(c, WriteOptions.DEFAULT.withDictionaries(DictionaryPolicy.DELTA));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compressedBodiesReadBack(final Corpus.Case c) {
    readsBack(c, WriteOptions.DEFAULT.withCompression(Compression.LZ4_FRAME, 0));
    readsBack(c, WriteOptions.DEFAULT.withCompression(Compression.ZSTD, 0));
  }

  private void readsBack(final Corpus.Case c, final WriteOptions options) {
    final List<List<List<Object>>> written = new ArrayList<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final BatchBuilder builder = new BatchBuilder(c.schema(), memory);
    try (StreamWriter writer = new StreamWriter(c.schema(), options)) {
      final int[] rows = {0, 1, 100, 17, 0, 64};
      for (int i = 0; i < rows.length; i++) {
        builder.reset();
        written.add(
            i < 5
                ? Corpus.fill(builder, i, rows[i], i == 3 ? 0 : 0.2)
                : Corpus.fillFromSlices(builder, memory, i, rows[i], 0.3));
        bytes.writeBytes(writer.batch(builder, Metadata.of("n", "" + i)).toByteArray());
      }
      bytes.writeBytes(writer.end().toByteArray());
    }
    assertNull(Values.difference(written, read(c.schema(), bytes.toByteArray())));
  }

  private List<List<List<Object>>> read(final Schema schema, final byte[] stream) {
    final MemorySegment segment = arena.allocate(stream.length, 64);
    segment.copyFrom(MemorySegment.ofArray(stream));
    final List<List<List<Object>>> batches = new ArrayList<>();
    try (StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      long at = 0;
      while (true) {
        final Event event = decoder.decode(segment, at, stream.length - at);
        at += decoder.consumed();
        switch (event) {
          case SCHEMA -> assertEquals(schema, decoder.schema());
          case BATCH -> {
            assertEquals("" + batches.size(), decoder.batch().metadata().get("n"));
            batches.add(Values.of(decoder.batch()));
          }
          case END -> {
            assertEquals(stream.length, at);
            return batches;
          }
          case NEED_INPUT -> throw new AssertionError("the stream is complete");
        }
      }
    }
  }
}
