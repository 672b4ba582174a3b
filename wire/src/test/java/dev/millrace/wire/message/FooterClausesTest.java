package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.apache.arrow.flatbuf.Footer;
import org.junit.jupiter.api.Test;

/** Each defect of a file's marks, footer and blocks under the clause it breaks. */
class FooterClausesTest {
  private final byte[] file = Recorded.bytes("file.arrow");
  private final int trailer = file.length - 10;

  private void assertDefect(
      final String clause, final long offset, final Consumer<ByteBuffer> patch) {
    final byte[] bytes = file.clone();
    patch.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    final FooterFlyweight footer = new FooterFlyweight(Limits.DEFAULT);
    final MalformedException e =
        assertThrows(
            MalformedException.class, () -> footer.wrap(Memory.of(bytes), 0, bytes.length));
    assertEquals(clause, e.clause(), e.getMessage());
    assertEquals(offset, e.offset(), e.getMessage());
    assertThrows(IllegalStateException.class, footer::schema);
  }

  @Test
  void marksAndFooterLength() {
    assertDefect("FRAME-10", 0, b -> b.put(5, (byte) '2'));
    assertDefect("FRAME-10", file.length - 6, b -> b.put(file.length - 1, (byte) '2'));
    for (final int length : new int[] {0, -1, Integer.MIN_VALUE, trailer - 7, Integer.MAX_VALUE}) {
      assertDefect("FRAME-10", trailer, b -> b.putInt(trailer, length));
    }
  }

  @Test
  void filesTooShortForTwoMarks() {
    final FooterFlyweight footer = new FooterFlyweight(Limits.DEFAULT);
    for (int i = 0; i < 18; i++) {
      final byte[] bytes = new byte[i];
      System.arraycopy(file, 0, bytes, 0, i);
      final MalformedException e =
          assertThrows(
              MalformedException.class, () -> footer.wrap(Memory.of(bytes), 0, bytes.length));
      assertEquals("FRAME-10", e.clause());
    }
    assertFalse(FooterFlyweight.isFile(Memory.ofLength(5), 0, 5));
  }

  /** Position in the file of the first record batch's block. */
  private int block() {
    final int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(trailer);
    final ByteBuffer footer = ByteBuffer.wrap(file, trailer - length, length).slice();
    final var blocks = Footer.getRootAsFooter(footer).recordBatchesVector();
    final long offset = blocks.get(0).offset();
    final ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = trailer - length; at < trailer - 8; at++) {
      if (all.getLong(at) == offset) {
        return at;
      }
    }
    throw new AssertionError("no block");
  }

  @Test
  void blocks() {
    final int at = block();
    final long footerOffset =
        trailer - ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(trailer);
    for (final long offset :
        new long[] {7, -1, Long.MIN_VALUE, Long.MAX_VALUE, footerOffset, footerOffset + 1}) {
      assertDefect("FRAME-11", at, b -> b.putLong(at, offset));
    }
    for (final int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertDefect("FRAME-11", at, b -> b.putInt(at + 8, length));
    }
    for (final long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, footerOffset}) {
      assertDefect("FRAME-11", at, b -> b.putLong(at + 16, length));
    }
  }
}
