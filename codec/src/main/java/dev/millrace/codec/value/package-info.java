/**
 * Java values to and from one-row batches: records, enums, lists, sets, maps, optionals, temporal
 * values, decimals, batches and schemas, by the type mapping of {@code spec/values.md}. {@link
 * dev.millrace.codec.value.RecordCodec} serves whole records, {@link
 * dev.millrace.codec.value.RowCodec} the parameters of a method, {@link
 * dev.millrace.codec.value.ValueCodecs} single values. Codecs are made once by reflection and are
 * immutable and thread-safe afterwards; a call reflects nothing.
 */
package dev.millrace.codec.value;
