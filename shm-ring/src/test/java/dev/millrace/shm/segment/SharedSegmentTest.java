package dev.millrace.shm.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The segment as its two sides and the file system see it. */
class SharedSegmentTest {
  private static final long SIZE = 1 << 20;

  @Test
  void bothSidesSeeTheSameBytesAndAllocations() throws IOException {
    try (SharedSegment client = SharedSegment.create(SIZE);
        SharedSegment worker = SharedSegment.attach(client.name())) {
      final long at = client.allocator().allocate(100);
      client.memory().set(ValueLayout.JAVA_LONG_UNALIGNED, at + 1, 42L);
      worker.allocator().requireAllocated(at, 100);
      assertEquals(42L, worker.memory().get(ValueLayout.JAVA_LONG_UNALIGNED, at + 1));
      worker.allocator().free(at);
      assertEquals(0, client.allocator().allocations());
    }
  }

  @Test
  void headerIsTheSpecifiedBytes() throws IOException {
    try (SharedSegment segment = SharedSegment.create(65536 + 4096)) {
      segment.allocator().allocate(7);
      final byte[] head = segment.memory().asSlice(0, 40).toArray(ValueLayout.JAVA_BYTE);
      assertEquals("VGIS", new String(head, 0, 4, StandardCharsets.US_ASCII));
      final byte[] rest = {
        1, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 7, 0,
        0, 0, 0, 0, 0, 0
      };
      assertEquals(
          List.of(toList(rest)), List.of(toList(java.util.Arrays.copyOfRange(head, 4, 40))));
    }
  }

  private static List<Byte> toList(final byte[] bytes) {
    final List<Byte> list = new ArrayList<>();
    for (final byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void existsForItsOwnerOnlyAndGoesWithClose() throws IOException {
    final SharedSegment segment = SharedSegment.create(SIZE);
    final Path file = Path.of("/dev/shm", segment.name());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertThrows(
        FileAlreadyExistsException.class, () -> SharedSegment.create(segment.name(), SIZE));
    final MemorySegment memory = segment.memory();
    segment.close();
    segment.close();
    assertFalse(Files.exists(file));
    assertThrows(IllegalStateException.class, () -> memory.get(ValueLayout.JAVA_BYTE, 0));
    assertThrows(NoSuchFileException.class, () -> SharedSegment.attach(segment.name()));
  }

  @Test
  void workerNeverUnlinks() throws IOException {
    try (SharedSegment client = SharedSegment.create(SIZE)) {
      SharedSegment.attach(client.name()).close();
      SharedSegment.attach(client.name()).close();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void sizesBeyondTwoGiBWork() throws IOException {
    final long size = (1L << 31) + (1 << 20);
    try (SharedSegment segment = SharedSegment.create(size)) {
      final long first = segment.allocator().allocate(1L << 31);
      final long second = segment.allocator().allocate(100);
      assertEquals(65536, first);
      assertEquals(65536 + (1L << 31), second);
      segment.memory().set(ValueLayout.JAVA_BYTE, second + 99, (byte) 7);
      assertEquals(7, segment.memory().get(ValueLayout.JAVA_BYTE, second + 99));
    }
  }

  @Test
  void moreThanTheSystemHasIsAnErrorAtCreation() {
    assertThrows(IOException.class, () -> SharedSegment.create(1L << 46));
  }

  @Test
  void namesFromPeersCannotLeaveTheNamespace() {
    for (final String name :
        List.of("", "../etc/passwd", "a/b", ".hidden", "x".repeat(300), "a\0b")) {
      assertThrows(MalformedException.class, () -> SharedSegment.attach(name), name);
    }
  }

  @Test
  void wrongHeadersAreRefusedAtAttach() throws IOException {
    try (SharedSegment segment = SharedSegment.create(SIZE)) {
      for (int at = 0; at < 16; at++) {
        final byte before = segment.memory().get(ValueLayout.JAVA_BYTE, at);
        segment.memory().set(ValueLayout.JAVA_BYTE, at, (byte) (before ^ 0x41));
        assertThrows(MalformedException.class, () -> SharedSegment.attach(segment.name()));
        segment.memory().set(ValueLayout.JAVA_BYTE, at, before);
      }
      SharedSegment.attach(segment.name()).close();
    }
  }

  @Test
  void tooSmallForAHeaderIsRefused() throws IOException {
    final String name = "mill_test_" + ProcessHandle.current().pid();
    try (Arena arena = Arena.ofConfined()) {
      PosixSharedMemory.create(name, 4096, arena);
      assertThrows(MalformedException.class, () -> SharedSegment.attach(name));
    } finally {
      assertTrue(PosixSharedMemory.unlink(name));
    }
    assertFalse(PosixSharedMemory.unlink(name));
  }

  @Test
  void everyHostileTableIsATypedError() throws IOException {
    try (SharedSegment segment = SharedSegment.create(SIZE)) {
      final SegmentAllocator allocator = segment.allocator();
      allocator.allocate(1000);
      allocator.allocate(1000);
      final byte[] good = segment.memory().asSlice(0, 56).toArray(ValueLayout.JAVA_BYTE);
      final Random random = new Random(7);
      int refused = 0;
      for (int at = 16; at < 56; at++) {
        for (final int value : new int[] {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)}) {
          MemorySegment.copy(good, 0, segment.memory(), ValueLayout.JAVA_BYTE, 0, good.length);
          segment.memory().set(ValueLayout.JAVA_BYTE, at, (byte) value);
          try {
            final long got = allocator.allocate(500);
            if (got != SegmentAllocator.NO_ROOM) {
              assertTrue(got >= 65536 && got <= SIZE - 500);
            }
          } catch (final MalformedException e) {
            assertEquals("SHM-3", e.clause());
            refused++;
          }
        }
      }
      assertTrue(refused > 100, "only " + refused);
    }
  }

  @Test
  void pointersOutsideAnAllocationAreRefused() throws IOException {
    try (SharedSegment segment = SharedSegment.create(SIZE)) {
      final SegmentAllocator allocator = segment.allocator();
      final long at = allocator.allocate(100);
      allocator.requireAllocated(at, 100);
      assertThrows(MalformedException.class, () -> allocator.requireAllocated(at, 101));
      assertThrows(MalformedException.class, () -> allocator.requireAllocated(at, -1));
      assertThrows(MalformedException.class, () -> allocator.requireAllocated(at + 1, 1));
      assertThrows(MalformedException.class, () -> allocator.requireAllocated(-1, 1));
      assertThrows(MalformedException.class, () -> allocator.free(at + 1));
      allocator.free(at);
      assertThrows(MalformedException.class, () -> allocator.free(at));
    }
  }

  @Test
  void fullTableAndFullSegmentSayNoRoom() throws IOException {
    try (SharedSegment segment = SharedSegment.create(SIZE)) {
      final SegmentAllocator allocator = segment.allocator();
      for (int i = 0; i < 4094; i++) {
        assertEquals(65536 + i, allocator.allocate(1));
      }
      assertEquals(SegmentAllocator.NO_ROOM, allocator.allocate(1));
      allocator.free(65536 + 17);
      assertEquals(SegmentAllocator.NO_ROOM, allocator.allocate(SIZE));
      assertEquals(65536 + 17, allocator.allocate(1));
      allocator.clear();
      assertEquals(65536, allocator.allocate(SIZE - 65536));
      assertEquals(SegmentAllocator.NO_ROOM, allocator.allocate(1));
    }
  }

  @Test
  void gapIsFreeUntilItIsEntered() throws IOException {
    try (SharedSegment segment = SharedSegment.create(SIZE)) {
      final SegmentAllocator allocator = segment.allocator();
      final long first = allocator.allocate(100);
      final long second = allocator.allocate(100);
      allocator.free(first);
      assertEquals(65536, allocator.gap(100));
      assertEquals(second, allocator.gapEnd());
      assertEquals(65792, allocator.gap(101), "behind the second, on a multiple of 64");
      assertEquals(SIZE, allocator.gapEnd());
      assertEquals(1, allocator.allocations());
      assertEquals(SegmentAllocator.NO_ROOM, allocator.gap(SIZE));
      assertTrue(allocator.enter(65792, 1000));
      allocator.requireAllocated(65792, 1000);
      assertFalse(allocator.enter(65792, 1), "taken");
      assertFalse(allocator.enter(second - 1, 2), "taken in part");
      assertTrue(allocator.enter(65536, 100));
      assertEquals(3, allocator.allocations());
    }
  }

  /** First fit against a plain model over a long random history, fragmentation included. */
  @Test
  void allocatesFirstFitLikeTheModel() throws IOException {
    final Random random = new Random(11);
    try (SharedSegment segment = SharedSegment.create(SIZE)) {
      final SegmentAllocator allocator = segment.allocator();
      final TreeMap<Long, Long> model = new TreeMap<>();
      for (int step = 0; step < 20_000; step++) {
        if (model.isEmpty() || random.nextInt(5) < 3) {
          final long length = 1 + random.nextInt(1 << (4 + random.nextInt(14)));
          long expected = 65536;
          for (final var entry : model.entrySet()) {
            if (entry.getKey() - expected >= length) {
              break;
            }
            expected = entry.getKey() + entry.getValue();
          }
          if (SIZE - expected < length) {
            expected = SegmentAllocator.NO_ROOM;
          } else {
            model.put(expected, length);
          }
          assertEquals(expected, allocator.allocate(length));
        } else {
          final List<Long> keys = new ArrayList<>(model.keySet());
          final long victim = keys.get(random.nextInt(keys.size()));
          model.remove(victim);
          allocator.free(victim);
        }
        assertEquals(model.size(), allocator.allocations());
      }
      assertEquals(
          model.values().stream().mapToLong(Long::longValue).sum(), allocator.allocatedBytes());
    }
  }
}
