package dev.millrace.sdk;

import dev.millrace.sdk.function.Declaration;
import dev.millrace.sdk.function.Parameter;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.sdk.storage.Executions;
import dev.millrace.sdk.worker.Catalog;
import dev.millrace.sdk.worker.SchemaEntry;
import dev.millrace.sdk.worker.WorkerCommand;
import dev.millrace.sdk.worker.WorkerService;
import dev.millrace.shm.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A catalog of functions and the process that serves it.
 *
 * <pre>
 *   public static void main(String[] args) {
 *     Worker.named("demo")
 *         .add(Functions.scalar("shout", (String text) -&gt; text.toUpperCase() + "!"))
 *         .run(args);
 *   }
 * </pre>
 *
 * <p>Collects what is added; not thread-safe until it runs.
 */
public final class Worker {
  private final String name;
  private String comment = "";
  private final Map<List<String>, List<VgiFunction>> schemas = new LinkedHashMap<>();

  private Worker(final String name) {
    this.name = Objects.requireNonNull(name);
    schemas.put(List.of(Catalog.MAIN), new ArrayList<>());
  }

  /**
   * Starts a worker.
   *
   * @param catalog name of its catalog, what {@code ATTACH} asks for
   * @return an empty worker
   */
  public static Worker named(final String catalog) {
    return new Worker(catalog);
  }

  /**
   * Comments the catalog.
   *
   * @param text what it is about
   * @return this
   */
  public Worker comment(final String text) {
    comment = Objects.requireNonNull(text);
    return this;
  }

  /**
   * Adds functions to the default schema, {@code main}.
   *
   * @param functions the functions; several of one name and kind are overloads
   * @return this
   */
  public Worker add(final VgiFunction... functions) {
    return addTo(List.of(Catalog.MAIN), functions);
  }

  /**
   * Adds functions to a schema.
   *
   * @param schema path of the schema, from the outermost in; made when it is new
   * @param functions the functions
   * @return this
   */
  public Worker addTo(final List<String> schema, final VgiFunction... functions) {
    for (final VgiFunction function : functions) {
      check(function);
      schemas.computeIfAbsent(List.copyOf(schema), s -> new ArrayList<>()).add(function);
    }
    return this;
  }

  private static void check(final VgiFunction function) {
    final Declaration declaration = function.declaration();
    final Set<Parameter.Role> wrong =
        switch (function) {
          case ScalarFunction _ -> EnumSet.of(Parameter.Role.NAMED, Parameter.Role.TABLE);
          case TableFunction _ -> EnumSet.of(Parameter.Role.COLUMN, Parameter.Role.TABLE);
          case TableInOutFunction _ -> EnumSet.of(Parameter.Role.COLUMN);
        };
    for (final Parameter parameter : declaration.parameters()) {
      if (wrong.contains(parameter.role())) {
        throw new IllegalArgumentException(
            "function '%s': a function of its kind has no %s parameters, such as '%s'"
                .formatted(
                    declaration.name(),
                    parameter.role().name().toLowerCase(Locale.ROOT),
                    parameter.name()));
      }
    }
    if (function instanceof TableInOutFunction
        && declaration.parameters(Parameter.Role.TABLE).size() != 1) {
      throw new IllegalArgumentException(
          "function '" + declaration.name() + "' does not declare its table");
    }
  }

  /**
   * Makes the service alone, to be hosted in a server of the caller's.
   *
   * @return the service
   */
  public WorkerService service() {
    final List<SchemaEntry> entries = new ArrayList<>();
    schemas.forEach((path, functions) -> entries.add(new SchemaEntry(path, "", functions)));
    try {
      return new WorkerService(
          List.of(new Catalog(name, comment, entries)), new Executions(StateDirectory.ofUser()));
    } catch (final IOException e) {
      throw new UncheckedIOException("no folder for the state of executions", e);
    }
  }

  /**
   * Serves as the command line says, until the client goes, a signal comes or the idle timeout
   * passes; then ends the process. Without arguments it serves standard input and output; {@code
   * --help} tells the rest.
   *
   * @param args arguments of the command line
   */
  public void run(final String... args) {
    System.exit(execute(args));
  }

  /**
   * Serves as {@link #run} does, without ending the process.
   *
   * @param args arguments of the command line
   * @return exit status: 0 after serving, 2 for a wrong command line, 1 for other failures
   */
  public int execute(final String... args) {
    return new WorkerCommand(name, this::service).execute(args);
  }
}
