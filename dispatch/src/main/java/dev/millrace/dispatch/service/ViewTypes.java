package dev.millrace.dispatch.service;

import dev.millrace.codec.RecordBatch;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;

/** Finds out whether values of a type can refer to the memory they were read from. */
final class ViewTypes {
  private ViewTypes() {}

  static boolean among(final Type... types) {
    final Set<Class<?>> seen = new HashSet<>();
    for (final Type type : types) {
      if (holdsView(type, seen)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsView(final Type type, final Set<Class<?>> seen) {
    return switch (type) {
      case Class<?> c -> holdsView(c, seen);
      case ParameterizedType p -> {
        for (final Type argument : p.getActualTypeArguments()) {
          if (holdsView(argument, seen)) {
            yield true;
          }
        }
        yield holdsView(p.getRawType(), seen);
      }
      case GenericArrayType a -> holdsView(a.getGenericComponentType(), seen);
      default -> true; // what can't be told is taken for one
    };
  }

  private static boolean holdsView(final Class<?> type, final Set<Class<?>> seen) {
    if (type == MemorySegment.class || type == RecordBatch.class) {
      return true;
    }
    if (type.isRecord() && seen.add(type)) {
      for (final RecordComponent component : type.getRecordComponents()) {
        if (holdsView(component.getGenericType(), seen)) {
          return true;
        }
      }
    }
    return false;
  }
}
