package dev.millrace.codec.differential;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.stream.Compression;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.DictionaryPolicy;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamReader;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads streams and writes each several times over: as received, compressed, with dictionary
 * deltas, and rebuilt from slices. Arguments: the folder to read and the folder to write.
 */
public final class RewriteStreams {
  private static final int LEVEL = 1;
  private static final Map<String, WriteOptions> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put("echo", WriteOptions.DEFAULT);
    VARIANTS.put("lz4", WriteOptions.DEFAULT.withCompression(Compression.LZ4_FRAME, LEVEL));
    VARIANTS.put("zstd", WriteOptions.DEFAULT.withCompression(Compression.ZSTD, LEVEL));
    VARIANTS.put("deltas", WriteOptions.DEFAULT.withDictionaries(DictionaryPolicy.DELTA));
    VARIANTS.put("rebuilt", WriteOptions.DEFAULT);
  }

  private RewriteStreams() {}

  /**
   * Runs the program.
   *
   * @param folders the two folders
   * @throws IOException if a file can't be read or written
   */
  public static void main(final String[] folders) throws IOException {
    final Path to = Path.of(folders[1]);
    int streams = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folders[0]), "*.arrows")) {
      for (final Path file : files) {
        final String name = file.getFileName().toString().replace(".arrows", "");
        // bytes come in pieces of another size for each stream
        rewrite(Files.readAllBytes(file), 1 + (streams * 37) % 5000, to, name);
        streams++;
      }
    }
    System.out.println(streams + " streams rewritten");
  }

  private static void rewrite(
      final byte[] stream, final int piece, final Path to, final String name) throws IOException {
    final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    VARIANTS.keySet().forEach(v -> written.put(v, new ByteArrayOutputStream()));
    final Map<String, StreamWriter> writers = new LinkedHashMap<>();
    BatchBuilder builder = null;
    int at = 0;
    try (StreamReader reader = StreamReader.strict(DecodeOptions.of(Validation.FULL))) {
      while (true) {
        final Event event = reader.next();
        switch (event) {
          case NEED_INPUT -> {
            if (at == stream.length) {
              throw new IllegalStateException(name + " ends early");
            }
            at += reader.push(stream, at, Math.min(piece, stream.length - at));
          }
          case SCHEMA -> {
            final Schema schema = reader.schema();
            VARIANTS.forEach((v, options) -> writers.put(v, new StreamWriter(schema, options)));
            builder = new BatchBuilder(schema, BuilderMemory.offHeap(Arena.ofAuto()));
          }
          case BATCH -> {
            final RecordBatch batch = reader.batch();
            for (final Map.Entry<String, StreamWriter> writer : writers.entrySet()) {
              final BatchBuffers source =
                  writer.getKey().equals("rebuilt") ? rebuild(batch, builder) : batch;
              written
                  .get(writer.getKey())
                  .writeBytes(writer.getValue().batch(source, batch.metadata()).toByteArray());
            }
          }
          case END -> {
            for (final Map.Entry<String, StreamWriter> writer : writers.entrySet()) {
              final ByteArrayOutputStream out = written.get(writer.getKey());
              out.writeBytes(writer.getValue().end().toByteArray());
              Files.write(to.resolve(name + "." + writer.getKey() + ".arrows"), out.toByteArray());
            }
            return;
          }
        }
      }
    }
  }

  /** Takes a batch apart into slices and puts them together again. */
  private static BatchBuilder rebuild(final RecordBatch batch, final BatchBuilder builder) {
    builder.reset();
    builder.rowCount(batch.rowCount());
    for (int c = 0; c < batch.columnCount(); c++) {
      final Column column = batch.column(c);
      final long half = column.length() / 2;
      builder.column(c).append(column, 0, half);
      final Column rest = column.slice(half, column.length() - half);
      builder.column(c).append(rest, 0, rest.length() / 3);
      builder.column(c).append(rest, rest.length() / 3, rest.length() - rest.length() / 3);
    }
    return builder;
  }
}
