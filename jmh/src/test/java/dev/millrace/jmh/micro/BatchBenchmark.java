package dev.millrace.jmh.micro;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.Int64Builder;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.layout.LittleEndian;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamReader;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.validate.Validation;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.ChannelTransport;
import dev.millrace.wire.OffHeap;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
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

/**
 * The headline comparison: a batch of 10,000 rows of int64, float64 and utf8, 320 kB, through our
 * codec with full validation; {@link ArrowJavaBatchBenchmark} does each task of the same name. Both
 * read the bytes that Arrow Java wrote.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Thread)
public class BatchBenchmark {
  private static final int NOT_ASCII = 0x8080_8080;

  private MillraceSide side;
  private ChangingBatches changing;
  private StreamWriter writer;
  private BatchBuilder filled;
  private BatchBuilder builder;
  private MemorySegment target;
  private StreamReader reader;
  private byte[] array;
  private String[] texts;
  private ChannelTransport nowhere;

  /**
   * The offsets and the bytes of the text column, rounded. No constant, which C2 would not unroll.
   */
  private long textBytes;

  /** Decodes and fills one batch. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    side = new MillraceSide(Family.INT64_FLOAT64_UTF8, Validation.FULL);
    changing = new ChangingBatches();
    filled = side.filledBuilder();
    builder = side.emptyBuilder();
    writer = side.writer(filled);
    target = side.arena.allocate(ArrowJava.ROOM, 64);
    textBytes = 40_000 + 118_000;
    array = side.message.toArray(ValueLayout.JAVA_BYTE);
    texts = Texts.of(TextSamples.ascii());
    reader = StreamReader.connection(DecodeOptions.of(Validation.FULL));
    pushAll(side.head);
    final FileChannel nothing = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE);
    nowhere = new ChannelTransport(nothing, nothing, TransportKind.PIPE);
  }

  private void pushAll(final MemorySegment bytes) {
    long at = 0;
    while (reader.next() != Event.NEED_INPUT || at < bytes.byteSize()) {
      at += reader.push(bytes, at, bytes.byteSize() - at);
    }
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void tearDown() {
    nowhere.close();
    writer.close();
    reader.close();
    changing.close();
    side.close();
  }

  /**
   * Decodes and validates a batch in place.
   *
   * @return its rows
   */
  @Benchmark
  public long read() {
    return side.decode().rowCount();
  }

  /**
   * As {@link #read}, of five batches in turn, each with other metadata at another place; in {@link
   * #read} nothing changes but what is in the body.
   *
   * @return its rows
   */
  @Benchmark
  public long readChanging() {
    return changing.decode().rowCount();
  }

  /**
   * As {@link #read}, which validates anyway; the rival validates, too, here.
   *
   * @return its rows
   */
  @Benchmark
  public long readValidated() {
    return side.decode().rowCount();
  }

  /**
   * Copies the bytes to a receive region, as a pipe would, decodes and validates them there.
   *
   * @return its rows
   */
  @Benchmark
  public long readCopied() {
    final MemorySegment bytes = side.message;
    for (long at = 0; at < bytes.byteSize(); ) {
      at += reader.push(bytes, at, bytes.byteSize() - at);
      if (reader.next() == Event.BATCH) {
        return reader.batch().rowCount();
      }
    }
    throw new IllegalStateException("no batch");
  }

  /**
   * As {@link #readCopied} from an array; the rival reads from an input stream over one.
   *
   * @return its rows
   */
  @Benchmark
  public long readArray() {
    for (int at = 0; at < array.length; ) {
      at += reader.push(array, at, array.length - at);
      if (reader.next() == Event.BATCH) {
        return reader.batch().rowCount();
      }
    }
    throw new IllegalStateException("no batch");
  }

  /**
   * Decodes and validates a batch in place and reads all of its values.
   *
   * @return a sum
   */
  @Benchmark
  public long readAndScan() {
    final RecordBatch batch = side.decode();
    return side.sample.sum(batch);
  }

  /**
   * Writes a filled batch as the ranges of a gathering write.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long write() {
    return writer.batch(filled, Metadata.EMPTY).totalLength();
  }

  /**
   * Writes a filled batch and copies the bytes to one place.
   *
   * @return bytes copied
   */
  @Benchmark
  public long writeCopied() {
    return writer.batch(filled, Metadata.EMPTY).copyTo(target, 0);
  }

  /** Writes a filled batch to the null device, through the transport that pipes have. */
  @Benchmark
  public void writeToNull() throws IOException {
    nowhere.write(writer.batch(filled, Metadata.EMPTY));
  }

  /**
   * Appends rows one by one, then writes them.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long buildAndWrite() {
    builder.reset();
    side.sample.fill(builder);
    return writer.batch(builder, Metadata.EMPTY).totalLength();
  }

  /**
   * Appends rows one by one, the text as strings, then writes them.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long buildStringsAndWrite() {
    builder.reset();
    final Int64Builder numbers = builder.column(0, Int64Builder.class);
    final Float64Builder doubles = builder.column(1, Float64Builder.class);
    final VarBinaryBuilder strings = builder.column(2, VarBinaryBuilder.class);
    for (int i = 0; i < Sample.ROWS; i++) {
      numbers.append(Sample.number(i));
      doubles.append(i * 0.5);
      strings.append(texts[i]);
    }
    return writer.batch(builder, Metadata.EMPTY).totalLength();
  }

  /**
   * Fills numbers in place and appends the text in bulk, then writes; the rival has no such way.
   *
   * @return bytes to be sent
   */
  @Benchmark
  public long buildInPlaceAndWrite() {
    builder.reset();
    final Int64Builder numbers = builder.column(0, Int64Builder.class);
    numbers.reserve(Sample.ROWS);
    final MemorySegment first = numbers.segment();
    final long firstAt = numbers.dataOffset();
    for (int i = 0; i < Sample.ROWS; i++) {
      first.set(LittleEndian.LONG, firstAt + i * 8L, Sample.number(i));
    }
    numbers.setLength(Sample.ROWS);
    final Float64Builder doubles = builder.column(1, Float64Builder.class);
    doubles.reserve(Sample.ROWS);
    final MemorySegment second = doubles.segment();
    final long secondAt = doubles.dataOffset();
    for (int i = 0; i < Sample.ROWS; i++) {
      second.set(LittleEndian.DOUBLE, secondAt + i * 8L, i * 0.5);
    }
    doubles.setLength(Sample.ROWS);
    builder.column(2).append(side.decode().column(2), 0, Sample.ROWS);
    return writer.batch(builder, Metadata.EMPTY).totalLength();
  }

  /**
   * Nothing but a copy of the message: what bounds those who copy.
   *
   * @return its size
   */
  @Benchmark
  public long limitOfOneCopy() {
    MemorySegment.copy(side.message, 0, target, 0, side.message.byteSize());
    return side.message.byteSize();
  }

  /**
   * Nothing but a look at each byte of the text column: what bounds those who validate. At four
   * places in turn, which is the fastest way that was found here: one place after the other takes
   * twice as long.
   *
   * @return bits
   */
  @Benchmark
  public int limitOfOneLook() {
    final MemorySegment bytes = OffHeap.cast(side.message);
    final long count = textBytes / (4 * Integer.BYTES);
    final long first = bytes.byteSize() - textBytes;
    final long second = first + (count << 2);
    final long third = second + (count << 2);
    final long fourth = third + (count << 2);
    int bits = 0;
    for (long i = 0; i < count; i++) {
      final long at = i << 2;
      bits |=
          (bytes.get(LittleEndian.INT, first + at)
                  | bytes.get(LittleEndian.INT, second + at)
                  | bytes.get(LittleEndian.INT, third + at)
                  | bytes.get(LittleEndian.INT, fourth + at))
              & NOT_ASCII;
    }
    return bits;
  }
}
