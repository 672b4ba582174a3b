package dev.millrace.wire.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Streams and files that pyarrow wrote; {@code make.py} beside them says what they hold. */
final class Recorded {
  static final List<String> STREAMS =
      List.of(
          "types.arrows",
          "envelope.arrows",
          "empty.arrows",
          "delta.arrows",
          "replaced.arrows",
          "lz4.arrows",
          "zstd.arrows",
          "views.arrows",
          "legacy.arrows");

  private Recorded() {}

  static byte[] bytes(final String name) {
    try (InputStream in = Recorded.class.getResourceAsStream("/pyarrow/" + name)) {
      return in.readAllBytes();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The metadata of each message of a stream, without prefix. */
  static List<byte[]> metadata(final String name) {
    final byte[] bytes = bytes(name);
    final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    final List<byte[]> messages = new ArrayList<>();
    while (true) {
      int length = buffer.getInt();
      if (length == -1) {
        length = buffer.getInt();
      }
      if (length == 0) {
        return messages;
      }
      final int at = buffer.position();
      final byte[] metadata = Arrays.copyOfRange(bytes, at, at + length);
      messages.add(metadata);
      buffer.position(at + length + (int) OracleReader.message(metadata).bodyLength());
    }
  }
}
