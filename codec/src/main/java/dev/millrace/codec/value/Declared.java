package dev.millrace.codec.value;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.TypeToken;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A declared type taken apart: what it is in Java and what its annotations say.
 *
 * @param raw the class, of the value inside an {@code Optional}
 * @param arguments type arguments of that class; empty where there are none
 * @param optional whether the value is wrapped in an {@code Optional}
 * @param nullAllowed whether the value may be missing
 * @param nullDeclared whether the field says so
 * @param sortedKeys whether map entries are written in key order
 * @param arrow the Arrow type asked for, or null for the default
 */
record Declared(
    Class<?> raw,
    AnnotatedType[] arguments,
    boolean optional,
    boolean nullAllowed,
    boolean nullDeclared,
    boolean sortedKeys,
    Field arrow) {

  /**
   * Takes a type apart.
   *
   * @param type the type with its annotations
   * @param outer the Arrow type that an enclosing token prescribes, or null
   */
  static Declared of(final AnnotatedType type, final Field outer) {
    if (rawClass(type.getType()) == Optional.class) {
      if (!(type instanceof AnnotatedParameterizedType optional)) {
        throw new IllegalArgumentException("Optional without a type argument");
      }
      final Declared inner = of(optional.getAnnotatedActualTypeArguments()[0], arrow(type, outer));
      if (inner.optional) {
        throw new IllegalArgumentException("an Optional of an Optional");
      }
      final Nullable nullable = find(type, Nullable.class);
      final boolean declared = nullable == null || nullable.declared();
      return new Declared(
          inner.raw, inner.arguments, true, true, declared, inner.sortedKeys, inner.arrow);
    }
    final Nullable nullable = find(type, Nullable.class);
    return new Declared(
        rawClass(type.getType()),
        type instanceof AnnotatedParameterizedType parameterized
            ? parameterized.getAnnotatedActualTypeArguments()
            : new AnnotatedType[0],
        false,
        nullable != null,
        nullable != null && nullable.declared(),
        find(type, SortedKeys.class) != null,
        arrow(type, outer));
  }

  AnnotatedType argument(final int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(raw.getName() + " without type arguments");
    }
    return arguments[index];
  }

  private static Field arrow(final AnnotatedType type, final Field outer) {
    final Arrow arrow = find(type, Arrow.class);
    if (arrow == null) {
      return outer;
    }
    final Field own = TypeToken.parse(arrow.value());
    if (outer != null && !TypeToken.of(outer).equals(TypeToken.of(own))) {
      throw new IllegalArgumentException(
          arrow.value() + " inside a type declared as " + TypeToken.of(outer));
    }
    return outer == null ? own : outer;
  }

  /** The annotation of a type; one before an array of primitives sits on the element type. */
  private static <A extends Annotation> A find(final AnnotatedType type, final Class<A> wanted) {
    final A direct = type.getAnnotation(wanted);
    return direct == null && type instanceof AnnotatedArrayType array
        ? array.getAnnotatedGenericComponentType().getAnnotation(wanted)
        : direct;
  }

  private static Class<?> rawClass(final Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType p -> (Class<?>) p.getRawType();
      default -> throw new IllegalArgumentException("no class can be told from " + type);
    };
  }
}
