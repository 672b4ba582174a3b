package dev.millrace.codec.value.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Arrow type of a value where the default of its Java type does not fit.
 *
 * <p>It may stand at any depth: {@code List<@Arrow("decimal128(20,4)") BigDecimal>}. Before an
 * array type it means the whole array ({@code @Arrow("large_binary") byte[]}), whichever of the two
 * places the language attaches it to. A token that does not fit the Java type is refused when the
 * codec is made.
 *
 * <pre>
 *   {@literal @}Arrow("uint32") int port           an unsigned value, carried bit by bit in the Java int
 *   {@literal @}Arrow("binary") Point corner       a record as an IPC stream where a struct would be the default
 *   {@literal @}Arrow("dictionary&lt;index:int32,value:binary&gt;") byte[] blob
 * </pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Arrow {
  /**
   * Names the type.
   *
   * @return a type token, such as {@code int32} or {@code timestamp(us,tz=UTC)}
   */
  String value();
}
