package dev.millrace.sdk.compat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.validate.Validation;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.Schema;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.opentest4j.TestAbortedException;

/**
 * A recorded conversation of a real engine with a worker, stream by stream. The recordings lie
 * beside the checkout; without them a test is skipped with a line that says so, or fails where
 * {@code MILLRACE_REQUIRE_PEERS} is set, as {@code .ci/run} does.
 */
record Recording(List<byte[]> client, List<byte[]> worker) {
  private static final Path FOLDER = Path.of("../shared/reference/data/engine-1.3");

  /** A stream taken apart: a batch's rows and metadata each. */
  record Stream(
      Schema schema,
      List<Map<String, Object>> rows,
      List<Map<String, String>> metadata,
      boolean ended) {
    String method() {
      return metadata.isEmpty() ? null : metadata.getFirst().get("vgi_rpc.method");
    }

    String error() {
      return metadata.stream()
          .filter(m -> "EXCEPTION".equals(m.get("vgi_rpc.log_level")))
          .map(m -> m.get("vgi_rpc.log_message"))
          .findFirst()
          .orElse(null);
    }
  }

  static Recording of(final String name) throws IOException {
    final Path here = Path.of("").toAbsolutePath();
    final Path root = Files.isDirectory(here.resolve("sdk-thin")) ? here : here.getParent();
    final Path file = root.resolve(FOLDER).resolve(name + ".jsonl.gz").normalize();
    if (!Files.exists(file)) {
      if (System.getenv("MILLRACE_REQUIRE_PEERS") != null) {
        throw new AssertionError("no recording " + file);
      }
      System.out.println("PEERS SKIPPED: no recorded conversations of the engine: " + file);
      throw new TestAbortedException("no recording " + file);
    }
    final Map<String, ByteArrayOutputStream> sides = new LinkedHashMap<>();
    sides.put("client", new ByteArrayOutputStream());
    sides.put("worker", new ByteArrayOutputStream());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        final Map<String, Object> piece = JSON.std.mapFrom(line);
        sides
            .get((String) piece.get("from"))
            .writeBytes(Base64.getDecoder().decode((String) piece.get("b64")));
      }
    }
    return new Recording(
        split(sides.get("client").toByteArray()), split(sides.get("worker").toByteArray()));
  }

  /** Cuts bytes into streams; the last one may have no end, where a side closed the connection. */
  static List<byte[]> split(final byte[] bytes) {
    final List<byte[]> streams = new ArrayList<>();
    walk(bytes, (stream, from, to) -> streams.add(Arrays.copyOfRange(bytes, from, to)));
    return streams;
  }

  static Stream read(final byte[] stream) {
    final List<Stream> one = new ArrayList<>();
    walk(stream, (s, from, to) -> one.add(s));
    if (one.size() != 1) {
      throw new AssertionError(one.size() + " streams where one must be");
    }
    return one.getFirst();
  }

  /** Takes a whole stream. */
  private interface Taker {
    void take(Stream stream, int from, int to);
  }

  private static void walk(final byte[] bytes, final Taker taker) {
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      int from = 0;
      while (from < bytes.length) {
        decoder.reset();
        int at = from;
        final List<Map<String, Object>> rows = new ArrayList<>();
        final List<Map<String, String>> metadata = new ArrayList<>();
        Event event;
        do {
          event = decoder.decode(memory, at, bytes.length - at);
          if (event == Event.NEED_INPUT) {
            if (at > from) {
              taker.take(new Stream(decoder.schema(), rows, metadata, false), from, bytes.length);
            }
            return;
          }
          at += (int) decoder.consumed();
          if (event == Event.BATCH) {
            final Map<String, String> keys = new LinkedHashMap<>();
            decoder.batch().metadata().entries().forEach(e -> keys.put(e.key(), e.text()));
            metadata.add(keys);
            rows.addAll(rows(decoder.batch()));
          }
        } while (event != Event.END);
        taker.take(new Stream(decoder.schema(), rows, metadata, true), from, at);
        from = at;
      }
    }
  }

  static List<Map<String, Object>> rows(final RecordBatch batch) {
    final List<Map<String, Object>> rows = new ArrayList<>();
    for (long i = 0; i < batch.rowCount(); i++) {
      final Map<String, Object> row = new LinkedHashMap<>();
      for (int c = 0; c < batch.columnCount(); c++) {
        row.put(batch.schema().fields().get(c).name(), Values.read(batch.column(c), i));
      }
      rows.add(row);
    }
    return rows;
  }
}
