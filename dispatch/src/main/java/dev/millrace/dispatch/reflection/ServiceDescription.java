package dev.millrace.dispatch.reflection;

import dev.millrace.codec.value.annotation.Default;
import java.util.List;

/**
 * A hosted protocol with its methods.
 *
 * @param protocol its wire name
 * @param protocolVersion its version, empty when it declares none
 * @param protocolHash digest of its contract
 * @param deprecated whether it is on its way out
 * @param deprecationMessage what to use instead
 * @param features always empty
 * @param methods its methods, sorted by name
 */
public record ServiceDescription(
    String protocol,
    String protocolVersion,
    String protocolHash,
    @Default("false") boolean deprecated,
    @Default String deprecationMessage,
    @Default List<String> features,
    List<MethodInfo> methods) {}
