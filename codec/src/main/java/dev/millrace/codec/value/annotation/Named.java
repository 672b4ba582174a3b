package dev.millrace.codec.value.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name on the wire. The default is the Java name in snake case for components, parameters and
 * methods ({@code rowCount} is {@code row_count}), and the constant's own name for enum constants.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.FIELD
})
public @interface Named {
  /**
   * Gives the name.
   *
   * @return the name exactly as written on the wire
   */
  String value();
}
