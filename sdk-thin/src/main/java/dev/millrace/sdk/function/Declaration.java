package dev.millrace.sdk.function;

import dev.millrace.sdk.vgi.FunctionStability;
import dev.millrace.sdk.vgi.NullHandling;
import dev.millrace.sdk.vgi.OrderPreservation;
import dev.millrace.wire.schema.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a function is called and what an optimizer may assume of it. Immutable.
 *
 * <pre>
 *   Declaration.of("multiply")
 *       .parameters(column("value", INT64), constant("factor", INT64))
 *       .returns(INT64)
 *       .build()
 * </pre>
 */
public final class Declaration {
  private final String name;
  private final List<Parameter> parameters;
  private final Optional<Field> result;
  private final String description;
  private final Map<String, String> tags;
  private final List<Example> examples;
  private final List<String> categories;
  private final FunctionStability stability;
  private final NullHandling nullHandling;
  private final OrderPreservation order;
  private final int maxWorkers;
  private final boolean projects;
  private final boolean hasFinalize;

  private Declaration(final Builder b) {
    name = b.name;
    parameters = List.copyOf(b.parameters);
    result = Optional.ofNullable(b.result);
    description = b.description;
    tags = Map.copyOf(b.tags);
    examples = List.copyOf(b.examples);
    categories = List.copyOf(b.categories);
    stability = b.stability;
    nullHandling = b.nullHandling;
    order = b.order;
    maxWorkers = b.maxWorkers;
    projects = b.projects;
    hasFinalize = b.hasFinalize;
  }

  /**
   * Starts a declaration.
   *
   * @param name name of the function, in snake case
   * @return a builder
   */
  public static Builder of(final String name) {
    return new Builder(name);
  }

  /**
   * Tells the name.
   *
   * @return as SQL calls it
   */
  public String name() {
    return name;
  }

  /**
   * Lists the parameters.
   *
   * @return positional ones in their order, then the named ones
   */
  public List<Parameter> parameters() {
    return parameters;
  }

  /**
   * Lists the parameters of one role.
   *
   * @param role the role
   * @return those parameters, in order
   */
  public List<Parameter> parameters(final Parameter.Role role) {
    return parameters.stream().filter(p -> p.role() == role).toList();
  }

  /**
   * Tells the type of a scalar function's result.
   *
   * @return the type; empty when it is decided at bind
   */
  public Optional<Field> result() {
    return result;
  }

  /**
   * Tells what the function does.
   *
   * @return text for people, possibly empty
   */
  public String description() {
    return description;
  }

  /**
   * Gives the tags.
   *
   * @return free key-value pairs
   */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * Gives the examples.
   *
   * @return queries that show the function
   */
  public List<Example> examples() {
    return examples;
  }

  /**
   * Gives the categories.
   *
   * @return free words
   */
  public List<String> categories() {
    return categories;
  }

  /**
   * Tells when equal arguments give equal results.
   *
   * @return consistent by default
   */
  public FunctionStability stability() {
    return stability;
  }

  /**
   * Tells who deals with NULL arguments.
   *
   * @return default by default: NULL in, NULL out
   */
  public NullHandling nullHandling() {
    return nullHandling;
  }

  /**
   * Tells what the order of rows means.
   *
   * @return insertion order by default
   */
  public OrderPreservation order() {
    return order;
  }

  /**
   * Tells how many producers an execution may have at most.
   *
   * @return at least 1
   */
  public int maxWorkers() {
    return maxWorkersOr(1);
  }

  /**
   * Tells how many streams an execution may have at most.
   *
   * @param otherwise the answer where nothing was declared
   * @return at least 1
   */
  public int maxWorkersOr(final int otherwise) {
    return maxWorkers == 0 ? otherwise : maxWorkers;
  }

  /**
   * Tells whether the function leaves out columns that nobody wants by itself.
   *
   * @return true when its producers follow {@link ScanCall#outputSchema}
   */
  public boolean projects() {
    return projects;
  }

  /**
   * Tells whether a table-in-out function gives rows after its input.
   *
   * @return true when something follows
   */
  public boolean hasFinalize() {
    return hasFinalize;
  }

  /** Collects the parts of a declaration; not thread-safe. */
  public static final class Builder {
    private final String name;
    private final List<Parameter> parameters = new ArrayList<>();
    private Field result;
    private String description = "";
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final List<Example> examples = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private FunctionStability stability = FunctionStability.CONSISTENT;
    private NullHandling nullHandling = NullHandling.DEFAULT;
    private OrderPreservation order = OrderPreservation.PRESERVES_ORDER;
    private int maxWorkers;
    private boolean projects;
    private boolean hasFinalize;

    private Builder(final String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a function without a name");
      }
      this.name = name;
    }

    /**
     * Adds parameters.
     *
     * @param more the parameters, positional ones in their order
     * @return this
     */
    public Builder parameters(final Parameter... more) {
      parameters.addAll(List.of(more));
      return this;
    }

    /**
     * Declares the type of a scalar function's result.
     *
     * @param type the type
     * @return this
     */
    public Builder returns(final Field type) {
      result = Objects.requireNonNull(type);
      return this;
    }

    /**
     * Describes the function.
     *
     * @param text what it does
     * @return this
     */
    public Builder description(final String text) {
      description = Objects.requireNonNull(text);
      return this;
    }

    /**
     * Adds a tag.
     *
     * @param key its key
     * @param value its value
     * @return this
     */
    public Builder tag(final String key, final String value) {
      tags.put(key, value);
      return this;
    }

    /**
     * Adds an example.
     *
     * @param sql a query
     * @param shows what it shows
     * @return this
     */
    public Builder example(final String sql, final String shows) {
      examples.add(new Example(sql, shows));
      return this;
    }

    /**
     * Adds categories.
     *
     * @param words free words
     * @return this
     */
    public Builder categories(final String... words) {
      categories.addAll(List.of(words));
      return this;
    }

    /**
     * Declares when equal arguments give equal results.
     *
     * @param promise what is promised
     * @return this
     */
    public Builder stability(final FunctionStability promise) {
      stability = Objects.requireNonNull(promise);
      return this;
    }

    /**
     * Declares that the function deals with NULL arguments in its own way.
     *
     * @return this
     */
    public Builder handlesNulls() {
      nullHandling = NullHandling.SPECIAL;
      return this;
    }

    /**
     * Declares what the order of rows means.
     *
     * @param meaning what it means
     * @return this
     */
    public Builder order(final OrderPreservation meaning) {
      order = Objects.requireNonNull(meaning);
      return this;
    }

    /**
     * Bounds the streams of an execution. A table function has one where nothing is said; with more
     * its producers have to divide the work among them. A table-in-out function has any number
     * where nothing is said.
     *
     * @param most how many at most
     * @return this
     */
    public Builder maxWorkers(final int most) {
      if (most < 1) {
        throw new IllegalArgumentException(most + " workers");
      }
      maxWorkers = most;
      return this;
    }

    /**
     * Declares that producers follow the projection by themselves.
     *
     * @return this
     */
    public Builder projects() {
      projects = true;
      return this;
    }

    /**
     * Declares that a table-in-out function gives rows after its input.
     *
     * @return this
     */
    public Builder hasFinalize() {
      hasFinalize = true;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the declaration
     * @throws IllegalArgumentException if names repeat, or a repeated parameter or a table is not
     *     the last positional one
     */
    public Declaration build() {
      final Set<String> names = new HashSet<>();
      boolean complete = false;
      for (final Parameter p : parameters) {
        if (!names.add(p.name())) {
          throw new IllegalArgumentException(
              "function '" + name + "' has two parameters '" + p.name() + "'");
        }
        if (p.role() != Parameter.Role.NAMED) {
          if (complete) {
            throw new IllegalArgumentException(
                "function '" + name + "': '" + p.name() + "' follows a repeated one or a table");
          }
          complete = p.varargs() || p.role() == Parameter.Role.TABLE;
        }
      }
      return new Declaration(this);
    }
  }
}
