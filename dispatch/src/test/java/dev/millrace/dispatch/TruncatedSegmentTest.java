package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RawStream;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The file behind a segment is cut while a worker in a process of its own reads and writes it
 * ([SHM-13]): the worker goes on, and the call ends. This side never maps the file.
 */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class TruncatedSegmentTest {
  private static final int ROUNDS = Integer.getInteger("millrace.cuts", 10);
  private static final int ROWS = 800_000;
  private static final long SIZE = 16 << 20;

  @TempDir static Path folder;

  private Process worker;
  private Path socket;
  private RpcClient client;

  private void start(final String threshold) throws IOException {
    socket = folder.resolve("w" + threshold + ".sock");
    final ProcessBuilder builder =
        new ProcessBuilder(FixtureWorker.command("unix", socket.toString(), "60000"))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("VGI_RPC_SHM_MIN_BATCH_BYTES", threshold);
    worker = builder.start();
    worker.inputReader().readLine();
  }

  @AfterEach
  void stop() throws InterruptedException {
    worker.destroyForcibly().waitFor();
  }

  private static BatchBuilder values() {
    final BatchBuilder batch = new BatchBuilder(FixtureService.VALUE, BuilderMemory.offHeap());
    final Float64Builder values = batch.column(0, Float64Builder.class);
    for (int i = 0; i < ROWS; i++) {
      values.append(i);
    }
    return batch;
  }

  private static byte[] stream() {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (StreamWriter writer = new StreamWriter(FixtureService.VALUE, WriteOptions.DEFAULT)) {
      bytes.writeBytes(writer.batch(values(), Metadata.EMPTY).toByteArray());
      bytes.writeBytes(writer.end().toByteArray());
    }
    return bytes.toByteArray();
  }

  /** Writes a segment with one allocation, as a client that maps it would. */
  private static void write(final FileChannel file, final byte[] content) throws IOException {
    final ByteBuffer bytes =
        ByteBuffer.allocate(65_536 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("VGIS".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(1);
    bytes.putLong(SIZE - 65_536).putInt(1).putInt(0).putLong(65_536).putLong(content.length);
    bytes.position(65_536);
    bytes.put(content).flip();
    for (long at = 0; bytes.hasRemaining(); ) {
      at += file.write(bytes, at);
    }
    if (file.size() < SIZE) {
      file.write(ByteBuffer.allocate(1), SIZE - 1);
    }
  }

  /** It only reads the segment, or builds its answers there, too. */
  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "1"})
  void theWorkerSurvives(final String threshold) throws Exception {
    start(threshold);
    final Random random = new Random(9);
    final byte[] content = stream();
    int right = 0;
    int told = 0;
    int lost = 0;
    final Set<String> messages = new TreeSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      final Path path = Path.of("/dev/shm", "mcut_" + ProcessHandle.current().pid() + "_" + round);
      try (FileChannel file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        client = RpcClient.unix(socket, ClientOptions.DEFAULT.withSegment(0));
        final long to = random.nextInt(3) * 65_536L + random.nextInt(2) * 100_000L;
        final long micros = random.nextInt(1 << 4 + random.nextInt(13));
        final Thread cutter = new Thread(round == 0 ? () -> {} : () -> cut(file, micros, to));
        try {
          assertTrue(exchange(path, file, content, cutter), "a wrong answer");
          right++;
        } catch (final RpcException e) {
          if (e.errorType().equals("TransportError")) {
            lost++;
          } else {
            assertFalse(e.errorType().equals("InternalError"), e.toString());
            told++;
            messages.add(e.errorType() + " " + e.errorMessage().replaceAll("[0-9]+", "n"));
            assertEquals(2, client.bind(Fixture.class).add(1, 1), "the connection lives");
          }
        } catch (final dev.millrace.wire.MalformedException e) {
          lost++; // what was built in the segment went out over the socket, half of it
        }
        cutter.join();
        client.close();
      } finally {
        Files.delete(path);
      }
      assertTrue(worker.isAlive(), "the worker died in round " + round);
      try (RpcClient next = RpcClient.unix(socket)) {
        assertEquals(2, next.bind(Fixture.class).add(1, 1), "the worker goes on");
      }
    }
    System.err.printf(
        "cut: %d right, %d told, %d connections lost %s%n", right, told, lost, messages);
    assertTrue(told > 0, right + " right, " + lost + " lost");
  }

  private static void cut(final FileChannel file, final long micros, final long to) {
    try {
      TimeUnit.MICROSECONDS.sleep(micros);
      file.truncate(to);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Some turns by pointer; true when all that was answered was right. */
  private boolean exchange(
      final Path path, final FileChannel file, final byte[] content, final Thread cutter)
      throws IOException {
    final Metadata request =
        Peers.request("scale")
            .put(Keys.SHM_SEGMENT_NAME, path.getFileName().toString())
            .put(Keys.SHM_SEGMENT_SIZE, Long.toString(SIZE))
            .build();
    final Metadata pointer =
        Metadata.of(Keys.SHM_OFFSET, "65536", Keys.SHM_LENGTH, Integer.toString(content.length));
    write(file, content);
    final Schema factor = Schema.of(Peers.A.withName("factor"));
    boolean right = true;
    try (RawStream stream = client.openStream(Peers.doubles(factor, 2), request, false)) {
      cutter.start();
      for (int turn = 0; turn < 1; turn++) {
        final RecordBatch out =
            stream.exchange(
                new BatchBuilder(FixtureService.VALUE, BuilderMemory.offHeap()), pointer);
        right &= out.rowCount() == 0 || ((Float64Column) out.column(0)).get(1) == 2;
      }
    }
    return right;
  }
}
