package dev.millrace.sdk.replay;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.Gather;
import dev.millrace.codec.stream.StreamDecoder;
import dev.millrace.codec.validate.Validation;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bytes that a released client sent on one connection, and what a worker answers to them. */
final class RecordedClient implements ByteTransport {
  private final byte[] requests;
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private int at;

  /** One stream of answers. */
  record Answer(Schema schema, List<Map<String, Object>> rows, Map<String, String> metadata) {}

  RecordedClient(final byte[] requests) {
    this.requests = requests;
  }

  static byte[] recording(final String name) throws IOException {
    try (InputStream bytes = RecordedClient.class.getResourceAsStream(name + ".requests")) {
      return bytes.readAllBytes();
    }
  }

  @Override
  public long read(final MemorySegment target, final long offset, final long length) {
    if (at == requests.length) {
      return -1;
    }
    final int count = (int) Math.min(length, requests.length - at);
    MemorySegment.copy(requests, at, target, ValueLayout.JAVA_BYTE, offset, count);
    at += count;
    return count;
  }

  @Override
  public void write(final MemorySegment source, final long offset, final long length) {
    answers.writeBytes(source.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public void write(final Gather gather) {
    answers.writeBytes(gather.toByteArray());
  }

  @Override
  public TransportKind kind() {
    return TransportKind.PIPE;
  }

  @Override
  public void close() {}

  /** What was answered, stream after stream. */
  List<Answer> answers() {
    final List<Answer> streams = new ArrayList<>();
    final byte[] bytes = answers.toByteArray();
    try (Arena arena = Arena.ofConfined();
        StreamDecoder decoder = new StreamDecoder(DecodeOptions.of(Validation.FULL))) {
      final MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      long position = 0;
      while (position < bytes.length) {
        decoder.reset();
        final List<Map<String, Object>> rows = new ArrayList<>();
        final Map<String, String> metadata = new LinkedHashMap<>();
        Event event;
        do {
          event = decoder.decode(memory, position, bytes.length - position);
          if (event == Event.NEED_INPUT) {
            throw new AssertionError("an answer was cut at byte " + position);
          }
          position += decoder.consumed();
          if (event == Event.BATCH) {
            decoder.batch().metadata().entries().forEach(e -> metadata.put(e.key(), e.text()));
            add(rows, decoder.batch());
          }
        } while (event != Event.END);
        streams.add(new Answer(decoder.schema(), rows, metadata));
      }
    }
    return streams;
  }

  private static void add(final List<Map<String, Object>> rows, final RecordBatch batch) {
    for (long i = 0; i < batch.rowCount(); i++) {
      final Map<String, Object> row = new LinkedHashMap<>();
      for (int c = 0; c < batch.columnCount(); c++) {
        row.put(batch.schema().fields().get(c).name(), Values.read(batch.column(c), i));
      }
      rows.add(row);
    }
  }
}
