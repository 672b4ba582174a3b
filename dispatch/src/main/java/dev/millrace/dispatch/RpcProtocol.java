package dev.millrace.dispatch;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an interface a protocol: its methods, their parameter and result types and its name are the
 * contract that peers of any language see. Names on the wire are the Java names in snake case
 * unless {@code @Named} says otherwise; parameter names come from the class file, so interfaces are
 * compiled with {@code -parameters}.
 *
 * <ul>
 *   <li>A method that returns {@code void} or a value is a unary call.
 *   <li>A method that returns {@link ProducerStream}, {@link ExchangeStream} or {@link RpcStream}
 *       (the kind is decided per call) opens a stream. Its type argument is the header record,
 *       {@link Void} when there is none.
 *   <li>A parameter of type {@link CallContext} is not part of the contract; a client passes null.
 * </ul>
 *
 * <p>[RPC-10] to [RPC-14].
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RpcProtocol {

  /**
   * Name of the protocol on the wire: {@code [A-Za-z_][A-Za-z0-9_.]*}, at most 255 bytes. The
   * prefix {@code vgi_rpc.} belongs to the framework.
   *
   * @return the name
   */
  String name();

  /**
   * Version that both sides must agree on in its major and minor part, as {@code
   * MAJOR.MINOR.PATCH}.
   *
   * @return the version, or the empty string when the protocol is not versioned
   */
  String version() default "";

  /**
   * Tells callers that the whole protocol is on its way out.
   *
   * @return what to use instead; the empty string when it is not deprecated
   */
  String deprecation() default "";
}
