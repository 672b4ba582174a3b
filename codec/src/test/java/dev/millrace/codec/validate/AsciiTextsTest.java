package dev.millrace.codec.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One wrong byte or offset, at every place, in columns of few long and of many short texts: their
 * offsets and bytes are checked in one loop as far as both reach.
 */
class AsciiTextsTest {
  private static final int[] ROWS = {1, 2, 3, 7, 8, 9, 33, 70, 300};
  private static final int[] BYTES = {0, 1, 2, 11, 12, 13, 24, 97, 400, 1200};
  private static final int SKIPPED = 3;

  /** Odd, so that nothing is aligned. */
  private static final int TEXT_AT = 2001;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(8192);
  private final BatchLayout layout =
      BatchLayout.of(Schema.of(Field.nullable("t", new ArrowType.Utf8())));
  private final BufferTable table = new BufferTable(layout);

  @AfterEach
  void close() {
    arena.close();
  }

  /** Texts of so many bytes together, in memory that is full of something else. */
  private void texts(final int rows, final int bytes, final int other) {
    memory.fill((byte) other);
    for (int i = 0; i <= rows; i++) {
      setOffset(i, SKIPPED + (int) ((long) i * bytes / rows));
    }
    for (int i = 0; i < bytes; i++) {
      setByte(i, i & 0x7F);
    }
    table.begin(3, 0);
    table.setNode(0, rows, 0);
    table.setNodeBuffers(0, 0, 0);
    table.setBuffer(0, memory, 0, 0, 0);
    table.setBuffer(1, memory, 0, (rows + 1) * 4L, 0);
    table.setBuffer(2, memory, TEXT_AT, SKIPPED + bytes + 5, 0);
  }

  private int offset(final int i) {
    return memory.get(LittleEndian.INT, i * 4L);
  }

  private void setOffset(final int i, final int offset) {
    memory.set(LittleEndian.INT, i * 4L, offset);
  }

  private void setByte(final int i, final int value) {
    memory.set(LittleEndian.BYTE, TEXT_AT + SKIPPED + i, (byte) value);
  }

  private String validate(final int rows) {
    return OffsetPropertyTest.validate(layout, table, rows);
  }

  @Test
  void wrongBytesAreFoundWhereverTheyAre() {
    for (final int rows : ROWS) {
      for (final int bytes : BYTES) {
        texts(rows, bytes, 0xFF);
        assertEquals("valid", validate(rows));
        final List<String> found = new ArrayList<>();
        for (int i = 0; i < bytes; i++) {
          setByte(i, 0x80);
          found.add(validate(rows));
          setByte(i, i & 0x7F);
        }
        assertEquals(Collections.nCopies(bytes, "COL-18"), found, rows + " of " + bytes);
      }
    }
  }

  @Test
  void wrongOffsetsAreFoundWhereverTheyAre() {
    for (final int rows : ROWS) {
      for (final int bytes : BYTES) {
        texts(rows, bytes, ' ');
        for (int i = 0; i <= rows; i++) {
          final int right = offset(i);
          final int before = i == 0 ? 0 : offset(i - 1);
          for (final int wrong : new int[] {before - 1, SKIPPED + bytes + 6, Integer.MIN_VALUE}) {
            setOffset(i, wrong);
            assertEquals("COL-11", validate(rows), rows + " of " + bytes + ": " + i);
          }
          setOffset(i, right);
          if (i > 0 && i < rows - 1) { // the differences overflow, and none is negative
            final int after = offset(i + 1);
            setOffset(i, Integer.MIN_VALUE);
            setOffset(i + 1, -1);
            assertEquals("COL-11", validate(rows), rows + " of " + bytes + ": " + i);
            setOffset(i, right);
            setOffset(i + 1, after);
          }
        }
      }
    }
  }

  @Test
  void textsThatAreNotAsciiAreValidWhereTheirCharactersAreWhole() {
    for (final int rows : ROWS) {
      for (final int bytes : BYTES) {
        texts(rows, bytes, 0xFF);
        for (int i = 0; i < rows; i++) {
          for (int at = offset(i); at + 2 <= offset(i + 1); at += 2) {
            setByte(at - SKIPPED, 0xC3);
            setByte(at - SKIPPED + 1, 0xA4);
          }
        }
        assertEquals("valid", validate(rows), rows + " of " + bytes);
      }
    }
  }
}
