package dev.millrace.codec.value.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a missing column means when reading; a client also fills a parameter that its caller left
 * null with it. A column that is missing without a default is an error.
 *
 * <p>Without a value it means "nothing": null where the component may be null, else an empty text,
 * byte string, list, set or map.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Default {
  /**
   * Gives the value as text: a number, {@code true} or {@code false}, a text as it is, an enum
   * constant's wire name, or the ISO form of a date or time. Empty means "nothing" as described
   * above.
   *
   * @return the text
   */
  String value() default "";
}
