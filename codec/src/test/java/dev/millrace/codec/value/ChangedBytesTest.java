package dev.millrace.codec.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.millrace.wire.MalformedException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of records in which any one byte was changed read as a value or end in a typed error. */
class ChangedBytesTest {

  @ParameterizedTest
  @MethodSource("dev.millrace.codec.value.HostileValueTest#fixtures")
  <R extends Record> void streamsWithAnyByteChanged(final String name, final Class<R> type)
      throws IOException {
    final byte[] stream = ConformanceFixtureTest.fixture(name);
    final RecordCodec<R> codec = RecordCodec.of(type);
    int refused = 0;
    for (int at = 0; at < stream.length; at++) {
      for (final int change : new int[] {0x01, 0x80, 0xFF}) {
        final byte[] changed = stream.clone();
        changed[at] ^= (byte) change;
        try {
          touch(codec.fromStream(changed));
        } catch (final MalformedException | ValueException expected) {
          refused++;
        } catch (final Throwable other) {
          fail("byte " + at + " changed by " + change, other);
        }
      }
    }
    assertTrue(refused > stream.length / 4, "only " + refused + " of " + stream.length);
    assertEquals(type, codec.fromStream(stream).getClass());
  }

  /** Walks over what was read, so that lazily read parts are looked at too. */
  private static void touch(final Record value) {
    assertTrue(Plain.of(value).toString().length() > 0);
  }
}
