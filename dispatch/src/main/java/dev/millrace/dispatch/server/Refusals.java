package dev.millrace.dispatch.server;

import dev.millrace.dispatch.error.ErrorDetail.PreconditionFailure;
import dev.millrace.dispatch.error.ErrorKind;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.SemVer;
import java.util.Collection;
import java.util.List;

/**
 * The errors the server itself answers requests with, before a method runs ([RPC-4] to [RPC-9]).
 */
final class Refusals {
  private Refusals() {}

  /** What a peer wrote, fit for an error text: short and without control characters. */
  static String printable(final String text) {
    final StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(40)
        .forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return out.toString();
  }

  static RpcException protocolError(final String message) {
    return new RpcException("ProtocolError", message);
  }

  static RpcException typeError(final String message) {
    return new RpcException("TypeError", message);
  }

  static RpcException version(final String got) {
    return new RpcException(
        "VersionError",
        got == null
            ? "the request carries no 'vgi_rpc.request_version'; this server speaks version 1"
            : "request version '" + got + "' is not spoken here; this server speaks version 1");
  }

  static RpcException notSpecified(final Collection<String> hosted) {
    return kind(
            "ProtocolNotSpecifiedError",
            "the request names no protocol in 'vgi_rpc.protocol'; hosted here: " + hosted,
            ErrorKind.PROTOCOL_NOT_SPECIFIED)
        .build();
  }

  /** The name is only repeated when it is one, so that nothing unprintable gets into logs. */
  static RpcException notSupported(final String name, final Collection<String> hosted) {
    return kind(
            "ProtocolNotSupportedError",
            name == null
                ? "'vgi_rpc.protocol' holds no protocol name"
                : "protocol '" + name + "' is not hosted here; hosted: " + hosted,
            ErrorKind.PROTOCOL_NOT_SUPPORTED)
        .build();
  }

  static RpcException noMethod(
      final String protocol, final String method, final Collection<String> methods) {
    final String retired =
        method.equals("__describe__")
            ? "; introspection is the protocol 'vgi_rpc.Reflection.v1' now"
            : "";
    return kind(
            "MethodNotImplementedError",
            "protocol '"
                + protocol
                + "' has no method '"
                + method
                + "'"
                + retired
                + "; it has: "
                + methods,
            ErrorKind.METHOD_NOT_IMPLEMENTED)
        .build();
  }

  static RpcException versionMismatch(
      final String protocol, final String client, final SemVer server) {
    final String who;
    final SemVer parsed = client == null ? null : SemVer.parse(client);
    if (client == null) {
      who = "the client declares none in 'vgi_rpc.protocol_version'";
    } else if (parsed == null) {
      who = "the client's is not MAJOR.MINOR.PATCH";
    } else {
      who = parsed.compare(server) < 0 ? "upgrade the client" : "upgrade the server";
    }
    final String declared = client == null ? "none" : printable(client);
    return kind(
            "ProtocolVersionError",
            "protocol '"
                + protocol
                + "': client version "
                + declared
                + " does not fit server version "
                + server
                + "; "
                + who,
            ErrorKind.PROTOCOL_VERSION_MISMATCH)
        .detail(
            new PreconditionFailure(
                List.of(
                    new PreconditionFailure.Violation(
                        "protocol_version",
                        protocol,
                        "client "
                            + declared
                            + ", server "
                            + server
                            + ": major and minor must be equal"))))
        .build();
  }

  private static RpcException.Builder kind(
      final String type, final String message, final ErrorKind kind) {
    return RpcException.builder(type, message).code(kind.code()).kind(kind.wireName());
  }
}
