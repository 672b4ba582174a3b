package dev.millrace.sdk.worker;

import dev.millrace.dispatch.server.ProcessCounters;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.server.RpcServerBuilder;
import dev.millrace.dispatch.server.ServeOptions;
import dev.millrace.dispatch.transport.Stdio;
import dev.millrace.sdk.compat.EarlierLine;
import dev.millrace.sdk.vgi.VgiProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of a worker process (clause VGI-10): one transport, standard input and output by
 * default, and how to serve it. Standard output carries the protocol or the one line that tells
 * where the worker listens, nothing else.
 */
public final class WorkerCommand {
  private final String name;
  private final Supplier<WorkerService> service;

  /**
   * Makes the command line of a worker.
   *
   * @param name name shown in its help
   * @param service makes the service, once the command line is known to be good
   */
  public WorkerCommand(final String name, final Supplier<WorkerService> service) {
    this.name = name;
    this.service = service;
  }

  /**
   * Runs it.
   *
   * @param args the arguments
   * @return exit status: 0 after serving, 2 for a wrong command line, 1 for other failures
   */
  public int execute(final String... args) {
    Stdio.claim(); // first, before anything can print to what may be the protocol
    final Flags flags = new Flags(service, String.join(" ", name, String.join(" ", args)).strip());
    if (flags.areUsual(args)) {
      return flags.serve(); // the way engines start workers, where the parser would take longest
    }
    final CommandLine command = new CommandLine(flags);
    command.setCommandName(name);
    // Help goes to people; standard output is for the client alone.
    command.setOut(command.getErr());
    command.setExecutionStrategy(
        parsed -> {
          final Integer help = CommandLine.executeHelpRequest(parsed);
          return help == null ? flags.serve() : help;
        });
    return command.execute(args);
  }

  /** Where to listen when it is not standard input and output. */
  static final class Address {
    @Option(
        names = "--unix",
        paramLabel = "PATH",
        description = "Listen on a Unix domain socket; prints UNIX:<absolute path>.")
    private Path unix;

    @Option(
        names = "--tcp",
        paramLabel = "[HOST:]PORT",
        converter = TcpAddressConverter.class,
        description =
            "Listen on TCP, on the loopback interface unless HOST says otherwise; port 0 takes a"
                + " free one; prints TCP:<host>:<port>.")
    private TcpAddress tcp;

    @Option(names = "--http", description = "Not available yet.")
    private boolean http;
  }

  /** A TCP address to listen on. */
  record TcpAddress(String host, int port) {}

  /** Reads {@code [HOST:]PORT}. */
  static final class TcpAddressConverter implements ITypeConverter<TcpAddress> {
    @Override
    public TcpAddress convert(final String text) {
      final int colon = text.lastIndexOf(':');
      final String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
      try {
        final int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 0 && port <= 65_535 && !host.isEmpty()) {
          return new TcpAddress(host, port);
        }
      } catch (final NumberFormatException e) {
        // told below, together with numbers that are no ports
      }
      throw new CommandLine.TypeConversionException("'" + text + "' is not [HOST:]PORT");
    }
  }

  /** The flags. */
  @Command(
      mixinStandardHelpOptions = false,
      sortOptions = false,
      description = "Serves VGI functions on standard input and output, or where the flags say.")
  static final class Flags {
    private final Supplier<WorkerService> service;
    private final String label;

    @Spec private CommandLine.Model.CommandSpec spec;

    @ArgGroup(exclusive = true)
    private Address address;

    @Option(
        names = "--idle-timeout",
        paramLabel = "SEC",
        description = "Exit when no connection was open for so long; 0 = never (300).")
    private Double idleTimeout;

    @Option(
        names = "--max-connections",
        paramLabel = "N",
        description = "Connections served at a time, more wait; 0 = any number (64).")
    private Integer maxConnections;

    @Option(
        names = "--compat",
        paramLabel = "LINE",
        converter = LineConverter.class,
        description =
            "Which line of the protocol to serve: 2.2, 1.3 (and 1.2) for engines of mid-2026, or"
                + " auto, which looks at each request (2.2).")
    private Line line = Line.NEWEST;

    @Option(
        names = {"-q", "--quiet"},
        description = "Log errors only.")
    private boolean quiet;

    @Option(names = "--debug", description = "Log everything.")
    private boolean debug;

    @Option(
        names = "--log-level",
        paramLabel = "LEVEL",
        description = "Log from this level on: ${COMPLETION-CANDIDATES} (warn).")
    private LogThreshold logLevel;

    @Option(
        names = "--log-logger",
        paramLabel = "NAME",
        description = "Apply the level to this logger only; may repeat.")
    private List<String> loggers = new ArrayList<>();

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this and exit.")
    private boolean help;

    Flags(final Supplier<WorkerService> service, final String label) {
      this.service = service;
      this.label = label;
    }

    /** Understands no arguments, and the line alone; answers whether it was that. */
    boolean areUsual(final String... args) {
      final Line named =
          args.length == 2 && args[0].equals("--compat") ? Line.named(args[1]) : null;
      if (named != null) {
        line = named;
      }
      return named != null || args.length == 0;
    }

    int serve() {
      if (address != null && address.http) {
        throw new ParameterException(
            spec.commandLine(),
            "HTTP is not served by this version; use --unix, --tcp or standard input and output");
      }
      final ServeOptions options = options();
      configureLogging();
      final RpcServer server = server();
      try {
        if (address == null) {
          server.serveStdio();
        } else if (address.unix != null) {
          server.serveUnix(address.unix.toAbsolutePath(), options);
        } else {
          server.serveTcp(address.tcp.host(), address.tcp.port(), options);
        }
        return CommandLine.ExitCode.OK;
      } catch (final Exception e) {
        LoggerFactory.getLogger(WorkerCommand.class).error("the worker failed", e);
        return CommandLine.ExitCode.SOFTWARE;
      }
    }

    private RpcServer server() {
      final RpcServerBuilder server =
          RpcServer.builder().counters(ProcessCounters.open(label)).onDemand();
      final WorkerService served = service.get();
      if (line != Line.EARLIER) {
        server.service(VgiProtocol.class, served).reflection();
      }
      if (line != Line.NEWEST) {
        EarlierLine.addTo(server, served);
      }
      return server.build();
    }

    private ServeOptions options() {
      ServeOptions options = ServeOptions.fromEnvironment();
      if (idleTimeout != null) {
        if (!(idleTimeout >= 0) || idleTimeout > 1e9) {
          throw new ParameterException(spec.commandLine(), "--idle-timeout " + idleTimeout);
        }
        options = options.withIdleTimeout(Duration.ofNanos(Math.round(idleTimeout * 1e9)));
      }
      if (maxConnections != null) {
        if (maxConnections < 0) {
          throw new ParameterException(spec.commandLine(), "--max-connections " + maxConnections);
        }
        options = options.withMaxConnections(maxConnections);
      }
      return options;
    }

    /** Tells the backend what to write before its first logger is made. */
    private void configureLogging() {
      final LogThreshold threshold;
      if (debug) {
        threshold = LogThreshold.debug;
      } else if (quiet) {
        threshold = LogThreshold.error;
      } else {
        threshold = logLevel == null ? LogThreshold.warn : logLevel;
      }
      final String prefix = "org.slf4j.simpleLogger.";
      if (loggers.isEmpty()) {
        System.setProperty(prefix + "defaultLogLevel", threshold.name());
      } else {
        System.setProperty(prefix + "defaultLogLevel", LogThreshold.warn.name());
        loggers.forEach(name -> System.setProperty(prefix + "log." + name, threshold.name()));
      }
    }
  }

  /** Lines of the protocol. */
  enum Line {
    /** VGI 2.2. */
    NEWEST,
    /** VGI 1.3 and 1.2, as their clients know them. */
    EARLIER,
    /** Either, as the request says. */
    BOTH;

    static Line named(final String text) {
      return switch (text) {
        case "2.2" -> NEWEST;
        case "1.3" -> EARLIER;
        case "auto" -> BOTH;
        default -> null;
      };
    }
  }

  /** Reads the name of a line. */
  static final class LineConverter implements ITypeConverter<Line> {
    @Override
    public Line convert(final String text) {
      final Line line = Line.named(text);
      if (line == null) {
        throw new CommandLine.TypeConversionException("'" + text + "' is not 2.2, 1.3 or auto");
      }
      return line;
    }
  }

  /** Levels of the log. */
  enum LogThreshold {
    /** Every step. */
    trace,
    /** Every call. */
    debug,
    /** Starts and stops. */
    info,
    /** What may be wrong. */
    warn,
    /** What is wrong. */
    error
  }
}
