package dev.millrace.jmh.headline.limit;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Batches through a pipe or socket: written whole from one buffer, read whole into another. */
final class ChannelLane implements Lane {
  private final Channel channel;
  private final MemorySegment memory;
  private final ByteBuffer buffer;

  ChannelLane(final Channel channel, final long batchBytes) {
    this.channel = channel;
    this.memory = Arena.ofAuto().allocate(batchBytes, 4096);
    this.buffer = memory.asByteBuffer();
  }

  @Override
  public MemorySegment slot() {
    return memory;
  }

  @Override
  public void publish(final long bytes) throws IOException {
    buffer.clear().limit((int) bytes);
    while (buffer.hasRemaining()) {
      ((WritableByteChannel) channel).write(buffer);
    }
  }

  @Override
  public MemorySegment returned() {
    throw new UnsupportedOperationException("what was written is gone");
  }

  @Override
  public MemorySegment take(final long bytes) throws IOException {
    buffer.clear().limit((int) bytes);
    while (buffer.hasRemaining()) {
      if (((ReadableByteChannel) channel).read(buffer) < 0) {
        throw new EOFException("the other process ended");
      }
    }
    return memory;
  }

  @Override
  public void release() {
    // the buffer is ours
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
