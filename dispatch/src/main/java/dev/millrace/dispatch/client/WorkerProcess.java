package dev.millrace.dispatch.client;

import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.dispatch.transport.ChannelTransport;
import dev.millrace.dispatch.transport.Stdio;
import dev.millrace.dispatch.transport.StreamTransport;
import dev.millrace.shm.posix.PosixPipe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A worker that was started for one client ([TRANS-5]). Closing ends it: first its standard input,
 * which tells a good worker to go, then a signal, then force.
 */
final class WorkerProcess implements AutoCloseable {
  /** Large batches cross a larger pipe with fewer wake-ups. */
  private static final int PIPE_SIZE = 1 << 20;

  private static final long TERMINATION_SECONDS = 2;

  private final Process process;
  private final ByteTransport transport;
  private final long graceNanos;

  private WorkerProcess(
      final Process process, final ByteTransport transport, final ClientOptions options) {
    this.process = process;
    this.transport = transport;
    this.graceNanos = TimeUnit.NANOSECONDS.convert(options.exitGrace());
  }

  static WorkerProcess start(final List<String> command, final ClientOptions options)
      throws IOException {
    final ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    final Map<String, String> environment = builder.environment();
    environment.remove(Stdio.PIPE_READER); // if we have one it is about our own standard output
    environment.putAll(options.environment());
    PosixPipe in;
    PosixPipe out;
    try {
      in = PosixPipe.open();
      out = PosixPipe.open();
    } catch (UnsupportedOperationException e) {
      final Process process = builder.start();
      return new WorkerProcess(
          process,
          new StreamTransport(
              process.getInputStream(), process.getOutputStream(), TransportKind.PIPE),
          options);
    }
    return start(builder, in, out, options);
  }

  @SuppressWarnings("resource") // the transport closes the channels
  private static WorkerProcess start(
      final ProcessBuilder builder,
      final PosixPipe in,
      final PosixPipe out,
      final ClientOptions options)
      throws IOException {
    try (in;
        out) {
      final String name = out.name();
      if (name != null) {
        builder.environment().putIfAbsent(Stdio.PIPE_READER, name);
      }
      in.enlarge(PIPE_SIZE);
      out.enlarge(PIPE_SIZE);
      final FileChannel toWorker = in.writeChannel();
      final ByteTransport transport = ChannelTransport.pipes(out.readStream(), toWorker);
      try {
        final Process process =
            builder.redirectInput(in.readFile()).redirectOutput(out.writeFile()).start();
        return new WorkerProcess(process, transport, options);
      } catch (IOException | RuntimeException e) {
        transport.close();
        throw e;
      }
    }
  }

  ByteTransport transport() {
    return transport;
  }

  @Override
  public void close() {
    transport.close();
    boolean interrupted = false;
    try {
      if (process.waitFor(graceNanos, TimeUnit.NANOSECONDS)) {
        return;
      }
      process.destroy();
      if (process.waitFor(TERMINATION_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroyForcibly();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
