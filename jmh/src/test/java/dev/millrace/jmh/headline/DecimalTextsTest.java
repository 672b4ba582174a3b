package dev.millrace.jmh.headline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.build.VarBinaryBuilder;
import dev.millrace.codec.column.VarBinaryColumn;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.stream.Event;
import dev.millrace.codec.stream.StreamReader;
import dev.millrace.codec.stream.StreamWriter;
import dev.millrace.codec.stream.WriteOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DecimalTextsTest {
  private static final Schema TEXT = Schema.of(Field.nullable("t", new ArrowType.Utf8()));

  /** Sends a column through a stream, as a worker that changes nothing would. */
  private static void through(
      final Consumer<VarBinaryBuilder> fill, final Consumer<VarBinaryColumn> check) {
    try (OffHeapMemory memory = BuilderMemory.offHeap();
        StreamReader reader = StreamReader.strict(DecodeOptions.of(Validation.FULL))) {
      final BatchBuilder batch = new BatchBuilder(TEXT, memory);
      fill.accept(batch.column(0, VarBinaryBuilder.class));
      final byte[] sent =
          new StreamWriter(TEXT, WriteOptions.DEFAULT).batch(batch, Metadata.EMPTY).toByteArray();
      int taken = 0;
      while (reader.next() != Event.BATCH) {
        taken += reader.push(sent, taken, sent.length - taken);
      }
      check.accept((VarBinaryColumn) reader.batch().column(0));
    }
  }

  @Test
  void makesTheTextOfEachNumber() {
    final long[][] ranges = {
      {0, 1}, {0, 12_345}, {7, 11}, {99_995, 100_123}, {99_999_990, DecimalTexts.END}
    };
    for (final long[] range : ranges) {
      through(
          column -> DecimalTexts.fill(column, range[0], range[1]),
          column -> {
            assertEquals(range[1] - range[0], column.length());
            long lengths = 0;
            for (long i = 0; i < column.length(); i++) {
              assertEquals(Long.toString(range[0] + i), column.getText(i));
              lengths += column.valueLength(i);
            }
            assertEquals(DecimalTexts.length(range[1]) - DecimalTexts.length(range[0]), lengths);
            assertTrue(DecimalTexts.equal(column, range[0], range[1]));
          });
    }
  }

  @Test
  void noticesAnotherTextOrAMissingOne() {
    through(
        column -> {
          column.append("10");
          column.append("11");
          column.append("13");
        },
        column -> {
          assertFalse(DecimalTexts.equal(column, 10, 13));
          assertFalse(DecimalTexts.equal(column, 10, 12));
          assertTrue(DecimalTexts.at(column, 1, 11));
          assertFalse(DecimalTexts.at(column, 2, 12));
        });
    through(
        column -> {
          column.append("10");
          column.appendNull();
        },
        column -> assertFalse(DecimalTexts.equal(column, 10, 12)));
  }

  @Test
  void refusesNineDigits() {
    assertThrows(
        IllegalArgumentException.class,
        () -> through(c -> DecimalTexts.fill(c, 0, DecimalTexts.END + 1), c -> {}));
  }
}
