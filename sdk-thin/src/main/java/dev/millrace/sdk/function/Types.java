package dev.millrace.sdk.function;

import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;

/**
 * Types of parameters, results and columns, as nullable fields without a name. {@link #of} covers
 * every type of the format; the constants are the ones SQL uses all day.
 */
public final class Types {

  /** 32-bit integer, SQL INTEGER. */
  public static final Field INT32 = of("int32");

  /** 64-bit integer, SQL BIGINT. */
  public static final Field INT64 = of("int64");

  /** 64-bit floating point, SQL DOUBLE. */
  public static final Field FLOAT64 = of("float64");

  /** Truth value, SQL BOOLEAN. */
  public static final Field BOOL = of("bool");

  /** Text, SQL VARCHAR. */
  public static final Field UTF8 = of("utf8");

  /** Bytes, SQL BLOB. */
  public static final Field BINARY = of("binary");

  /** Day, SQL DATE. */
  public static final Field DATE = of("date32");

  /** Date and time without a zone, SQL TIMESTAMP. */
  public static final Field TIMESTAMP = of("timestamp(us)");

  /** Instant, SQL TIMESTAMP WITH TIME ZONE. */
  public static final Field TIMESTAMP_TZ = of("timestamp(us,tz=UTC)");

  /** Any type: a parameter of this type takes columns and constants as they come. */
  public static final Field ANY = Field.nullable("", new ArrowType.Null());

  private Types() {}

  /**
   * Reads a type token such as {@code list<item?:utf8>} or {@code decimal128(18,3)}.
   *
   * @param token the token
   * @return the type
   * @throws IllegalArgumentException if it is no type token
   */
  public static Field of(final String token) {
    return TypeToken.parse(token).withNullable(true);
  }

  /**
   * Makes a column of a type.
   *
   * @param name name of the column
   * @param type its type
   * @return the column
   */
  public static Field column(final String name, final Field type) {
    return type.withName(name);
  }

  /**
   * Makes the columns of a table.
   *
   * @param columns the columns
   * @return a schema of them
   */
  public static Schema table(final Field... columns) {
    return Schema.of(columns);
  }
}
