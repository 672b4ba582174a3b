package dev.millrace.sdk;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.ServeOptions;
import dev.millrace.dispatch.server.SocketListener;
import dev.millrace.sdk.client.VgiClient;
import dev.millrace.sdk.client.WorkerLocation;
import dev.millrace.sdk.vgi.VgiProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A worker served on a Unix socket inside the test's own process. */
public final class ServedWorker implements AutoCloseable {
  private final Path folder;
  private final Path socket;
  private final SocketListener listener;
  private final Thread thread;

  public ServedWorker(final Worker worker) throws IOException {
    folder = Files.createTempDirectory("millrace-sdk");
    socket = folder.resolve("w.sock");
    final RpcServer server =
        RpcServer.builder().service(VgiProtocol.class, worker.service()).reflection().build();
    listener = server.listenUnix(socket, ServeOptions.EMBEDDED);
    thread = Thread.ofPlatform().daemon().start(listener);
  }

  public WorkerLocation location() {
    return new WorkerLocation.Unix(socket);
  }

  public Path socket() {
    return socket;
  }

  public VgiClient client() throws IOException {
    return VgiClient.open(location());
  }

  public VgiClient client(final ClientOptions options) throws IOException {
    return VgiClient.open(location(), options);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    try {
      thread.join(10_000);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(socket);
    Files.delete(folder);
  }
}
