package dev.millrace.spec.kit.driver;

import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.reflection.MethodInfo;
import dev.millrace.dispatch.reflection.ProtocolList;
import dev.millrace.dispatch.reflection.ProtocolSummary;
import dev.millrace.dispatch.reflection.Reflection;
import dev.millrace.dispatch.reflection.ServiceDescription;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What our client learns of a server through reflection, passed on decoded. */
final class Describe {
  /** The version of the description's format; it never moves again. */
  private static final String FORMAT = "5";

  private static final String FRAMEWORK = "vgi_rpc.";

  private Describe() {}

  /**
   * Describes the first application protocol of a server.
   *
   * @param client connection to the server
   * @return the answer for the harness
   */
  static Response of(final RpcClient client) {
    final Reflection reflection = client.bind(Reflection.class);
    final ProtocolList listing = reflection.listProtocols();
    final String protocol =
        listing.protocols().stream()
            .map(ProtocolSummary::protocol)
            .filter(name -> !name.startsWith(FRAMEWORK))
            .findFirst()
            .orElseThrow(
                () -> new RpcException("ProtocolError", "the server hosts no application"));
    final ServiceDescription description = reflection.describe(protocol);
    final Map<String, Object> object = new LinkedHashMap<>();
    object.put("protocol_name", description.protocol());
    object.put("request_version", listing.requestVersion());
    object.put("describe_version", FORMAT);
    object.put("protocol_hash", description.protocolHash());
    object.put("server_id", listing.serverId());
    object.put("protocol_version", description.protocolVersion());
    object.put("methods", description.methods().stream().map(Describe::method).toList());
    return Response.ok().with("describe", object);
  }

  private static Map<String, Object> method(final MethodInfo info) {
    final Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", info.name());
    object.put("method_type", info.methodType());
    object.put("has_return", info.hasReturn());
    object.put("has_header", info.hasHeader());
    object.put(
        "is_exchange",
        switch (info.streamKind()) {
          case "exchange" -> true;
          case "producer" -> false;
          default -> null;
        });
    object.put("params_schema_b64", stream(info.paramsSchemaIpc()));
    object.put("result_schema_b64", stream(info.resultSchemaIpc()));
    object.put("header_schema_b64", stream(info.headerSchemaIpc()));
    return object;
  }

  /**
   * The server's own bytes: a schema message, from which a reader takes no more than the schema.
   */
  private static String stream(final byte[] schema) {
    return schema.length == 0 ? null : Base64.getEncoder().encodeToString(schema);
  }
}
