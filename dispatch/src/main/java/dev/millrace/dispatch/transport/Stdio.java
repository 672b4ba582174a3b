package dev.millrace.dispatch.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.shm.posix.PipePages;
import dev.millrace.shm.posix.PosixPipe;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard input and output as the protocol's own ([TRANS-4]). Whatever a library or a service
 * prints with {@code System.out} would be taken for Arrow bytes, so it goes to standard error
 * instead.
 */
public final class Stdio {
  private static final Logger LOGGER = LoggerFactory.getLogger(Stdio.class);
  private static final int PIPE_SIZE = 1 << 20;

  /**
   * Environment variable in which a client names the pipe from which it reads a worker's standard
   * output, and promises to copy from it and nothing else ([TRANS-19]).
   */
  public static final String PIPE_READER = "MILLRACE_PIPE_READER";

  private Stdio() {}

  /**
   * Keeps standard output for the protocol: from now on {@code System.out} prints to standard
   * error. A worker calls this first thing in its main method, before anything can print.
   * Idempotent.
   */
  public static void claim() {
    if (System.out != System.err) {
      System.setOut(System.err);
    }
  }

  /**
   * Makes the transport over standard input and output.
   *
   * @return the transport; one process has one
   */
  @SuppressWarnings("resource") // closing the transport closes the channels
  public static ByteTransport transport() {
    final ChannelTransport transport =
        ChannelTransport.pipes(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out).getChannel());
    return transport.onBulk(() -> tunePipes(transport));
  }

  /**
   * Makes the pipes hold a mebibyte each, and lets pages go by reference ([TRANS-19]). On a thread
   * of its own and only once data comes in bulk: the first native call of a JVM takes a tenth of a
   * second, which workers that answer small calls never pay.
   */
  private static void tunePipes(final ChannelTransport transport) {
    final Thread thread =
        new Thread(
            () -> {
              try {
                PosixPipe.enlarge(0, PIPE_SIZE);
                PosixPipe.enlarge(1, PIPE_SIZE);
                if (isReadByCopying(1)) {
                  transport.passPages(PipePages.into(1));
                }
              } catch (LinkageError | RuntimeException e) {
                LOGGER.debug("pipes keep their size", e);
              }
            },
            "pipe-tuning");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean isReadByCopying(final int descriptor) {
    final String name = PosixPipe.name(descriptor);
    return name != null && name.equals(System.getenv(PIPE_READER));
  }

  /**
   * Prints the line by which whoever started this worker learns where it listens.
   *
   * @param line the line, without its end
   * @throws IOException when standard output is closed
   */
  @SuppressWarnings("resource") // standard output stays open
  public static void announce(final String line) throws IOException {
    final FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();
    final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
