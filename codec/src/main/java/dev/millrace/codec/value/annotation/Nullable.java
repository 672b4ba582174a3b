package dev.millrace.codec.value.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value may be null. Without it, and outside {@link java.util.Optional}, a component or
 * parameter is declared non-null, boxed types included, and a null is an error on either side.
 * Items of lists and values of maps are nullable in Arrow's eyes always; the annotation on them
 * lets the Java value be null too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Nullable {
  /**
   * Tells whether the Arrow field says that it is nullable. {@code false} is for records of older
   * protocols, which carry nulls in fields declared non-null: the nulls are written and read, the
   * schema keeps silent about them.
   *
   * @return whether the field is declared nullable
   */
  boolean declared() default true;
}
