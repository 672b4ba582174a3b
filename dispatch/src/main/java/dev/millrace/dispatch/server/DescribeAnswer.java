package dev.millrace.dispatch.server;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.value.RecordCodec;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.service.MethodModel;
import dev.millrace.wire.message.SchemaEncoder;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;

/**
 * What the earlier line answers to {@code __describe__} ([COMPAT-4]): a row a method, the protocol
 * in the batch's metadata. Callers of any version of the protocol may ask.
 */
final class DescribeAnswer {
  static final String METHOD = "__describe__";

  private static final RecordCodec<Row> ROWS = RecordCodec.of(Row.class);

  static final Schema SCHEMA = ROWS.schema();

  private DescribeAnswer() {}

  /** A method; whether its stream is an exchange is never said, each request decides it. */
  record Row(
      @Nullable String name,
      @Nullable String methodType,
      @Nullable Boolean hasReturn,
      @Nullable byte[] paramsSchemaIpc,
      @Nullable byte[] resultSchemaIpc,
      @Nullable Boolean hasHeader,
      @Nullable byte[] headerSchemaIpc,
      @Nullable Boolean isExchange) {

    static Row of(final MethodModel method) {
      final Schema header = method.headerSchema();
      return new Row(
          method.name(),
          method.kind().methodType(),
          method.hasResult(),
          SchemaEncoder.encode(method.parameterSchema()),
          SchemaEncoder.encode(method.kind().isStream() ? Schema.EMPTY : method.resultSchema()),
          header != null,
          header == null ? null : SchemaEncoder.encode(header),
          null);
    }
  }

  /** Writes the rows; answers the metadata of their batch. */
  static Metadata write(final BatchBuilder builder, final Host host) {
    final HostedProtocol protocol = host.earlier().get(0);
    for (final MethodModel method : protocol.model().methods().values()) {
      ROWS.write(builder, Row.of(method));
    }
    builder.prepare();
    final Metadata.Builder metadata =
        Metadata.builder()
            .put("vgi_rpc.protocol_name", protocol.name())
            .put(Keys.REQUEST_VERSION, Keys.REQUEST_VERSION_1)
            .put("vgi_rpc.describe_version", "4")
            .put("vgi_rpc.protocol_hash", protocol.model().hash())
            .put(Keys.SERVER_ID, host.serverId());
    if (protocol.model().version() != null) {
      metadata.put(Keys.PROTOCOL_VERSION, protocol.model().version().toString());
    }
    return metadata.build();
  }
}
