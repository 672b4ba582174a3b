package dev.millrace.spec.kit;

import dev.millrace.spec.kit.driver.DriverLoop;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Lets the shared conformance suite steer our client: JSON lines in, JSON lines out, one connection
 * a process. Ends with status 0 on {@code shutdown} and at the end of its input, with status 3 when
 * batches were left in the segment.
 */
public final class ClientDriver {
  private ClientDriver() {}

  /**
   * Runs the driver on stdin and stdout.
   *
   * @param args none
   * @throws IOException when the harness is gone in the middle of an answer
   */
  public static void main(final String[] args) throws IOException {
    if (args.length > 0) {
      System.err.println("client-driver takes no arguments; it is steered by JSON lines on stdin");
      System.exit(2);
    }
    // stdout is the control channel: whatever else prints goes to stderr.
    System.setOut(System.err);
    final int left;
    try (PrintStream out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8),
                1 << 16)) {
      left = new DriverLoop(in, out).run();
    }
    if (left > 0) {
      System.err.println("client-driver: " + left + " batches were left in the segment");
      System.exit(3);
    }
  }
}
