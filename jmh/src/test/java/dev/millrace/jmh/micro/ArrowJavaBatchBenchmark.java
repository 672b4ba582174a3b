package dev.millrace.jmh.micro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.util.ValueVectorUtility;
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

/** Arrow Java at the tasks of {@link BatchBenchmark}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class ArrowJavaBatchBenchmark {
  private ArrowJava filled;
  private ArrowJava filling;
  private ArrowStreamWriter dropping;
  private ArrowStreamWriter copying;
  private ArrowStreamWriter nowhere;
  private ArrowStreamWriter building;
  private ArrowStreamReader reader;
  private ArrowStreamReader changingReader;
  private ArrowStreamReader arrayReader;
  private FileChannel nothing;
  private String[] texts;

  /** An input stream over an array that begins again with the batch when it ends. */
  private static final class Endless extends InputStream {
    private final byte[] bytes;
    private final int batchAt;
    private ByteArrayInputStream now;

    Endless(final ArrowJava.Stream stream) {
      bytes = new byte[stream.bytes().remaining()];
      stream.bytes().duplicate().get(bytes);
      batchAt = stream.batchAt();
      now = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(final byte[] target, final int offset, final int length) {
      if (now.available() == 0) {
        now = new ByteArrayInputStream(bytes, batchAt, bytes.length - batchAt);
      }
      return now.read(target, offset, length);
    }

    @Override
    public int available() {
      return now.available();
    }
  }

  /** Fills one batch and opens streams. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    filled = new ArrowJava(Family.INT64_FLOAT64_UTF8);
    filling = new ArrowJava(Family.INT64_FLOAT64_UTF8);
    texts = Texts.of(TextSamples.ascii());
    dropping = filled.writer(new ArrowJava.Sink(null));
    dropping.start();
    copying = filled.writer(new ArrowJava.Sink(ByteBuffer.allocateDirect(ArrowJava.ROOM)));
    copying.start();
    nothing = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE);
    nowhere = filled.writer(nothing);
    nowhere.start();
    building = filling.writer(new ArrowJava.Sink(null));
    building.start();
    reader = filled.reader(new ArrowJava.Source(filled.stream()));
    reader.getVectorSchemaRoot();
    changingReader = filled.reader(new ArrowJava.Source(ChangingBatches.stream()));
    changingReader.getVectorSchemaRoot();
    arrayReader = new ArrowStreamReader(new Endless(filled.stream()), filled.allocator);
    arrayReader.getVectorSchemaRoot();
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    reader.close(false);
    changingReader.close(false);
    arrayReader.close(false);
    nothing.close();
    filled.close();
    filling.close();
  }

  /**
   * Reads a batch from a channel over off-heap memory; nothing is validated.
   *
   * @return true
   */
  @Benchmark
  public boolean read() throws IOException {
    return reader.loadNextBatch();
  }

  /**
   * As {@link #read}, of five batches in turn.
   *
   * @return true
   */
  @Benchmark
  public boolean readChanging() throws IOException {
    return changingReader.loadNextBatch();
  }

  /**
   * As {@link #read}, the name under which ours is the one with a receive region.
   *
   * @return true
   */
  @Benchmark
  public boolean readCopied() throws IOException {
    return reader.loadNextBatch();
  }

  /** Reads a batch and has Arrow Java validate it. */
  @Benchmark
  public void readValidated() throws IOException {
    reader.loadNextBatch();
    ValueVectorUtility.validateFull(reader.getVectorSchemaRoot());
  }

  /**
   * Reads a batch from an input stream over an array.
   *
   * @return true
   */
  @Benchmark
  public boolean readArray() throws IOException {
    return arrayReader.loadNextBatch();
  }

  /**
   * Reads a batch and all of its values.
   *
   * @return a sum
   */
  @Benchmark
  public long readAndScan() throws IOException {
    reader.loadNextBatch();
    final VectorSchemaRoot root = reader.getVectorSchemaRoot();
    return filled.sample.sum(root.getFieldVectors());
  }

  /** Writes a filled batch to a channel that drops the bytes. */
  @Benchmark
  public void write() throws IOException {
    dropping.writeBatch();
  }

  /** Writes a filled batch to a channel that copies the bytes to one place. */
  @Benchmark
  public void writeCopied() throws IOException {
    copying.writeBatch();
  }

  /** Writes a filled batch to the null device. */
  @Benchmark
  public void writeToNull() throws IOException {
    nowhere.writeBatch();
  }

  private void reset() {
    for (final FieldVector vector : filling.vectors) {
      vector.reset();
    }
  }

  /** Sets rows one by one, then writes them to a channel that drops the bytes. */
  @Benchmark
  public void buildAndWrite() throws IOException {
    reset();
    filling.fill();
    building.writeBatch();
  }

  /** Sets rows one by one, the text from strings, then writes them. */
  @Benchmark
  public void buildStringsAndWrite() throws IOException {
    reset();
    final List<FieldVector> vectors = filling.vectors;
    final BigIntVector numbers = (BigIntVector) vectors.get(0);
    final Float8Vector doubles = (Float8Vector) vectors.get(1);
    final VarCharVector strings = (VarCharVector) vectors.get(2);
    for (int i = 0; i < Sample.ROWS; i++) {
      numbers.setSafe(i, Sample.number(i));
      doubles.setSafe(i, i * 0.5);
      strings.setSafe(i, texts[i].getBytes(StandardCharsets.UTF_8));
    }
    filling.root.setRowCount(Sample.ROWS);
    building.writeBatch();
  }
}
