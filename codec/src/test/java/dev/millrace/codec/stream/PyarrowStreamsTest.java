package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import dev.millrace.codec.Dump;
import dev.millrace.codec.Fixtures;
import dev.millrace.codec.validate.Validation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that pyarrow wrote hold, read with our accessors, what pyarrow says they hold. */
class PyarrowStreamsTest {
  @ParameterizedTest
  @CsvSource({
    "types, types",
    "types_lz4, types",
    "types_zstd, types",
    "types_v4, types_old",
    "types_legacy, types_old",
    "dict_replaced, dict_replaced",
    "dict_delta, dict_delta",
  })
  void readsWhatPyarrowWrote(final String stream, final String content) {
    final byte[] bytes = Fixtures.bytes(stream + ".arrows");
    final StringBuilder seen = new StringBuilder();
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment memory = Fixtures.offHeap(bytes, arena);
      long at = 0;
      int batches = 0;
      Event event = null;
      while (event != Event.END) {
        event = decoder.decode(memory, at, memory.byteSize() - at);
        at += decoder.consumed();
        if (event == Event.BATCH) {
          seen.append(Dump.of(batches++, decoder.batch()));
        }
      }
      assertEquals(bytes.length, at);
    }
    assertIterableEquals(Fixtures.text(content).lines().toList(), seen.toString().lines().toList());
  }
}
