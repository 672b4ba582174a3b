package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.SortedKeys;
import java.util.Map;

/**
 * A further catalog that the engine should attach along.
 *
 * @param alias name to attach it under
 * @param target what to attach
 * @param dbType database type; empty for VGI
 * @param options its ATTACH options
 * @param hidden whether it is kept from listings
 * @param required whether a failure is fatal
 * @param secretRef secret to use; empty for none
 */
public record AttachCatalogInfo(
    String alias,
    String target,
    @Default String dbType,
    @Default @SortedKeys Map<String, String> options,
    @Default("false") boolean hidden,
    @Default("false") boolean required,
    @Default String secretRef) {}
