package dev.millrace.spec.kit.driver;

import dev.millrace.codec.RecordBatch;
import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.LogMessage;
import dev.millrace.dispatch.client.RawStream;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.wire.schema.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one connection of a driver process and the stream that is open on it, if any. Every operation
 * hands what it was given to our client and back; {@link DriverException} says that an operation
 * was not carried out at all, {@link RpcException} that the call failed.
 */
final class DriverConnection implements AutoCloseable {
  private final List<LogMessage> logs = new ArrayList<>();
  private final ClientOptions options = ClientOptions.DEFAULT.withLogs(logs::add);
  private RpcClient client;
  private RawStream stream;
  private int left;

  /**
   * Carries out one line.
   *
   * @param request the line
   * @return its answer
   */
  Response handle(final Request request) {
    return switch (request.op()) {
      case "connect" -> connect(request);
      case "unary" -> call(() -> unary(request));
      case "describe" -> call(() -> Describe.of(client()));
      case "stream_open" -> call(() -> openStream(request));
      case "tick" -> turn(() -> stream().tick(metadataOf(request)), false);
      case "next_with_token" -> turn(() -> stream().tick(Metadata.EMPTY), true);
      case "exchange" -> exchange(request);
      case "cancel" -> end(RawStream::cancel);
      case "close" -> end(RawStream::close);
      case "capabilities",
          "request_upload_urls",
          "session_begin",
          "session_token",
          "session_echo_headers",
          "session_detach",
          "session_end" ->
          throw new DriverException("op requires http transport");
      default -> throw new DriverException("no such op: " + request.op());
    };
  }

  private Response connect(final Request request) {
    if (client != null) {
      throw new DriverException("this driver is connected already");
    }
    // The routing key comes with every request; that it is announced too is checked all the same.
    request.text("protocol");
    try {
      client = open(request.text("transport"), request);
    } catch (IOException e) {
      throw new DriverException("cannot connect: " + e);
    }
    return Response.ok();
  }

  private RpcClient open(final String transport, final Request request) throws IOException {
    return switch (transport) {
      case "stdio" -> RpcClient.stdio(request.texts("target"), options);
      case "unix" -> RpcClient.unix(Path.of(request.text("target")), options);
      case "tcp" -> tcp(request.text("target"));
      case "shm" ->
          RpcClient.stdio(
              request.texts("target"), options.withSegment(request.positive("shm_size")));
      case "http" -> throw new DriverException("the client under test has no HTTP yet");
      default -> throw new DriverException("no such transport: " + transport);
    };
  }

  private RpcClient tcp(final String target) throws IOException {
    final int colon = target.lastIndexOf(':');
    final String host = colon <= 0 ? "127.0.0.1" : target.substring(0, colon);
    final int port;
    try {
      port = Integer.parseInt(target.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new DriverException("no HOST:PORT: " + target);
    }
    return RpcClient.tcp(host, port, options);
  }

  private Response unary(final Request request) {
    final OneBatch params = method(request);
    final RecordBatch result = client().unary(params.batch(), params.metadata());
    return Response.ok().withBytes("result_b64", result == null ? null : OneBatch.write(result));
  }

  private Response openStream(final Request request) {
    if (stream != null) {
      throw new DriverException("a stream is open on this connection");
    }
    final OneBatch params = method(request);
    request.flag("is_exchange");
    stream = client().openStream(params.batch(), params.metadata(), request.flag("has_header"));
    final RecordBatch header = stream.header();
    return Response.ok().withBytes("header_b64", header == null ? null : OneBatch.write(header));
  }

  private Response exchange(final Request request) {
    final OneBatch input = OneBatch.read(request.bytes("input_b64"));
    return turn(() -> stream().exchange(input.batch(), input.metadata()), false);
  }

  private Response turn(final Turn turn, final boolean token) {
    stream();
    final Response response = call(() -> item(turn.take()));
    if (token) {
      // Byte transports carry no state that a stream could be resumed from.
      response.with("token", null);
    }
    return response;
  }

  private Response item(final RecordBatch batch) {
    if (batch == null) {
      stream = null;
    }
    return Response.ok()
        .with("done", batch == null)
        .withBytes("batch_b64", batch == null ? null : OneBatch.write(batch));
  }

  private Response end(final Ending ending) {
    final RawStream ended = stream;
    stream = null;
    return call(
        () -> {
          if (ended != null) {
            ending.end(ended);
          }
          return Response.ok();
        });
  }

  /** Runs a call of the client; its failure ends the stream, and what was logged goes along. */
  private Response call(final Call call) {
    Response response;
    try {
      response = call.run();
    } catch (RpcException e) {
      stream = null;
      response = Response.ok().with("done", true).withError(e);
    }
    response.withLogs(List.copyOf(logs));
    logs.clear();
    return response;
  }

  private static Metadata metadataOf(final Request request) {
    return request.has("input_b64")
        ? OneBatch.read(request.bytes("input_b64")).metadata()
        : Metadata.EMPTY;
  }

  private static OneBatch method(final Request request) {
    final OneBatch params = OneBatch.read(request.bytes("request_b64"));
    if (!params.metadata().has("vgi_rpc.method")) {
      throw new DriverException("the request names no vgi_rpc.method");
    }
    return params;
  }

  private RpcClient client() {
    if (client == null) {
      throw new DriverException("not connected");
    }
    return client;
  }

  private RawStream stream() {
    if (stream == null) {
      throw new DriverException("no stream is open");
    }
    return stream;
  }

  @Override
  public void close() {
    final RawStream open = stream;
    final RpcClient last = client;
    stream = null;
    client = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (RpcException e) {
      // Nobody asked for what the stream still had to say.
    } finally {
      if (last != null) {
        last.release();
        left = last.segmentAllocations();
        last.close();
      }
    }
  }

  /** How much lay in the segment when the connection was closed, that no side would have freed. */
  int left() {
    return left;
  }

  @FunctionalInterface
  private interface Call {
    Response run();
  }

  @FunctionalInterface
  private interface Turn {
    RecordBatch take();
  }

  @FunctionalInterface
  private interface Ending {
    void end(RawStream stream);
  }
}
