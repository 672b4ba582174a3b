package dev.millrace.spec.kit.service;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;

/** Schemas of the streams. Every field is nullable, as the suite has it. */
final class Schemas {
  private static final ArrowType INT64 = new ArrowType.Int(64, true);
  private static final ArrowType FLOAT64 = new ArrowType.FloatingPoint(ArrowType.Precision.DOUBLE);
  private static final ArrowType UTF8 = new ArrowType.Utf8();

  /** What most producers give. */
  static final Schema COUNTER =
      Schema.of(Field.nullable("index", INT64), Field.nullable("value", INT64));

  /** Floats, in or out. */
  static final Schema FLOATS = Schema.of(Field.nullable("value", FLOAT64));

  /** Integers out. */
  static final Schema INTEGERS = Schema.of(Field.nullable("value", INT64));

  /** What a session's counter is to grow by. */
  static final Schema BY = Schema.of(Field.nullable("by", INT64));

  /** What {@code exchange_accumulate} answers. */
  static final Schema ACCUMULATED =
      Schema.of(Field.nullable("running_sum", FLOAT64), Field.nullable("exchange_count", INT64));

  /** What {@code produce_tick_metadata} gives. */
  static final Schema TICKS =
      Schema.of(Field.nullable("index", INT64), Field.nullable("seen", UTF8));

  /** What {@code exchange_input_metadata} answers. */
  static final Schema INPUT_METADATA =
      Schema.of(Field.nullable("seen", UTF8), Field.nullable("keys", UTF8));

  private static final Field INDEX = Field.nullable("index", INT64);
  private static final Field LABEL = Field.nullable("label", UTF8);
  private static final Field SCORE = Field.nullable("score", FLOAT64);

  private Schemas() {}

  /**
   * Gives the schema of {@code produce_dynamic_schema}.
   *
   * @param strings whether there is a text column
   * @param floats whether there is a float column
   * @return an index and what was asked for
   */
  static Schema dynamic(final boolean strings, final boolean floats) {
    if (strings) {
      return floats ? Schema.of(INDEX, LABEL, SCORE) : Schema.of(INDEX, LABEL);
    }
    return floats ? Schema.of(INDEX, SCORE) : Schema.of(INDEX);
  }
}
