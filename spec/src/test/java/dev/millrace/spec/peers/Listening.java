package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A worker that listens on a socket while a client calls it. Ended by SIGTERM; of ours it is asked
 * that it then ends with status 0, has printed nothing but its address, and has removed its socket.
 */
final class Listening implements AutoCloseable {
  private final boolean ours;
  private final Process process;
  private final BufferedReader stdout;
  private final String address;

  private Listening(final List<String> command, final String prefix, final boolean ours)
      throws IOException {
    this.ours = ours;
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    stdout = process.inputReader(StandardCharsets.UTF_8);
    final String line = stdout.readLine();
    assertNotNull(line, () -> command + " ended without saying where it listens");
    assertTrue(line.startsWith(prefix), () -> "announced " + line);
    address = line.substring(prefix.length());
  }

  /**
   * Starts a worker on a Unix socket.
   *
   * @param flags more of its flags
   * @return the worker, listening
   */
  static Listening unix(final Object... flags) {
    try {
      final Path path = socket();
      final Listening worker = start("UNIX:", "--unix", path, flags);
      assertEquals(path.toString(), worker.address);
      return worker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a worker on a TCP port of the system's choice.
   *
   * @param flags more of its flags
   * @return the worker, listening
   */
  static Listening tcp(final Object... flags) {
    return start("TCP:", "--tcp", "127.0.0.1:0", flags);
  }

  /**
   * Starts a worker written in Python.
   *
   * @param transport {@code unix} or {@code tcp}
   * @param command program and arguments before those that say where to listen
   * @return the worker, listening
   */
  static Listening python(final String transport, final Object... command) {
    final List<String> line = new ArrayList<>();
    for (final Object part : command) {
      line.add(part.toString());
    }
    try {
      final boolean unix = transport.equals("unix");
      line.addAll(unix ? List.of("--unix", socket().toString()) : List.of("--tcp", "127.0.0.1:0"));
      return new Listening(line, unix ? "UNIX:" : "TCP:", false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path socket() throws IOException {
    // Short, since the path of a socket is limited to about a hundred bytes.
    return Files.createTempDirectory(Path.of("/tmp"), "mr-").resolve("w.sock");
  }

  private static Listening start(
      final String prefix, final String flag, final Object where, final Object... flags) {
    final List<String> command = new ArrayList<>();
    command.add(Kit.program("conformance-worker").toString());
    command.add(flag);
    command.add(where.toString());
    for (final Object more : flags) {
      command.add(more.toString());
    }
    try {
      return new Listening(command, prefix, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tells where it listens.
   *
   * @return the path, or host and port
   */
  String address() {
    return address;
  }

  /**
   * Tells its process id.
   *
   * @return the id
   */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    // Not Process.destroy, which would close the stream that is still to be looked at.
    process.toHandle().destroy();
    try {
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the worker did not end on SIGTERM");
      if (ours) {
        assertNull(stdout.readLine(), "the worker wrote to stdout after its address");
        assertEquals(0, process.exitValue(), "status of the worker after SIGTERM");
      }
      if (address.startsWith("/")) {
        final boolean left = Files.deleteIfExists(Path.of(address));
        assertFalse(left && ours, "the worker left its socket behind");
        Files.deleteIfExists(Path.of(address).getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
