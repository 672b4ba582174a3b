package dev.millrace.sdk.file;

import dev.millrace.codec.file.ArrowFileReader;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.validate.Validation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An Arrow file or stream that is mapped for as long as this is open. Stays on one thread. */
public final class MappedArrow implements AutoCloseable {
  private final Arena arena;
  private final ArrowFileReader reader;

  private MappedArrow(final Arena arena, final ArrowFileReader reader) {
    this.arena = arena;
    this.reader = reader;
  }

  /**
   * Maps a file.
   *
   * @param path the file
   * @return its mapping, to be closed by the caller
   * @throws IOException if it can't be read
   * @throws dev.millrace.wire.MalformedException if it is neither an Arrow file nor a stream
   */
  public static MappedArrow open(final Path path) throws IOException {
    final Arena arena = Arena.ofConfined();
    boolean opened = false;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      final MemorySegment file =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      final MappedArrow mapped =
          new MappedArrow(arena, new ArrowFileReader(file, DecodeOptions.of(Validation.FULL)));
      opened = true;
      return mapped;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /**
   * Gives the batches.
   *
   * @return the reader; its batches are views of the mapping
   */
  public ArrowFileReader reader() {
    return reader;
  }

  @Override
  public void close() {
    reader.close();
    arena.close();
  }
}
