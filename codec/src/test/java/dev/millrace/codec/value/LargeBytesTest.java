package dev.millrace.codec.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large value in a segment leaves from where it lies: nobody holds it twice. */
class LargeBytesTest {
  record Blob(@Arrow("large_binary") MemorySegment bytes) {}

  @ParameterizedTest
  @CsvSource({"65536, 1", "1000001, 1", "100, 0"})
  void rangesOfTheMessageThatAreTheValueItself(final long size, final long expected) {
    try (Arena arena = Arena.ofConfined()) {
      final RecordCodec<Blob> codec = RecordCodec.of(Blob.class);
      final BatchBuilder batch = new BatchBuilder(codec.schema(), BuilderMemory.offHeap(arena));
      final MemorySegment value = arena.allocate(size).fill((byte) 7);
      codec.write(batch, new Blob(value));
      final Gather gather = new Gather();
      try (StreamWriter writer = new StreamWriter(codec.schema(), WriteOptions.DEFAULT)) {
        writer.batch(batch, Metadata.EMPTY, gather);
        writer.end(gather);
      }
      long own = 0;
      for (int i = 0; i < gather.count(); i++) {
        own +=
            gather.segment(i).address() + gather.offset(i) == value.address()
                    && gather.length(i) == size
                ? 1
                : 0;
      }
      assertEquals(expected, own);
      assertEquals(-1, codec.fromStream(gather.toByteArray()).bytes().mismatch(value));
    }
  }
}
