package dev.millrace.codec.differential;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.corpus.Corpus;
import dev.millrace.codec.corpus.Values;
import dev.millrace.codec.stream.Compression;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.DictionaryPolicy;
import dev.millrace.codec.stream.StreamReader;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the corpus as streams, or checks that streams which another implementation read and wrote
 * still hold its values. Arguments: {@code write} or {@code check}, and the folder.
 */
public final class CorpusStreams {
  private static final int LEVEL = 1;
  private static final int[] ROWS = {5, 0, 100, 1, 64};
  private static final List<WriteOptions> OPTIONS =
      List.of(
          WriteOptions.DEFAULT,
          WriteOptions.DEFAULT.withMetadataAlignment(64),
          WriteOptions.DEFAULT.withCompression(Compression.LZ4_FRAME, LEVEL),
          WriteOptions.DEFAULT.withCompression(Compression.ZSTD, LEVEL),
          WriteOptions.DEFAULT.withDictionaries(DictionaryPolicy.DELTA));

  private CorpusStreams() {}

  /**
   * Runs the program.
   *
   * @param arguments the command and the folder
   * @throws IOException if a file can't be read or written
   */
  public static void main(final String[] arguments) throws IOException {
    final boolean write = arguments[0].equals("write");
    final Path folder = Path.of(arguments[1]);
    final List<Corpus.Case> cases = Corpus.cases();
    int streams = 0;
    for (int c = 0; c < cases.size(); c++) {
      for (int o = 0; o < OPTIONS.size(); o++) {
        final Path file = folder.resolve("corpus-%03d-%d.arrows".formatted(c, o));
        final List<List<List<Object>>> values = new ArrayList<>();
        final byte[] stream = stream(cases.get(c), OPTIONS.get(o), values);
        if (write) {
          Files.write(file, stream);
        } else {
          final String difference = Values.difference(values, read(Files.readAllBytes(file)));
          if (difference != null) {
            throw new IllegalStateException(cases.get(c).name() + " in " + file + difference);
          }
        }
        streams++;
      }
    }
    System.out.println(streams + (write ? " streams written" : " streams are as they were"));
  }

  private static byte[] stream(
      final Corpus.Case c, final WriteOptions options, final List<List<List<Object>>> values) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined();
        StreamWriter writer = new StreamWriter(c.schema(), options)) {
      final BatchBuilder builder = new BatchBuilder(c.schema(), BuilderMemory.offHeap(arena));
      for (int i = 0; i < ROWS.length; i++) {
        builder.reset();
        values.add(Corpus.fill(builder, i, ROWS[i], i == 3 ? 0 : 0.2));
        bytes.writeBytes(writer.batch(builder, Metadata.of("number", "" + i)).toByteArray());
      }
      bytes.writeBytes(writer.end().toByteArray());
    }
    return bytes.toByteArray();
  }

  private static List<List<List<Object>>> read(final byte[] stream) {
    final List<List<List<Object>>> batches = new ArrayList<>();
    int at = 0;
    try (StreamReader reader = StreamReader.strict(DecodeOptions.of(Validation.FULL))) {
      while (true) {
        switch (reader.next()) {
          case NEED_INPUT -> {
            final int taken = reader.push(stream, at, stream.length - at);
            if (taken == 0) {
              throw new IllegalStateException("the stream ends early");
            }
            at += taken;
          }
          case SCHEMA -> {}
          case BATCH -> batches.add(Values.of(reader.batch()));
          case END -> {
            return batches;
          }
        }
      }
    }
  }
}
