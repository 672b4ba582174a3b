/**
 * What a record component, a parameter or a result says about its Arrow column beyond its Java
 * type: the Arrow type, nullability, the name on the wire, what a missing column means. One small
 * set, read by {@code dev.millrace.codec.value.ValueCodecs}; the type tokens are those of {@link
 * dev.millrace.wire.schema.TypeToken}.
 */
package dev.millrace.codec.value.annotation;
