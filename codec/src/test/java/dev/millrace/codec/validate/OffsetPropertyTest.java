package dev.millrace.codec.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.column.Bitmaps;
import dev.millrace.codec.column.DictionaryColumn.DictionaryValues;
import dev.millrace.codec.layout.BatchLayout;
import dev.millrace.codec.layout.BufferTable;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.wire.Limits;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offsets against the plainest way to check them, with values from all over their range. */
class OffsetPropertyTest {
  private static final int ROWS = 70;
  private static final int DATA_AT = 2048;
  private static final Field ITEM = Field.nullable("item", new ArrowType.Null());

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(4096);
  private final SplittableRandom random = new SplittableRandom(5);

  @AfterEach
  void close() {
    arena.close();
  }

  /** Mostly in order, sometimes anything, often at an end of the range. */
  private long[] offsets(final int count, final long limit, final boolean wide) {
    final long[] edges = {
      0,
      1,
      -1,
      limit,
      limit + 1,
      limit - 1,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      1L << 32,
      1L << 31
    };
    final long[] values = new long[count];
    final long most = wide ? limit : Math.min(limit, Integer.MAX_VALUE);
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(3) == 0 ? most : random.nextLong(most + 1);
    }
    Arrays.sort(values);
    for (int n = random.nextInt(3); n > 0; n--) {
      final int at = random.nextInt(count);
      values[at] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextLong();
    }
    for (int i = 0; i < count && !wide; i++) {
      values[i] = (int) values[i];
    }
    return values;
  }

  private void put(final long at, final long[] values, final boolean wide) {
    for (int i = 0; i < values.length; i++) {
      if (wide) {
        memory.set(LittleEndian.LONG, at + i * 8L, values[i]);
      } else {
        memory.set(LittleEndian.INT, at + i * 4L, (int) values[i]);
      }
    }
  }

  /** Validates one batch; answers the clause that it breaks, or "valid". */
  static String validate(final BatchLayout layout, final BufferTable table, final int rows) {
    try {
      new ColumnValidator(Validation.FULL, Limits.DEFAULT.withMaxRows(Long.MAX_VALUE))
          .validate(layout, table, rows, DictionaryValues.NONE);
      return "valid";
    } catch (final MalformedException e) {
      return e.clause();
    }
  }

  private static boolean inOrder(final long[] offsets, final long limit) {
    long before = 0;
    for (final long offset : offsets) {
      if (offset < before || offset > limit) {
        return false;
      }
      before = offset;
    }
    return true;
  }

  /** The data buffer is only a length here: offsets of bytes are not followed. */
  private void bytes(final ArrowType type, final boolean wide) {
    final BatchLayout layout = BatchLayout.of(Schema.of(Field.nullable("b", type)));
    final BufferTable table = new BufferTable(layout);
    final long[] limits = {
      0, 1, 1000, Integer.MAX_VALUE - 1L, Integer.MAX_VALUE, 1L << 31, (1L << 32) + 5, 1L << 40
    };
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      final int rows = random.nextInt(1, ROWS);
      final long limit = limits[random.nextInt(limits.length)];
      final long[] offsets = offsets(rows + 1, limit, wide);
      final long at = random.nextInt(64);
      put(at, offsets, wide);
      table.begin(3, 0);
      table.setNode(0, rows, 0);
      table.setNodeBuffers(0, 0, 0);
      table.setBuffer(0, memory, 0, 0, 0);
      table.setBuffer(1, memory, at, offsets.length * (wide ? 8L : 4L), 0);
      table.setBuffer(2, memory, 0, limit, 0);
      final String want = inOrder(offsets, limit) ? "valid" : "COL-11";
      assertEquals(want, validate(layout, table, rows), () -> limit + Arrays.toString(offsets));
      valid += want.equals("valid") ? 1 : 0;
    }
    assertEquals(true, valid > 5000 && valid < 15_000, valid + " of 20000 were valid");
  }

  @Test
  void offsetsOf32Bits() {
    bytes(new ArrowType.Binary(), false);
  }

  @Test
  void offsetsOf64Bits() {
    bytes(new ArrowType.LargeBinary(), true);
  }

  private void listViews(final ArrowType type, final boolean wide) {
    final BatchLayout layout = BatchLayout.of(Schema.of(Field.nullable("v", type, ITEM)));
    final BufferTable table = new BufferTable(layout);
    final long[] limits = {0, 1, 1000, Integer.MAX_VALUE, 1L << 33};
    for (int i = 0; i < 20_000; i++) {
      final int rows = random.nextInt(1, ROWS);
      final long limit = limits[random.nextInt(limits.length)];
      final long[] starts = offsets(rows, limit, wide);
      final long[] sizes = new long[rows];
      boolean good = true;
      for (int row = 0; row < rows; row++) {
        final long most = limit - Math.clamp(starts[row], 0, limit);
        sizes[row] = random.nextInt(200) == 0 ? random.nextLong() : random.nextLong(most + 1);
        sizes[row] = wide ? sizes[row] : (int) Math.min(sizes[row], Integer.MAX_VALUE);
        good &= starts[row] >= 0 && sizes[row] >= 0 && sizes[row] <= limit - starts[row];
      }
      final int width = wide ? 8 : 4;
      final long at = random.nextInt(64);
      put(at, starts, wide);
      put(at + 1024, sizes, wide);
      table.begin(3, 0);
      table.setNode(0, rows, 0);
      table.setNode(1, limit, limit);
      table.setNodeBuffers(0, 0, 0);
      table.setNodeBuffers(1, 3, 0);
      table.setBuffer(0, memory, 0, 0, 0);
      table.setBuffer(1, memory, at, (long) rows * width, 0);
      table.setBuffer(2, memory, at + 1024, (long) rows * width, 0);
      assertEquals(
          good ? "valid" : "COL-13",
          validate(layout, table, rows),
          () -> limit + Arrays.toString(starts) + Arrays.toString(sizes));
    }
  }

  @Test
  void listViewsOf32Bits() {
    listViews(new ArrowType.ListView(), false);
  }

  @Test
  void listViewsOf64Bits() {
    listViews(new ArrowType.LargeListView(), true);
  }

  /** Any text cut into values anywhere: each value has to be text by itself. */
  private void cuts(final ArrowType type, final boolean wide) {
    final BatchLayout layout = BatchLayout.of(Schema.of(Field.nullable("t", type)));
    final BufferTable table = new BufferTable(layout);
    final String[] texts = {
      "all of this is plain ASCII, nothing else, so that it may be cut anywhere ",
      "Ä hier und ß da, öfter mal ü, Käse für 3 € und ein 😀 am Ende der Zeile",
      "中文文本沒有一個字節是ASCII的中文文本沒有一個字節是的中文",
      "😀😁😂🤣😃😄😅😆😉😊😋😎😍😘😗"
    };
    for (int i = 0; i < 20_000; i++) {
      final byte[] bytes = texts[i % texts.length].getBytes(StandardCharsets.UTF_8);
      final int rows = random.nextInt(1, ROWS);
      final long[] offsets = new long[rows + 1];
      final boolean kind = random.nextInt(4) != 0;
      for (int row = 0; row <= rows; row++) {
        offsets[row] = random.nextInt(bytes.length + 1);
        while (kind
            && offsets[row] < bytes.length
            && Utf8.isContinuation(bytes[(int) offsets[row]])) {
          offsets[row]++;
        }
      }
      Arrays.sort(offsets);
      if (random.nextInt(8) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      final boolean withNulls = random.nextBoolean();
      final long at = 64 + random.nextInt(64);
      put(at, offsets, wide);
      memory.asSlice(DATA_AT - 8, bytes.length + 16).fill((byte) 0x80);
      MemorySegment.copy(bytes, 0, memory, LittleEndian.BYTE, DATA_AT, bytes.length);
      boolean good = true;
      int nulls = 0;
      memory.asSlice(0, 16).fill((byte) 0);
      for (int row = 0; row < rows; row++) {
        if (withNulls && random.nextInt(3) == 0) {
          nulls++;
        } else {
          final byte bits = memory.get(LittleEndian.BYTE, row >> 3);
          memory.set(LittleEndian.BYTE, row >> 3, (byte) (bits | 1 << (row & 7)));
          good &= isText(bytes, (int) offsets[row], (int) offsets[row + 1]);
        }
      }
      table.begin(3, 0);
      table.setNode(0, rows, nulls);
      table.setNodeBuffers(0, 0, 0);
      table.setBuffer(0, memory, 0, nulls > 0 ? rows + 7 >> 3 : 0, 0);
      table.setBuffer(1, memory, at, offsets.length * (wide ? 8L : 4L), 0);
      table.setBuffer(2, memory, DATA_AT, bytes.length, 0);
      assertEquals(
          good ? "valid" : "COL-18",
          validate(layout, table, rows),
          () -> new String(bytes, StandardCharsets.UTF_8) + Arrays.toString(offsets));
    }
  }

  private static boolean isText(final byte[] bytes, final int from, final int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (final CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void textWithOffsetsOf32Bits() {
    cuts(new ArrowType.Utf8(), false);
  }

  @Test
  void textWithOffsetsOf64Bits() {
    cuts(new ArrowType.LargeUtf8(), true);
  }

  @Test
  void missingBitsAreFoundWhereverTheyAre() {
    for (int bits = 0; bits < 200; bits++) {
      final long at = 3 + bits % 8;
      memory.asSlice(0, 64).fill((byte) 0);
      memory.asSlice(at, bits >> 3).fill((byte) 0xFF);
      memory.set(LittleEndian.BYTE, at + (bits >> 3), (byte) ((1 << (bits & 7)) - 1));
      assertEquals(true, Bitmaps.allSet(memory, at, bits), bits + " bits");
      for (int bit = 0; bit < bits; bit++) {
        final byte old = memory.get(LittleEndian.BYTE, at + (bit >> 3));
        memory.set(LittleEndian.BYTE, at + (bit >> 3), (byte) (old & ~(1 << (bit & 7))));
        assertEquals(false, Bitmaps.allSet(memory, at, bits), bit + " of " + bits);
        memory.set(LittleEndian.BYTE, at + (bit >> 3), old);
      }
    }
  }
}
