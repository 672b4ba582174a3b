package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.codec.value.annotation.SortedKeys;
import java.util.Map;

/**
 * A file format that COPY can read or write through a function.
 *
 * @param comment free text; may be null
 * @param tags free key-value pairs
 * @param formatName name of the format
 * @param handler function that reads or writes it
 * @param options argument specification of its options as schema bytes
 * @param direction {@code from} or {@code to}
 * @param description what it does
 * @param ordered whether rows are written in order by one thread
 */
public record CopyFromFormatInfo(
    @Nullable String comment,
    @SortedKeys Map<String, String> tags,
    String formatName,
    String handler,
    byte[] options,
    @Default("from") String direction,
    @Default String description,
    @Default("false") boolean ordered) {}
