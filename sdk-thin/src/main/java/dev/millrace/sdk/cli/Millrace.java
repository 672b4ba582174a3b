package dev.millrace.sdk.cli;

import dev.millrace.dispatch.error.RpcException;
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
        ScalarCommand.class
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
   * @param args the command line
   * @return exit status: 0, 1 when the call failed, 2 for a wrong command line
   */
  public static int execute(final String... args) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    return new CommandLine(new Root())
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
    System.exit(execute(args));
  }
}
