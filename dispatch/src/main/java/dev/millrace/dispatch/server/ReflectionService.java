package dev.millrace.dispatch.server;

import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.protocol.ProtocolName;
import dev.millrace.dispatch.reflection.MethodInfo;
import dev.millrace.dispatch.reflection.ProtocolList;
import dev.millrace.dispatch.reflection.ProtocolSummary;
import dev.millrace.dispatch.reflection.Reflection;
import dev.millrace.dispatch.reflection.ServiceDescription;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.wire.message.SchemaEncoder;
import java.util.List;
import java.util.Locale;

/** Answers reflection from what the host hosts, itself included. */
final class ReflectionService implements Reflection {
  private static final byte[] NONE = {};

  private final Host host;

  ReflectionService(final Host host) {
    this.host = host;
  }

  @Override
  public ProtocolList listProtocols() {
    return new ProtocolList(
        host.serverId(),
        host.serverVersion(),
        Keys.REQUEST_VERSION_1,
        host.protocols().values().stream().map(p -> summary(p.model())).toList());
  }

  private static ProtocolSummary summary(final ServiceModel model) {
    return new ProtocolSummary(
        model.name(),
        version(model),
        model.hash(),
        !model.deprecation().isEmpty(),
        model.deprecation(),
        List.of());
  }

  @Override
  public ServiceDescription describe(final String protocol) {
    final HostedProtocol hosted = host.protocols().get(protocol);
    if (hosted == null) {
      throw Refusals.notSupported(
          ProtocolName.isValid(protocol) ? protocol : null, host.protocols().keySet());
    }
    final ServiceModel model = hosted.model();
    return new ServiceDescription(
        model.name(),
        version(model),
        model.hash(),
        !model.deprecation().isEmpty(),
        model.deprecation(),
        List.of(),
        model.methods().values().stream().map(ReflectionService::info).toList());
  }

  private static String version(final ServiceModel model) {
    return model.version() == null ? "" : model.version().toString();
  }

  private static MethodInfo info(final MethodModel method) {
    return new MethodInfo(
        method.name(),
        method.kind().methodType(),
        method.hasResult(),
        method.headerSchema() != null,
        method.kind().streamKind(),
        SchemaEncoder.encode(method.parameterSchema()),
        method.hasResult() ? SchemaEncoder.encode(method.resultSchema()) : NONE,
        method.headerSchema() == null ? NONE : SchemaEncoder.encode(method.headerSchema()),
        method.idempotency().name().toLowerCase(Locale.ROOT),
        !method.deprecation().isEmpty(),
        method.deprecation());
  }
}
