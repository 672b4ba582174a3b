package dev.millrace.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Streams and files written by pyarrow; see make_fixtures.py beside them. */
public final class Fixtures {
  private Fixtures() {}

  /** Reads a fixture. */
  public static byte[] bytes(final String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/pyarrow/" + name)) {
      return in.readAllBytes();
    } catch (final IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads the text that tells the content of a fixture. */
  public static String text(final String name) {
    return new String(bytes(name + ".txt"), StandardCharsets.UTF_8);
  }

  /** Copies bytes off the heap. */
  public static MemorySegment offHeap(final byte[] bytes, final Arena arena) {
    final MemorySegment memory = arena.allocate(Math.max(1, bytes.length), 64);
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, bytes.length);
    return memory.asSlice(0, bytes.length);
  }
}
