package dev.millrace.spec.kit;

import dev.millrace.dispatch.server.ProcessCounters;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.RpcServerBuilder;
import dev.millrace.dispatch.server.ServeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The worker that the shared conformance suite calls. Serves on stdin and stdout unless told
 * otherwise; an option that does not fit the transport ends it with status 2, so that a test never
 * runs on another transport than it names.
 */
@Command(
    name = "conformance-worker",
    description = "Serves the protocols of the vgi-rpc conformance suite.")
public final class ConformanceWorker implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private Transport transport = new Transport();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this and end.")
  private boolean help;

  @Option(names = "--access-log", paramLabel = "PATH", description = "Append one JSON line a call.")
  private Path accessLog;

  @Option(
      names = "--describe",
      description = "Accepted; vgi_rpc.Reflection.v1 is hosted in any case.")
  private boolean describe;

  @Option(
      names = "--protocols",
      paramLabel = "SET",
      defaultValue = "conformance",
      description = "What is hosted: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private HostedProtocols protocols;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      description = "End after so long without a connection; 0 for never.")
  private Double idleTimeout;

  @Option(
      names = "--threaded",
      negatable = true,
      description = "Serve several connections at a time (the default), or one.")
  private Boolean threaded;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Serve at most so many at a time; 0 for any number.")
  private Integer maxConnections;

  @Option(names = "--http", arity = "0..1", hidden = true, fallbackValue = "")
  private String http;

  private ConformanceWorker() {}

  /** Where to serve; stdin and stdout when none is given. */
  private static final class Transport {
    @Option(names = "--pipe", description = "Serve on stdin and stdout.")
    private boolean pipe;

    @Option(names = "--unix", paramLabel = "PATH", description = "Serve on a Unix socket.")
    private Path unix;

    @Option(names = "--tcp", paramLabel = "[HOST:]PORT", description = "Serve on TCP.")
    private String tcp;
  }

  /**
   * Runs the worker.
   *
   * @param args see {@code --help}
   */
  public static void main(final String[] args) {
    final CommandLine command = new CommandLine(new ConformanceWorker());
    // stdout belongs to the protocol, the help that someone asked for excepted.
    System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (http != null) {
      throw new ParameterException(spec.commandLine(), "--http: this worker does not serve HTTP");
    }
    if (transport.unix == null && transport.tcp == null) {
      refuseWithoutSocket();
      server().serveStdio();
    } else if (transport.unix != null) {
      server().serveUnix(transport.unix, options());
    } else {
      final int colon = transport.tcp.lastIndexOf(':');
      final String host = colon <= 0 ? "127.0.0.1" : transport.tcp.substring(0, colon);
      server().serveTcp(host, port(transport.tcp.substring(colon + 1)), options());
    }
    return 0;
  }

  private RpcServer server() throws IOException {
    final RpcServerBuilder server = RpcServer.builder();
    protocols.registerOn(server);
    if (accessLog != null) {
      server.accessLog(accessLog);
    }
    final List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    final String label = String.join(" ", spec.name(), String.join(" ", arguments)).strip();
    return server.reflection().counters(ProcessCounters.open(label)).build();
  }

  private ServeOptions options() {
    if (Boolean.FALSE.equals(threaded) && maxConnections != null) {
      throw new ParameterException(
          spec.commandLine(), "--max-connections needs --threaded; without it there is one");
    }
    ServeOptions options = ServeOptions.fromEnvironment();
    if (idleTimeout != null) {
      options = options.withIdleTimeout(Duration.ofMillis(Math.round(idleTimeout * 1000)));
    }
    if (Boolean.FALSE.equals(threaded)) {
      options = options.withMaxConnections(1);
    } else if (maxConnections != null) {
      options = options.withMaxConnections(maxConnections);
    }
    return options;
  }

  private void refuseWithoutSocket() {
    if (idleTimeout != null || threaded != null || maxConnections != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--idle-timeout, --threaded and --max-connections need --unix or --tcp");
    }
  }

  private int port(final String text) {
    try {
      final int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new ParameterException(spec.commandLine(), "--tcp: no port: " + transport.tcp);
  }
}
