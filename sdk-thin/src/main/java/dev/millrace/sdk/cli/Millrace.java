package dev.millrace.sdk.cli;

import dev.millrace.dispatch.error.RpcException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code millrace}. */
public final class Millrace {

  private Millrace() {}

  /** The command without a subcommand: prints the usage. */
  @Command(
      name = "millrace",
      description = "Looks at VGI workers and calls their functions.",
      subcommands = {
        DescribeCommand.class,
        CatalogCommand.class,
        ScanCommand.class,
        ScalarCommand.class,
        TransformCommand.class,
        StatCommand.class
      })
  static final class Root implements Callable<Integer> {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(
        names = {"-h", "--help"},
        usageHelp = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Show this and exit.")
    private boolean help;

    @Override
    public Integer call() {
      spec.commandLine().usage(spec.commandLine().getErr());
      return CommandLine.ExitCode.USAGE;
    }
  }

  /**
   * Runs a command.
   *
   * @param out takes what was asked for
   * @param err takes complaints
   * @param args the command line
   * @return exit status: 0, 1 when the call failed, 2 for a wrong command line
   */
  public static int execute(final PrintWriter out, final PrintWriter err, final String... args) {
    return new CommandLine(new Root())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (e, command, _) -> {
              command.getErr().println("millrace: " + told(e));
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(args);
  }

  private static String told(final Exception e) {
    return e instanceof RpcException rpc
        ? rpc.errorType() + ": " + rpc.errorMessage()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /**
   * Runs a command and ends the process.
   *
   * @param args the command line
   */
  public static void main(final String[] args) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(execute(out, err, args));
  }
}
