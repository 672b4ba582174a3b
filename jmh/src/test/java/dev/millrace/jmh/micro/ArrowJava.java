package dev.millrace.jmh.micro;

import dev.millrace.codec.stream.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;

/** Arrow Java at work on one family: filled vectors, and the stream it makes of them. */
final class ArrowJava implements AutoCloseable {
  /** Room for any of the batches twice. */
  static final int ROOM = 4 << 20;

  final Sample sample;
  final BufferAllocator allocator = new RootAllocator();
  final List<FieldVector> vectors;
  final VectorSchemaRoot root;
  private final Family family;

  ArrowJava(final Family family) {
    this.family = family;
    sample = family.sample();
    vectors = sample.vectors(allocator);
    fill();
    root = new VectorSchemaRoot(vectors);
    root.setRowCount(Sample.ROWS);
  }

  void fill() {
    fill(sample);
  }

  private void fill(final Sample values) {
    values.fill(vectors);
    for (final FieldVector vector : vectors) {
      vector.setValueCount(Sample.ROWS);
    }
  }

  ArrowStreamWriter writer(final WritableByteChannel channel) {
    if (family.compression() == Compression.NONE) {
      return new ArrowStreamWriter(root, sample.dictionaries(), channel);
    }
    return new ArrowStreamWriter(
        root,
        sample.dictionaries(),
        channel,
        IpcOption.DEFAULT,
        CommonsCompressionFactory.INSTANCE,
        family.compression() == Compression.ZSTD ? CodecType.ZSTD : CodecType.LZ4_FRAME,
        Optional.empty());
  }

  ArrowStreamReader reader(final ReadableByteChannel channel) {
    return new ArrowStreamReader(channel, allocator, CommonsCompressionFactory.INSTANCE);
  }

  /** A stream of two batches, the second without anything before it. */
  record Stream(ByteBuffer bytes, int batchAt) {}

  Stream stream() throws IOException {
    final ByteBuffer bytes = ByteBuffer.allocateDirect(ROOM);
    final ArrowStreamWriter writer = writer(new Sink(bytes));
    writer.start();
    writer.writeBatch();
    final int batchAt = bytes.position();
    writer.writeBatch();
    return new Stream(bytes.flip(), batchAt);
  }

  /** A stream of several batches behind each other. */
  Stream stream(final List<Sample> samples) throws IOException {
    final ByteBuffer bytes = ByteBuffer.allocateDirect(ROOM);
    final ArrowStreamWriter writer = writer(new Sink(bytes));
    writer.start();
    final int batchAt = bytes.position();
    for (final Sample each : samples) {
      vectors.forEach(FieldVector::reset);
      fill(each);
      writer.writeBatch();
    }
    return new Stream(bytes.flip(), batchAt);
  }

  @Override
  public void close() {
    root.close();
  }

  /** Takes bytes and drops them, or copies them to one place again and again. */
  static final class Sink implements WritableByteChannel {
    private final ByteBuffer target;

    Sink(final ByteBuffer target) {
      this.target = target;
    }

    @Override
    public int write(final ByteBuffer source) {
      final int bytes = source.remaining();
      if (target == null) {
        source.position(source.limit());
      } else {
        if (target.remaining() < bytes) {
          target.clear();
        }
        target.put(source);
      }
      return bytes;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Gives a stream, then for ever what is behind its head. */
  static final class Source implements ReadableByteChannel {
    private final ByteBuffer bytes;
    private final int batchAt;

    Source(final Stream stream) {
      bytes = stream.bytes().duplicate();
      batchAt = stream.batchAt();
    }

    @Override
    public int read(final ByteBuffer target) {
      if (!bytes.hasRemaining()) {
        bytes.position(batchAt);
      }
      final int count = Math.min(bytes.remaining(), target.remaining());
      target.put(target.position(), bytes, bytes.position(), count);
      target.position(target.position() + count);
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
