package dev.millrace.spec.kit.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/** Answers lines one by one until the harness has no more. */
public final class DriverLoop {
  private final BufferedReader in;
  private final PrintStream out;

  /**
   * Creates the loop.
   *
   * @param in lines of the harness
   * @param out where each gets its answer
   */
  public DriverLoop(final BufferedReader in, final PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Answers until {@code shutdown} or the end of the input; the connection is closed by then.
   *
   * @return how many batches were left in the segment by then: 0 unless one side leaks
   * @throws IOException when a line can't be read
   */
  public int run() throws IOException {
    final DriverConnection connection = new DriverConnection();
    try (connection) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        final Response response = answer(connection, line);
        final boolean over = response == null;
        out.print((over ? Response.ok() : response).toJson() + "\n");
        out.flush();
        if (over) {
          break;
        }
      }
    }
    return connection.left();
  }

  /** The answer, or null when that was the last line and everything is closed. */
  private static Response answer(final DriverConnection connection, final String line) {
    try {
      final Request request = Request.parse(line);
      if (request.op().equals("shutdown")) {
        connection.close();
        return null;
      }
      return connection.handle(request);
    } catch (DriverException e) {
      return Response.refused(e.getMessage());
    }
  }
}
