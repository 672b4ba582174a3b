package dev.millrace.sdk.client;

import dev.millrace.dispatch.client.ClientOptions;
import dev.millrace.dispatch.client.RpcClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a worker is, or how to start one. */
public sealed interface WorkerLocation {

  /**
   * A command that serves on its standard input and output: every connection is a process of its
   * own.
   *
   * @param argv program and arguments
   */
  record Command(List<String> argv) implements WorkerLocation {
    /** Copies the parts. */
    public Command {
      argv = List.copyOf(argv);
      if (argv.isEmpty()) {
        throw new IllegalArgumentException("an empty command");
      }
    }
  }

  /**
   * A Unix domain socket.
   *
   * @param path its path
   */
  record Unix(Path path) implements WorkerLocation {}

  /**
   * A TCP address.
   *
   * @param host name or address
   * @param port the port
   */
  record Tcp(String host, int port) implements WorkerLocation {}

  /**
   * Reads a location: {@code unix://PATH}, {@code tcp://HOST:PORT}, or a command line, split at
   * blanks outside of quotes.
   *
   * @param text the text
   * @return the location
   * @throws IllegalArgumentException if it is none of these
   */
  static WorkerLocation parse(final String text) {
    if (text.startsWith("unix://")) {
      return new Unix(Path.of(text.substring("unix://".length())));
    }
    if (text.startsWith("tcp://")) {
      final String address = text.substring("tcp://".length());
      final int colon = address.lastIndexOf(':');
      if (colon <= 0) {
        throw new IllegalArgumentException("'" + text + "' is not tcp://HOST:PORT");
      }
      return new Tcp(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
    if (text.matches("[a-z+]{2,}://.*")) {
      throw new IllegalArgumentException("unknown kind of location '" + text + "'");
    }
    return new Command(split(text));
  }

  private static List<String> split(final String text) {
    final List<String> words = new ArrayList<>();
    final StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (final char c : text.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote in '" + text + "' is not closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /**
   * Opens a connection.
   *
   * @param options how the client behaves
   * @return the connection
   * @throws IOException if there is nothing to connect to
   */
  default RpcClient connect(final ClientOptions options) throws IOException {
    return switch (this) {
      case Command(List<String> argv) -> RpcClient.stdio(argv, options);
      case Unix(Path path) -> RpcClient.unix(path, options);
      case Tcp(String host, int port) -> RpcClient.tcp(host, port, options);
    };
  }
}
