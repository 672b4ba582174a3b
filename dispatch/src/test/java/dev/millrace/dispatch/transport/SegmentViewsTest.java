package dev.millrace.dispatch.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Byte buffers over segments of any size; the large ones here are files with holes, which cost no
 * memory.
 */
class SegmentViewsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {(1L << 30) - 1, 1L << 30, (1L << 30) + 1, (1L << 31) - 1, 5L << 30})
  void everyRangeOfAnySegmentIsReachable(final long size) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel file = sparse(size)) {
      final MemorySegment segment = file.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      final SegmentViews views = new SegmentViews();
      for (long at = 0; at < size; ) {
        final ByteBuffer view = views.view(0, segment, at, size - at);
        assertTrue(view.hasRemaining(), "nothing to see at " + at);
        at += view.remaining();
        assertTrue(at <= size);
      }
      final ByteBuffer last = views.view(0, segment, size - 1, 1);
      assertEquals(1, last.remaining());
      assertEquals(7, last.get());
    }
  }

  @Test
  void theSameRangeAgainMakesNoNewView() {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment segment = arena.allocate(4096);
      final SegmentViews views = new SegmentViews();
      final ByteBuffer first = views.view(0, segment, 0, 100);
      assertSame(first, views.view(0, segment, 50, 20));
      assertEquals(50, first.position());
      assertEquals(70, first.limit());
    }
  }

  private FileChannel sparse(final long size) throws IOException {
    final FileChannel file =
        FileChannel.open(
            Files.createFile(directory.resolve("sparse")),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    file.write(ByteBuffer.wrap(new byte[] {7}), size - 1);
    return file;
  }
}
