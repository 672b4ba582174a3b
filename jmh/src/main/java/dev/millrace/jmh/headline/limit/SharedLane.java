package dev.millrace.jmh.headline.limit;

import dev.millrace.shm.posix.OwnedNames;
import dev.millrace.shm.posix.PosixSharedMemory;
import dev.millrace.shm.ring.RingChannel;
import dev.millrace.shm.ring.RingIdle;
import dev.millrace.shm.ring.RingRegion;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Batches through a mapped region of two slots, so that one side fills while the other sums; a byte
 * through a ring of ours says that a slot is full, or free again. That hand-over costs well under a
 * microsecond a batch.
 */
final class SharedLane implements Lane {
  private static final int SLOTS = 2;

  private final Arena mapping;
  private final MemorySegment[] slots = new MemorySegment[SLOTS];
  private final MemorySegment token = Arena.ofAuto().allocate(8);
  private final RingRegion region;
  private final RingChannel ring;
  private final String name;
  private long published;
  private long given;
  private long taken;

  private SharedLane(
      final String name, final RingRegion region, final Arena mapping, final MemorySegment memory)
      throws IOException {
    this.name = name;
    this.mapping = mapping;
    this.region = region;
    this.ring = new RingChannel(region, RingIdle.ADAPTIVE);
    final long size = memory.byteSize() / SLOTS;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = memory.asSlice(i * size, size);
    }
  }

  /** Makes the lane; the other process attaches by {@link #name}. */
  static SharedLane create(final long batchBytes) throws IOException {
    final Arena mapping = Arena.ofShared();
    final String memoryName = OwnedNames.fresh("mlim");
    final MemorySegment memory =
        PosixSharedMemory.create(memoryName, SLOTS * ((batchBytes + 4095) & -4096L), mapping);
    PosixSharedMemory.prefault(memory, 0, memory.byteSize());
    final RingRegion region = RingRegion.create(1 << 12);
    return new SharedLane(memoryName + ":" + region.name(), region, mapping, memory);
  }

  static SharedLane attach(final String name) throws IOException {
    final String[] parts = name.split(":");
    final Arena mapping = Arena.ofShared();
    final MemorySegment memory = PosixSharedMemory.attach(parts[0], mapping);
    PosixSharedMemory.prefault(memory, 0, memory.byteSize());
    PosixSharedMemory.unlink(parts[0]);
    final RingRegion region = RingRegion.attach(parts[1]);
    region.unlink();
    return new SharedLane(name, region, mapping, memory);
  }

  String name() {
    return name;
  }

  @Override
  public MemorySegment slot() throws IOException {
    if (published - given >= SLOTS) {
      returned();
    }
    return slots[(int) (published % SLOTS)];
  }

  @Override
  public void publish(final long bytes) throws IOException {
    published++;
    ring.write(token, 0, 1);
  }

  @Override
  public MemorySegment returned() throws IOException {
    await();
    return slots[(int) (given++ % SLOTS)];
  }

  @Override
  public MemorySegment take(final long bytes) throws IOException {
    await();
    return slots[(int) (taken % SLOTS)];
  }

  @Override
  public void release() throws IOException {
    taken++;
    ring.write(token, 0, 1);
  }

  private void await() throws IOException {
    if (ring.read(token, 0, 1) < 0) {
      throw new EOFException("the other process ended");
    }
  }

  @Override
  public void close() {
    ring.close();
    mapping.close();
  }
}
