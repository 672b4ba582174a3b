package dev.millrace.dispatch.client;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.dispatch.error.ErrorKind;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.reflection.ProtocolSummary;
import dev.millrace.dispatch.reflection.Reflection;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.wire.schema.Metadata;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The handler behind a typed proxy: each interface method becomes a stub at its first call. */
final class ServiceProxy implements InvocationHandler {
  private final RpcClient client;
  private final ClientConnection connection;
  private final ServiceModel service;
  private final ClientOptions options;
  private final Map<Method, Stub> stubs = new IdentityHashMap<>(); // a proxy's are always the same

  ServiceProxy(
      final RpcClient client,
      final ClientConnection connection,
      final ServiceModel service,
      final ClientOptions options) {
    this.client = client;
    this.connection = connection;
    this.service = service;
    this.options = options;
  }

  @Override
  public Object invoke(final Object proxy, final Method method, final Object[] arguments)
      throws Throwable {
    final Stub known = stubs.get(method);
    if (known != null) {
      return call(known, arguments);
    }
    final MethodModel model = service.method(method);
    if (model != null) {
      final Stub stub = new Stub(model);
      stubs.put(method, stub);
      return call(stub, arguments);
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "client of " + service.name();
    };
  }

  private Object call(final Stub stub, final Object[] arguments) {
    try {
      return stub.call(arguments);
    } catch (RpcException told) {
      throw told.kind().equals(ErrorKind.PROTOCOL_NOT_SUPPORTED.wireName())
              && service.type() != Reflection.class
          ? withHosted(told)
          : told;
    }
  }

  /** Says beside what was asked for what there is, as far as the server tells ([REFL-9]). */
  private RpcException withHosted(final RpcException told) {
    final List<String> hosted;
    try {
      hosted =
          client.bind(Reflection.class).listProtocols().protocols().stream()
              .map(ProtocolSummary::protocol)
              .toList();
    } catch (RuntimeException e) {
      return told;
    }
    final RpcException.Builder more =
        RpcException.builder(
                told.errorType(),
                told.errorMessage()
                    + " [asked for "
                    + service.name()
                    + ", the server hosts "
                    + hosted
                    + "]")
            .codeText(told.codeText())
            .kind(told.kind())
            .traceback(told.traceback())
            .requestId(told.requestId())
            .cause(told);
    told.details().forEach(more::detail);
    return more.build();
  }

  /** What the calls of one method share. */
  private final class Stub {
    private final MethodModel model;
    private final OutStream out;
    private final BatchBuilder builder;
    private final Metadata request;

    Stub(final MethodModel model) {
      this.model = model;
      this.out = new OutStream(connection.sender(), model.parameterSchema(), connection.memory());
      this.builder = new BatchBuilder(model.parameterSchema(), connection.memory());
      final Metadata.Builder metadata =
          Metadata.builder()
              .put(Keys.METHOD, model.name())
              .put(Keys.PROTOCOL, service.name())
              .put(Keys.REQUEST_VERSION, Keys.REQUEST_VERSION_1);
      if (service.version() != null) {
        metadata.put(Keys.PROTOCOL_VERSION, service.version().toString());
      }
      this.request = metadata.build();
    }

    Object call(final Object[] arguments) {
      connection.requireOpen();
      builder.reset();
      model.writeArguments(builder, arguments);
      if (!model.kind().isStream()) {
        return model.readResult(connection.unary(out, builder, metadata()));
      }
      final RawSession session =
          connection.open(out, builder, metadata(), model.headerSchema() != null);
      final RecordBatch header = session.header();
      return new TypedStream<>(
          session, header == null ? null : model.readHeader(header), model.kind());
    }

    private Metadata metadata() {
      return options.requestIds()
          ? request.toBuilder()
              .put(
                  Keys.REQUEST_ID,
                  HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()))
              .build()
          : request;
    }
  }
}
