package dev.millrace.dispatch.server;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers nobody chose: they need to be different, not secret. */
final class RequestIds {
  private RequestIds() {}

  /** Makes an identifier of a call: 16 lower-case hexadecimal digits. */
  static String next() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** Makes an identifier of a stream: 32 lower-case hexadecimal digits. */
  static String nextStream() {
    return next() + next();
  }

  /** Makes an identifier of a server: 12 lower-case hexadecimal digits. */
  static String nextServer() {
    return next().substring(4);
  }
}
