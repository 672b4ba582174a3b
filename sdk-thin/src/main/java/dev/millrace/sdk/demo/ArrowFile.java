package dev.millrace.sdk.demo;

import static dev.millrace.sdk.function.Parameter.constant;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.error.ErrorCode;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.file.MappedArrow;
import dev.millrace.sdk.function.BindCall;
import dev.millrace.sdk.function.Cardinality;
import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.ScanCall;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableOutput;
import dev.millrace.sdk.function.TableProducer;
import dev.millrace.sdk.function.Types;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code arrow_file(path)}: the rows of an Arrow IPC file or stream. The file is mapped and its
 * buffers go from the mapping into the pipe; no column data is copied or decoded on the way.
 * Batches of a file can be found without those before them, so several workers share it out batch
 * by batch.
 */
final class ArrowFile implements TableFunction {
  private static final String NEXT = "next";
  private static final int WORKERS = 4;

  @Override
  public Declaration declaration() {
    return Declaration.of("arrow_file")
        .description("The rows of an Arrow IPC file or stream")
        .parameters(constant("path", Types.UTF8).doc("path of the file, as the worker sees it"))
        .maxWorkers(WORKERS)
        .example("SELECT * FROM demo.arrow_file('trades.arrow')", "All rows of a file")
        .categories("files")
        .build();
  }

  private static Path path(final BindCall call) {
    final Path path = Path.of(call.arguments().getString("path"));
    if (!Files.isRegularFile(path)) {
      throw RpcException.builder("NotFoundError", "There is no file " + path)
          .code(ErrorCode.NOT_FOUND)
          .build();
    }
    return path;
  }

  @Override
  public Schema bind(final BindCall call) throws IOException {
    try (MappedArrow file = MappedArrow.open(path(call))) {
      return file.reader().schema();
    }
  }

  @Override
  public Cardinality cardinality(final BindCall call) {
    return Cardinality.UNKNOWN; // known only to those who read all of it
  }

  /** A stream can be read from its beginning only: by one worker. */
  @Override
  public int maxWorkers(final BindCall call) {
    try (MappedArrow file = MappedArrow.open(path(call))) {
      return file.reader().isRandomAccess()
          ? Math.clamp(file.reader().batchCount(), 1, WORKERS)
          : 1;
    } catch (final IOException e) {
      return 1; // opening the producer will tell
    }
  }

  @Override
  public TableProducer open(final ScanCall call) throws IOException {
    final MappedArrow file = MappedArrow.open(path(call));
    return new TableProducer() {
      @Override
      public void produce(final TableOutput out) {
        final RecordBatch batch = next();
        if (batch == null) {
          out.finish();
        } else {
          out.emit(batch);
        }
      }

      private RecordBatch next() {
        if (!file.reader().isRandomAccess()) {
          return file.reader().next();
        }
        final long number = call.storage().counterAdd(NEXT, 1) - 1;
        return number < file.reader().batchCount() ? file.reader().batch((int) number) : null;
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }
}
