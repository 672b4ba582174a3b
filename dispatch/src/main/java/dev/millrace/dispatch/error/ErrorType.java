package dev.millrace.dispatch.error;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names an exception class on the wire; without it the class's simple name is sent ([ERR-2]). */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ErrorType {

  /**
   * The name callers see.
   *
   * @return the wire name
   */
  String value();
}
