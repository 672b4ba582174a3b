package dev.millrace.wire.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.wire.frame.FrameDescriptor;
import dev.millrace.wire.schema.ArrowType;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas, ours against the code that Arrow generated, in both directions. */
class SchemaCodingTest {
  private static final int WRITERS = 20;

  static List<Schema> schemas() {
    return SchemaCorpus.schemas();
  }

  static Schema decode(final byte[] metadata) {
    final MemorySegment segment = Memory.of(metadata);
    return SchemaDecoder.decode(new MessageFlyweight().wrap(segment, 0, metadata.length));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void oracleReadsWhatWeEncode(final Schema schema) {
    assertEquals(schema, OracleReader.schema(metadata(SchemaEncoder.encode(schema))));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void weReadWhatOracleWrites(final Schema schema) {
    for (int seed = 0; seed < WRITERS; seed++) {
      assertEquals(schema, decode(new OracleWriter(seed).schemaMessage(schema)), "writer " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void weReadWhatWeEncode(final Schema schema) {
    final byte[] framed = SchemaEncoder.encode(schema);
    assertEquals(schema, decode(metadata(framed)));
    final MemorySegment larger = Memory.ofLength(framed.length + 24);
    assertEquals(framed.length, SchemaEncoder.encode(schema, larger, 8));
    assertArrayEquals(framed, larger.asSlice(8, framed.length).toArray(ValueLayout.JAVA_BYTE));
    final MemorySegment tooShort = Memory.ofLength(framed.length - 1);
    assertThrows(IndexOutOfBoundsException.class, () -> SchemaEncoder.encode(schema, tooShort, 0));
  }

  /** Takes the prefix off and checks it. */
  static byte[] metadata(final byte[] framed) {
    final ByteBuffer buffer = ByteBuffer.wrap(framed).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(FrameDescriptor.CONTINUATION, buffer.getInt());
    assertEquals(framed.length - FrameDescriptor.PREFIX_LENGTH, buffer.getInt());
    assertEquals(0, framed.length % FrameDescriptor.ALIGNMENT);
    return Arrays.copyOfRange(framed, FrameDescriptor.PREFIX_LENGTH, framed.length);
  }

  @Test
  void encoderRefusesWhatNoDecoderWouldTake() {
    final Field leaf = Field.nullable("x", new ArrowType.Bool());
    final List<Field> wrong =
        List.of(
            Field.nullable("f", new ArrowType.List()),
            Field.nullable("f", new ArrowType.List(), leaf, leaf),
            Field.nullable("f", new ArrowType.Int(32, true), leaf),
            Field.nullable("f", new ArrowType.Map(false), leaf),
            Field.nullable("f", new ArrowType.RunEndEncoded(), leaf, leaf),
            Field.nullable(
                "f", new ArrowType.Union(ArrowType.UnionMode.DENSE, List.of(1, 1)), leaf, leaf),
            Field.nullable("f", new ArrowType.Union(ArrowType.UnionMode.DENSE, List.of(128)), leaf),
            Field.nullable("f", new ArrowType.Union(ArrowType.UnionMode.DENSE, List.of(1))));
    for (final Field field : wrong) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SchemaEncoder.encode(Schema.of(field)),
          field::toString);
    }
  }
}
