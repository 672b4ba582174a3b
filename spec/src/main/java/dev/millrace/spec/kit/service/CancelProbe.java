package dev.millrace.spec.kit.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Counts what happened to the cancellable streams of this process, whatever connection they were
 * on. Where the environment names a file, workers that name the same one share the counters.
 *
 * <p>Thread-safe.
 */
public abstract sealed class CancelProbe {
  /** Names the file to share counters in. */
  static final String FILE_VARIABLE = "VGI_RPC_CONFORMANCE_PROBE_FILE";

  /** What is counted, in the order of the answer. */
  enum Event {
    /** A producer was asked for a batch. */
    PRODUCED("produce_calls"),
    /** An exchange was given a batch. */
    EXCHANGED("exchange_calls"),
    /** A stream was told that it is cancelled. */
    CANCELLED("on_cancel_calls");

    private final String key;

    Event(final String key) {
      this.key = key;
    }
  }

  private CancelProbe() {}

  /**
   * Makes the probe the environment asks for.
   *
   * @return the probe
   */
  static CancelProbe fromEnvironment() {
    final String file = System.getenv(FILE_VARIABLE);
    return file == null || file.isEmpty() ? new InMemory() : new InFile(Path.of(file));
  }

  /**
   * Counts an event.
   *
   * @param event the event
   */
  abstract void count(Event event);

  /**
   * Gives the counters.
   *
   * @return one number an event, in the order of {@link Event}
   */
  abstract List<Long> counters();

  /** Sets every counter to zero. */
  abstract void reset();

  private static final class InMemory extends CancelProbe {
    private final AtomicLongArray counts = new AtomicLongArray(Event.values().length);

    @Override
    void count(final Event event) {
      counts.incrementAndGet(event.ordinal());
    }

    @Override
    List<Long> counters() {
      return LongStream.range(0, counts.length()).map(i -> counts.get((int) i)).boxed().toList();
    }

    @Override
    void reset() {
      for (int i = 0; i < counts.length(); i++) {
        counts.set(i, 0);
      }
    }
  }

  /** Counters in a small JSON file; each access reads and writes it whole under the file's lock. */
  private static final class InFile extends CancelProbe {
    private final Path file;

    InFile(final Path file) {
      this.file = file;
    }

    @Override
    void count(final Event event) {
      locked(counts -> counts.merge(event.key, 1L, Long::sum));
    }

    @Override
    List<Long> counters() {
      final Map<String, Long> counts = locked(same -> {});
      return Stream.of(Event.values()).map(event -> counts.get(event.key)).toList();
    }

    @Override
    void reset() {
      locked(counts -> counts.replaceAll((key, count) -> 0L));
    }

    /** The file's lock keeps other processes out, the monitor other threads of this one. */
    private synchronized Map<String, Long> locked(final Consumer<Map<String, Long>> change) {
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        final ByteBuffer text = ByteBuffer.allocate(4096);
        channel.read(text, 0);
        final Map<String, Long> counts = parse(new String(text.array(), 0, text.position(), UTF_8));
        change.accept(counts);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(JSON.std.asString(counts).getBytes(UTF_8)), 0);
        assert lock.isValid();
        return counts;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Map<String, Long> parse(final String json) throws IOException {
      final Map<String, Long> counts = new LinkedHashMap<>();
      final Map<String, Object> known = json.isBlank() ? Map.of() : JSON.std.mapFrom(json);
      for (final Event event : Event.values()) {
        counts.put(event.key, known.get(event.key) instanceof Number n ? n.longValue() : 0L);
      }
      return counts;
    }
  }
}
