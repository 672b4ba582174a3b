package dev.millrace.jmh.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Arrow Java reading and writing the same 10,000 rows of int64, float64 and utf8. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-opens=java.base/java.nio=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow"
    })
@State(Scope.Thread)
public class ArrowJavaBenchmark {
  private BufferAllocator allocator;
  private VectorSchemaRoot root;
  private ArrowStreamWriter discarding;
  private ArrowStreamWriter copying;
  private ArrowStreamReader reader;

  /** Takes bytes and drops them, or copies them to one place again and again. */
  private static final class Sink implements WritableByteChannel {
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

  /** Gives a schema, then the same batch for ever. */
  private static final class Source implements ReadableByteChannel {
    private final ByteBuffer bytes;
    private final int batchAt;

    Source(final ByteBuffer bytes, final int batchAt) {
      this.bytes = bytes;
      this.batchAt = batchAt;
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

  /** Fills one batch and opens streams. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    allocator = new RootAllocator();
    root =
        new VectorSchemaRoot(
            List.of(
                new BigIntVector("i", allocator),
                new Float8Vector("d", allocator),
                new VarCharVector("s", allocator)));
    fill();
    discarding = new ArrowStreamWriter(root, null, new Sink(null));
    discarding.start();
    final ByteBuffer target = ByteBuffer.allocateDirect(1 << 20);
    copying = new ArrowStreamWriter(root, null, new Sink(target));
    copying.start();
    final int batchAt = target.position();
    copying.writeBatch();
    final ByteBuffer bytes = ByteBuffer.allocateDirect(target.position());
    bytes.put(target.duplicate().flip()).flip();
    reader = new ArrowStreamReader(new Source(bytes, batchAt), allocator);
    reader.getVectorSchemaRoot();
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    reader.close(false);
    root.close();
    allocator.close();
  }

  private void fill() {
    final BigIntVector ints = (BigIntVector) root.getVector(0);
    final Float8Vector doubles = (Float8Vector) root.getVector(1);
    final VarCharVector texts = (VarCharVector) root.getVector(2);
    for (int i = 0; i < Rows.COUNT; i++) {
      ints.setSafe(i, i);
    }
    for (int i = 0; i < Rows.COUNT; i++) {
      doubles.setSafe(i, i * 0.5);
    }
    for (int i = 0; i < Rows.COUNT; i++) {
      texts.setSafe(i, Rows.bytes(i));
    }
    root.setRowCount(Rows.COUNT);
  }

  /** A filled batch is written to a channel that drops the bytes. */
  @Benchmark
  public void write() throws IOException {
    discarding.writeBatch();
  }

  /** A filled batch is written to a channel that copies the bytes. */
  @Benchmark
  public void writeAndCopy() throws IOException {
    copying.writeBatch();
  }

  /** Rows are set one by one, then written to a channel that drops the bytes. */
  @Benchmark
  public void appendAndWrite() throws IOException {
    root.clear();
    fill();
    discarding.writeBatch();
  }

  /** A batch is read; Arrow Java validates nothing here. */
  @Benchmark
  public boolean read() throws IOException {
    return reader.loadNextBatch();
  }
}
