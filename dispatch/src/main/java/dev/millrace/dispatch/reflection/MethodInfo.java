package dev.millrace.dispatch.reflection;

import dev.millrace.codec.value.annotation.Default;

/**
 * A method of a hosted protocol.
 *
 * @param name its wire name
 * @param methodType {@code unary} or {@code stream}
 * @param hasReturn whether a unary call gives a value
 * @param hasHeader whether a stream has a header
 * @param streamKind {@code producer}, {@code exchange}, {@code unknown}, or empty for a unary
 *     method
 * @param paramsSchemaIpc schema message of the parameters
 * @param resultSchemaIpc schema message of the result, empty when there is none
 * @param headerSchemaIpc schema message of the header, empty when there is none
 * @param idempotency {@code unknown}, {@code no_side_effects} or {@code idempotent}
 * @param deprecated whether it is on its way out
 * @param deprecationMessage what to use instead
 */
public record MethodInfo(
    String name,
    String methodType,
    boolean hasReturn,
    boolean hasHeader,
    String streamKind,
    byte[] paramsSchemaIpc,
    byte[] resultSchemaIpc,
    byte[] headerSchemaIpc,
    @Default("unknown") String idempotency,
    @Default("false") boolean deprecated,
    @Default String deprecationMessage) {}
