package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Values as nested lists of comparable things, so that arrays and batches compare by content. */
final class Plain {
  private Plain() {}

  static Object of(final Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> "bytes " + HexFormat.of().formatHex(bytes);
      case MemorySegment s -> of(s.toArray(ValueLayout.JAVA_BYTE));
      case RecordBatch b -> "batch " + HexFormat.of().formatHex(StreamScratch.stream(b));
      case Optional<?> o -> of(o.orElse(null));
      case List<?> list -> list.stream().map(Plain::of).toList();
      case Set<?> set -> set.stream().map(v -> Plain.of(v).toString()).sorted().toList();
      case Map<?, ?> map -> {
        final TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((k, v) -> sorted.put(of(k).toString(), of(v)));
        yield sorted;
      }
      case Record r -> {
        final List<Object> all = new ArrayList<>();
        for (final RecordComponent c : r.getClass().getRecordComponents()) {
          try {
            c.getAccessor().setAccessible(true);
            all.add(c.getName() + "=" + of(c.getAccessor().invoke(r)));
          } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        }
        yield all;
      }
      case Object o when o.getClass().isArray() -> {
        final Object[] boxed = new Object[Array.getLength(o)];
        for (int i = 0; i < boxed.length; i++) {
          boxed[i] = Array.get(o, i);
        }
        yield of(Arrays.asList(boxed));
      }
      default -> value;
    };
  }
}
