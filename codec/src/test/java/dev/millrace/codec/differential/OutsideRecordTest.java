package dev.millrace.codec.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.codec.value.RecordCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records are bound from wherever they are declared, private ones too. */
class OutsideRecordTest {
  private enum Kind {
    ONE
  }

  private record Inner(short s, byte b, float f) {}

  private record Outside(Kind kind, List<Inner> inner, boolean flag) {}

  @Test
  void privateRecordsOfAnotherPackage() {
    final RecordCodec<Outside> codec = RecordCodec.of(Outside.class);
    final Outside value =
        new Outside(Kind.ONE, List.of(new Inner((short) -1, (byte) -2, 0.5f)), true);
    assertEquals(value, codec.fromStream(codec.toStream(value)));
  }
}
