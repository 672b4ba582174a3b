package dev.millrace.codec.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.message.RecordBatchFlyweight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our frames are read by the reference libraries and theirs by us; broken ones end in a typed
 * error.
 */
class BodyCodecTest {
  private static final int LZ4 = RecordBatchFlyweight.LZ4_FRAME;
  private static final int ZSTD = RecordBatchFlyweight.ZSTD;
  private static final byte GUARD = (byte) 0xA5;
  private static final int MARGIN = 64;

  static Stream<String> data() {
    return samples().keySet().stream();
  }

  private static Map<String, byte[]> samples() {
    final Map<String, byte[]> samples = new LinkedHashMap<>();
    final Random random = new Random(5);
    for (final int size : new int[] {0, 1, 2, 5, 13, 31, 64, 255, 256, 1000, 4097}) {
      samples.put("zeros " + size, new byte[size]);
      final byte[] noise = new byte[size];
      random.nextBytes(noise);
      samples.put("noise " + size, noise);
      samples.put("words " + size, words(random, size));
    }
    for (final int size : new int[] {65_536, 131_072, 131_073, 400_000, 1_200_000}) {
      samples.put("zeros " + size, new byte[size]);
      samples.put("words " + size, words(random, size));
      samples.put("counting " + size, longs(size, i -> i));
      samples.put("small " + size, longs(size, i -> random.nextInt(1000)));
      samples.put("wide " + size, longs(size, i -> random.nextLong() >> random.nextInt(64)));
      samples.put("doubles " + size, longs(size, i -> Double.doubleToLongBits(i % 91 / 7.0)));
    }
    final byte[] noise = new byte[300_000];
    random.nextBytes(noise);
    samples.put("noise", noise);
    final byte[] mixed = words(random, 700_000);
    System.arraycopy(noise, 0, mixed, 200_000, 200_000);
    System.arraycopy(mixed, 0, mixed, 600_000, 100_000);
    samples.put("mixed", mixed);
    final byte[] skewed = new byte[200_000];
    for (int i = 0; i < skewed.length; i++) {
      skewed[i] = (byte) Math.min(255, (int) Math.abs(random.nextGaussian() * random.nextInt(40)));
    }
    samples.put("skewed", skewed);
    final byte[] rare = new byte[150_000];
    for (int i = 0; i < 250; i++) {
      rare[random.nextInt(rare.length)] = (byte) i;
    }
    samples.put("rare", rare);
    samples.put("fibonacci", fibonacci());
    return samples;
  }

  /** Frequencies that want Huffman codes longer than are allowed. */
  private static byte[] fibonacci() {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    int a = 1;
    int b = 1;
    for (int symbol = 0; symbol < 22; symbol++) {
      for (int i = 0; i < a; i++) {
        out.write(symbol * 11);
      }
      final int next = a + b;
      a = b;
      b = next;
    }
    final byte[] bytes = out.toByteArray();
    final Random random = new Random(3);
    for (int i = bytes.length - 1; i > 0; i--) {
      final int j = random.nextInt(i + 1);
      final byte swap = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swap;
    }
    return bytes;
  }

  private static byte[] words(final Random random, final int size) {
    final StringBuilder text = new StringBuilder(size + 20);
    while (text.length() < size) {
      text.append("row ").append(random.nextInt(300)).append(" of many, ünïcode; ");
    }
    return Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), size);
  }

  private static byte[] longs(final int size, final java.util.function.IntToLongFunction value) {
    final ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; buffer.remaining() >= 8; i++) {
      buffer.putLong(value.applyAsLong(i));
    }
    return buffer.array();
  }

  @ParameterizedTest
  @MethodSource("data")
  void zstdReadsOurFrames(final String name) {
    final byte[] content = samples().get(name);
    for (final int level : new int[] {0, 1, 9}) {
      final byte[] frame = compress(BodyCodec.of(ZSTD, level), content);
      assertArrayEquals(content, Zstd.decompress(frame, content.length), name);
      assertArrayEquals(content, decompress(ZSTD, frame, content.length), name);
    }
  }

  @ParameterizedTest
  @MethodSource("data")
  void weReadFramesOfZstd(final String name) {
    final byte[] content = samples().get(name);
    for (final int level : new int[] {-5, 1, 3, 9, 19}) {
      if (level == 19 && content.length > 500_000) {
        continue;
      }
      assertArrayEquals(content, decompress(ZSTD, Zstd.compress(content, level), content.length));
    }
  }

  @ParameterizedTest
  @MethodSource("data")
  void lz4ReadsOurFrames(final String name) throws IOException {
    final byte[] content = samples().get(name);
    final byte[] frame = compress(BodyCodec.of(LZ4, 0), content);
    try (LZ4FrameInputStream in =
        new LZ4FrameInputStream(
            new ByteArrayInputStream(frame),
            LZ4Factory.safeInstance().safeDecompressor(),
            XXHashFactory.safeInstance().hash32())) {
      assertArrayEquals(content, in.readAllBytes());
    }
    assertArrayEquals(content, decompress(LZ4, frame, content.length));
  }

  @ParameterizedTest
  @MethodSource("data")
  void weReadFramesOfLz4(final String name) throws IOException {
    final byte[] content = samples().get(name);
    for (final var size : LZ4FrameOutputStream.BLOCKSIZE.values()) {
      final ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (LZ4FrameOutputStream lz4 =
          new LZ4FrameOutputStream(
              out,
              size,
              content.length,
              LZ4Factory.safeInstance().highCompressor(),
              XXHashFactory.safeInstance().hash32(),
              LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
              LZ4FrameOutputStream.FLG.Bits.BLOCK_CHECKSUM,
              LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM,
              LZ4FrameOutputStream.FLG.Bits.CONTENT_SIZE)) {
        lz4.write(content);
      }
      assertArrayEquals(content, decompress(LZ4, out.toByteArray(), content.length));
    }
  }

  @Test
  void compressesWhatCanBe() {
    final byte[] content = words(new Random(1), 400_000);
    assertTrue(compress(BodyCodec.of(LZ4, 0), content).length < content.length / 3);
    assertTrue(compress(BodyCodec.of(ZSTD, 0), content).length < content.length / 6);
    final byte[] small = longs(400_000, i -> i % 1000);
    assertTrue(compress(BodyCodec.of(ZSTD, 0), small).length < small.length / 10);
  }

  @Test
  void tellsWhenAFrameDoesNotFit() {
    for (final int id : new int[] {LZ4, ZSTD}) {
      final byte[] content = words(new Random(1), 5000);
      final int length = compress(BodyCodec.of(id, 0), content).length;
      try (Arena arena = Arena.ofConfined()) {
        final MemorySegment source = offHeap(content, arena);
        for (int capacity = 0; capacity < length; capacity++) {
          final MemorySegment target = guarded(capacity, arena);
          assertEquals(
              -1,
              BodyCodec.of(id, 0)
                  .compress(source, MARGIN, content.length, target, MARGIN, capacity));
          assertGuards(target, capacity);
        }
      }
    }
  }

  @Test
  void checksumsAreChecked() {
    final byte[] content = words(new Random(1), 3000);
    final com.github.luben.zstd.ZstdCompressCtx ctx = new com.github.luben.zstd.ZstdCompressCtx();
    ctx.setChecksum(true);
    final byte[] frame = ctx.compress(content);
    ctx.close();
    assertArrayEquals(content, decompress(ZSTD, frame, content.length));
    frame[frame.length - 1] ^= 1;
    final MalformedException e =
        assertThrows(MalformedException.class, () -> decompress(ZSTD, frame, content.length));
    assertEquals("COMP-4", e.clause());
  }

  @Test
  void everyCutIsMalformed() {
    for (final int id : new int[] {LZ4, ZSTD}) {
      final byte[] content = words(new Random(2), 700);
      final byte[] frame = compress(BodyCodec.of(id, 0), content);
      for (int length = 0; length < frame.length; length++) {
        final byte[] cut = Arrays.copyOf(frame, length);
        assertThrows(MalformedException.class, () -> decompress(id, cut, content.length));
      }
      assertThrows(MalformedException.class, () -> decompress(id, frame, content.length - 1));
      assertThrows(MalformedException.class, () -> decompress(id, frame, content.length + 1));
      final byte[] longer = Arrays.copyOf(frame, frame.length + 1);
      assertThrows(MalformedException.class, () -> decompress(id, longer, content.length));
    }
  }

  /** Flips give other content or an error, and never touch a byte outside of the target. */
  @Test
  void everyFlipIsMalformedOrOtherContent() {
    for (final int id : new int[] {LZ4, ZSTD}) {
      for (final byte[] content :
          new byte[][] {
            words(new Random(2), 700), longs(3000, i -> i * 77L % 1009), new byte[900]
          }) {
        final byte[][] frames = {
          compress(BodyCodec.of(id, 0), content),
          id == ZSTD ? Zstd.compress(content, 19) : compress(BodyCodec.of(id, 0), content)
        };
        for (final byte[] frame : frames) {
          for (int i = 0; i < frame.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
              final byte[] flipped = frame.clone();
              flipped[i] ^= (byte) (1 << bit);
              try {
                decompress(id, flipped, content.length);
              } catch (final MalformedException e) {
                assertEquals(id == LZ4 ? "COMP-3" : "COMP-4", e.clause());
                assertTrue(e.offset() >= 1000 && e.offset() <= 1000 + frame.length, e.getMessage());
              }
            }
          }
        }
      }
    }
  }

  @Test
  void randomBytesAreMalformed() {
    final Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      final byte[] bytes = new byte[random.nextInt(60) + 12];
      random.nextBytes(bytes);
      final int id = i & 1;
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(id == LZ4 ? 0x184D2204 : 0xFD2FB528)
          .put((byte) (id == LZ4 ? 0x60 : 0x20));
      try {
        decompress(id, bytes, 500);
      } catch (final MalformedException expected) {
        assertTrue(expected.offset() >= 1000);
      }
    }
  }

  private static byte[] compress(final BodyCodec codec, final byte[] content) {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment source = offHeap(content, arena);
      final long capacity = codec.maxCompressedLength(content.length);
      final MemorySegment target = guarded(capacity, arena);
      final long length = codec.compress(source, MARGIN, content.length, target, MARGIN, capacity);
      assertTrue(length > 0 && length <= capacity);
      assertGuards(target, capacity);
      return target.asSlice(MARGIN, length).toArray(LittleEndian.BYTE);
    }
  }

  private static byte[] decompress(final int id, final byte[] frame, final int length) {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment source = offHeap(frame, arena);
      final MemorySegment target = guarded(length, arena);
      try {
        BodyCodec.of(id, 0).decompress(source, MARGIN, frame.length, target, MARGIN, length, 1000);
      } finally {
        assertGuards(target, length);
      }
      return target.asSlice(MARGIN, length).toArray(LittleEndian.BYTE);
    }
  }

  private static MemorySegment offHeap(final byte[] bytes, final Arena arena) {
    final MemorySegment memory = guarded(bytes.length, arena);
    MemorySegment.copy(bytes, 0, memory, LittleEndian.BYTE, MARGIN, bytes.length);
    return memory;
  }

  private static MemorySegment guarded(final long length, final Arena arena) {
    final MemorySegment memory = arena.allocate(length + 2 * MARGIN);
    memory.fill(GUARD);
    return memory;
  }

  private static void assertGuards(final MemorySegment memory, final long length) {
    for (int i = 0; i < MARGIN; i++) {
      assertEquals(GUARD, memory.get(LittleEndian.BYTE, i));
      assertEquals(GUARD, memory.get(LittleEndian.BYTE, MARGIN + length + i));
    }
  }
}
