package dev.millrace.shm.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A child that is talked to through channels instead of the streams of its Process. */
@Timeout(30)
class PosixPipeTest {
  @Test
  void childReadsWritesAndEnds() throws Exception {
    try (PosixPipe input = PosixPipe.open();
        PosixPipe output = PosixPipe.open()) {
      assertTrue(!System.getProperty("os.name").startsWith("Linux") || input.enlarge(1 << 18) > 0);
      final Process child =
          new ProcessBuilder("tr", "a-z", "A-Z")
              .redirectInput(input.readFile())
              .redirectOutput(output.writeFile())
              .start();
      input.closeRead();
      output.closeWrite();
      try (FileChannel from = output.readStream().getChannel()) {
        try (FileChannel to = input.writeChannel()) {
          input.closeWrite();
          to.write(ByteBuffer.wrap("millrace".getBytes(StandardCharsets.US_ASCII)));
        }
        final ByteBuffer got = ByteBuffer.allocate(100);
        while (from.read(got) >= 0) {
          assertTrue(got.hasRemaining());
        }
        assertEquals(
            "MILLRACE", new String(got.array(), 0, got.position(), StandardCharsets.US_ASCII));
      }
      assertEquals(0, child.waitFor());
      assertThrows(IllegalStateException.class, input::writeFile);
    }
  }

  @Test
  void whatIsNoPipeIsLeftAlone() {
    assertEquals(-1, PosixPipe.enlarge(-1, 1 << 20));
  }
}
