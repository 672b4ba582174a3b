package dev.millrace.codec.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.Dump;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that repeat the one before, to the last byte or but for their body, and nearly so. */
class RepeatedStreamTest {
  private static final DecodeOptions OPTIONS = DecodeOptions.of(Validation.FULL);
  private static final Schema TEXT = Schema.of(Field.required("t", new ArrowType.Utf8()));
  private static final int EOS = 8;

  /** Of several batches each, filled from seeds, all with the same metadata. */
  private static byte[] stream(
      final Schema schema, final WriteOptions options, final int rows, final long... seeds) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined();
        StreamWriter writer = new StreamWriter(schema, options)) {
      final BatchBuilder builder = new BatchBuilder(schema, BuilderMemory.offHeap(arena));
      for (final long seed : seeds) {
        builder.reset();
        Corpus.fill(builder, seed, rows, seed % 2 == 0 ? 0 : 0.3);
        bytes.writeBytes(writer.batch(builder, Metadata.of("k", "v")).toByteArray());
      }
      bytes.writeBytes(writer.end().toByteArray());
    }
    return bytes.toByteArray();
  }

  /** What a reader finds in one stream, by which it is fed only what it asks for. */
  private static List<String> read(final StreamReader reader, final byte[] bytes, final int piece) {
    final List<String> found = new ArrayList<>();
    // who knows that there is nothing yet need not ask
    int at = piece % 2 == 0 ? reader.push(bytes, 0, Math.min(piece, bytes.length)) : 0;
    for (Event event = reader.next(); event != Event.END; event = reader.next()) {
      if (event == Event.NEED_INPUT) {
        at += reader.push(bytes, at, Math.min(piece, bytes.length - at));
      } else if (event == Event.BATCH) {
        found.add(Dump.of(0, reader.batch()) + reader.batch().metadata());
      }
    }
    assertEquals(bytes.length, at);
    reader.nextStream();
    return found;
  }

  private static List<String> expected(final byte[] bytes) {
    try (StreamReader fresh = StreamReader.strict(OPTIONS)) {
      return read(fresh, bytes, bytes.length);
    }
  }

  static Stream<Corpus.Case> cases() {
    return Corpus.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStreamHoldsItsOwnValues(final Corpus.Case type) {
    final List<byte[]> streams = new ArrayList<>();
    for (final int rows : new int[] {1, 5}) {
      for (long seed = 0; seed < 6; seed++) {
        streams.add(stream(type.schema(), WriteOptions.DEFAULT, rows, seed));
      }
      streams.add(stream(type.schema(), WriteOptions.DEFAULT, rows, 0, 2));
    }
    final List<List<String>> expected = streams.stream().map(RepeatedStreamTest::expected).toList();
    final Random random = new Random(type.name().hashCode());
    try (StreamReader reader = StreamReader.connection(OPTIONS)) {
      for (int i = 0, pick = 0; i < 300; i++) {
        pick = random.nextInt(3) == 0 ? pick : random.nextInt(streams.size());
        final byte[] bytes = streams.get(pick);
        final int piece = random.nextInt(5) == 0 ? 1 + random.nextInt(200) : 9998 + i % 2;
        assertEquals(expected.get(pick), read(reader, bytes, piece));
        if (random.nextInt(20) == 0) {
          reader.release();
        }
      }
    }
  }

  /** Two at once: the second lies elsewhere than the first did. */
  @ParameterizedTest
  @MethodSource("cases")
  void whatFollowsInTheSameReadHasItsOwnPlace(final Corpus.Case type) {
    final byte[] one = stream(type.schema(), WriteOptions.DEFAULT, 3, 0);
    final byte[] other = stream(type.schema(), WriteOptions.DEFAULT, 3, 2);
    try (StreamReader reader = StreamReader.connection(OPTIONS)) {
      for (int i = 0; i < 20; i++) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(i % 3 == 0 ? other : one);
        bytes.writeBytes(other);
        final byte[] both = bytes.toByteArray();
        final List<String> found = new ArrayList<>();
        int at = 0;
        for (int ends = 0; ends < 2; ) {
          switch (reader.next()) {
            case NEED_INPUT -> at += reader.push(both, at, both.length - at);
            case BATCH -> found.add(Dump.of(0, reader.batch()) + reader.batch().metadata());
            case END -> {
              ends++;
              reader.nextStream();
            }
            default -> {}
          }
        }
        final List<String> wanted = new ArrayList<>(expected(i % 3 == 0 ? other : one));
        wanted.addAll(expected(other));
        assertEquals(wanted, found);
      }
    }
  }

  @Test
  void aBatchThatTookTheMetadataOfAnotherHasItsOwnInTheNextStream() {
    final byte[] bytes = stream(TEXT, WriteOptions.DEFAULT, 2, 0);
    final byte[] otherBytes = text("abc");
    try (StreamReader reader = StreamReader.connection(OPTIONS);
        StreamReader other = StreamReader.connection(OPTIONS)) {
      other.push(otherBytes, 0, otherBytes.length);
      assertEquals(Event.SCHEMA, other.next());
      assertEquals(Event.BATCH, other.next());
      for (int i = 0; i < 3; i++) {
        assertEquals(Event.NEED_INPUT, reader.next());
        reader.push(bytes, 0, bytes.length);
        assertEquals(Event.SCHEMA, reader.next());
        assertEquals(Event.BATCH, reader.next());
        assertEquals(Metadata.of("k", "v"), reader.batch().metadata());
        reader.batch().adoptMetadata(other.batch());
        assertEquals(Metadata.EMPTY, reader.batch().metadata());
        assertEquals(Event.END, reader.next());
        reader.nextStream();
      }
    }
  }

  private static byte[] text(final String... values) {
    return text(WriteOptions.DEFAULT, values);
  }

  private static byte[] text(final WriteOptions options, final String... values) {
    try (Arena arena = Arena.ofConfined();
        StreamWriter writer = new StreamWriter(TEXT, options)) {
      final BatchBuilder builder = new BatchBuilder(TEXT, BuilderMemory.offHeap(arena));
      for (final String value : values) {
        builder.column(0, VarBinaryBuilder.class).append(value);
      }
      final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(writer.batch(builder, Metadata.EMPTY).toByteArray());
      bytes.writeBytes(writer.end().toByteArray());
      return bytes.toByteArray();
    }
  }

  /** Where "xyz" lies, all bytes after it are padding and the end mark. */
  private static byte[] damaged(final byte[] stream, final int change) {
    final byte[] bytes = stream.clone();
    bytes[bytes.length - EOS - 64 + change] ^= (byte) 0xff;
    return bytes;
  }

  @Test
  void aBodyIsValidatedEachTime() {
    final byte[] good = text("xyz", "abc");
    final byte[] wrong = damaged(good, 0); // no UTF-8
    final byte[] crossed = damaged(good, -64 + 4); // an offset beyond the text
    try (StreamReader reader = StreamReader.connection(OPTIONS)) {
      for (int i = 0; i < 10; i++) {
        assertEquals(expected(good), read(reader, good, good.length));
        assertEquals(expected(good), read(reader, good, good.length));
        final byte[] bad = i % 2 == 0 ? wrong : crossed;
        final MalformedException refusal =
            assertThrows(MalformedException.class, () -> read(reader, bad, bad.length));
        assertTrue(refusal.clause().startsWith("COL-"), refusal::toString);
        assertEquals(0, reader.batch().rowCount());
        assertTrue(reader.drain());
        assertEquals(Event.END, reader.next());
        reader.nextStream();
      }
    }
  }

  /** The same lengths, other content, and not where the message is. */
  @Test
  void whatIsCompressedIsDecompressedEachTime() {
    final WriteOptions options = WriteOptions.DEFAULT.withCompression(Compression.LZ4_FRAME, 0);
    final List<byte[]> streams = new ArrayList<>();
    for (final char letter : "ab".toCharArray()) {
      streams.add(text(options, String.valueOf(letter).repeat(3000)));
    }
    assertEquals(streams.get(0).length, streams.get(1).length);
    try (StreamReader reader = StreamReader.connection(OPTIONS)) {
      for (int i = 0; i < 20; i++) {
        final byte[] bytes = streams.get(i * i % 7 % 2);
        assertEquals(expected(bytes), read(reader, bytes, bytes.length));
      }
    }
  }

  /** An end that is none, an end in the old form, and a stream that goes on. */
  @Test
  void theEndIsLookedAtEachTime() {
    final byte[] one = stream(TEXT, WriteOptions.DEFAULT, 3, 0);
    final byte[] two = stream(TEXT, WriteOptions.DEFAULT, 3, 0, 0);
    final byte[] old = new byte[one.length - 4];
    System.arraycopy(one, 0, old, 0, old.length - 4);
    try (StreamReader reader = StreamReader.connection(OPTIONS)) {
      for (int i = 0; i < 5; i++) {
        for (final byte[] bytes : List.of(one, one, two, one, old, one, old, old, one, two, two)) {
          assertEquals(expected(bytes), read(reader, bytes, bytes.length));
        }
      }
    }
  }

  @Test
  void whatNobodyWantsIsReadAway() {
    final byte[] one = stream(TEXT, WriteOptions.DEFAULT, 3, 0);
    try (StreamReader reader = StreamReader.connection(OPTIONS)) {
      for (int i = 0; i < 12; i++) {
        assertEquals(expected(one), read(reader, one, one.length));
        reader.next();
        reader.push(one, 0, one.length);
        for (int events = 0; events < i % 3; events++) {
          assertEquals(events == 0 ? Event.SCHEMA : Event.BATCH, reader.next());
        }
        if (i % 3 > 0) {
          assertTrue(reader.drain());
          assertEquals(Event.END, reader.next());
          assertTrue(reader.atBoundary());
          reader.nextStream();
        } else {
          assertEquals(expected(one), read(reader, new byte[0], 1));
        }
      }
    }
  }
}
