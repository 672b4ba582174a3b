package dev.millrace.dispatch;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What Reflection tells about a method beyond its schema. Optional; none of it takes part in the
 * protocol hash.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RpcMethod {

  /** What repeating a call may do. */
  enum Idempotency {
    /** Not declared. */
    UNKNOWN,
    /** The call changes nothing. */
    NO_SIDE_EFFECTS,
    /** Repeating the call leaves the same state as making it once. */
    IDEMPOTENT
  }

  /**
   * Tells what repeating a call may do.
   *
   * @return the declared idempotency
   */
  Idempotency idempotency() default Idempotency.UNKNOWN;

  /**
   * Tells callers that the method is on its way out.
   *
   * @return what to use instead; the empty string when it is not deprecated
   */
  String deprecation() default "";
}
