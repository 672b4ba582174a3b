package dev.millrace.dispatch.reflection;

import java.util.List;

/**
 * What a server hosts.
 *
 * @param serverId identifies the server
 * @param serverVersion version of the program that serves, may be empty
 * @param requestVersion framing version it speaks
 * @param protocols the protocols
 */
public record ProtocolList(
    String serverId,
    String serverVersion,
    String requestVersion,
    List<ProtocolSummary> protocols) {}
