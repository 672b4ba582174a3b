package dev.millrace.sdk.worker;

import dev.millrace.codec.value.RecordCodec;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.sdk.function.Arguments;
import dev.millrace.sdk.function.BindCall;
import dev.millrace.sdk.function.ScalarFunction;
import dev.millrace.sdk.function.TableFunction;
import dev.millrace.sdk.function.TableInOutFunction;
import dev.millrace.sdk.function.VgiFunction;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.vgi.FunctionType;
import dev.millrace.sdk.vgi.call.BindRequest;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Resolves calls: finds the function, binds its arguments, asks it for its columns. Every method
 * that is about a call starts from the bind request, so any process of a worker can serve any of
 * them.
 */
final class CallResolver {
  private static final RecordCodec<BindRequest> BIND_REQUESTS = RecordCodec.of(BindRequest.class);

  private final Catalogs catalogs;

  CallResolver(final Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /** Resolves the bind request that a later request carries. */
  ResolvedCall resolve(final byte[] bindCall) {
    return resolve(BIND_REQUESTS.fromStream(bindCall));
  }

  ResolvedCall resolve(final BindRequest request) {
    if (request.copyFrom() != null || request.copyTo() != null) {
      throw VgiErrors.unsupported("This worker has no COPY formats");
    }
    final Catalog catalog = catalogs.ofAttach(request.attachOpaqueData());
    final ReceivedArguments received = ReceivedArguments.read(request.arguments());
    final boolean hasInput = request.inputSchema() != null && request.inputSchema().length > 0;
    final Schema input = hasInput ? OneRow.readSchema(request.inputSchema()) : null;
    final VgiFunction function =
        Overloads.choose(candidates(catalog, request), request.functionName(), received, input);
    final Arguments arguments = ArgumentBinder.bind(function.declaration(), received);
    final List<String> names =
        request.argumentNames() == null
            ? List.of()
            : request.argumentNames().stream().map(n -> Objects.toString(n, "")).toList();
    final BoundCall call =
        new BoundCall(arguments, InputColumns.of(function, input), names, at(request));
    return new ResolvedCall(function, call, output(function, call));
  }

  private static Optional<BindCall.AtClause> at(final BindRequest request) {
    return request.atUnit() == null || request.atUnit().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BindCall.AtClause(request.atUnit(), Objects.toString(request.atValue(), "")));
  }

  private static List<Catalog.Entry> candidates(final Catalog catalog, final BindRequest request) {
    final Predicate<VgiFunction> kind = kind(request.functionType());
    final List<Catalog.Entry> found =
        catalog.functions(request.schemaPath(), request.functionName(), kind);
    if (!found.isEmpty()) {
      return found;
    }
    final String name = request.functionName();
    final List<Catalog.Entry> ofAnyKind = catalog.functions(null, name, f -> true);
    if (ofAnyKind.isEmpty()) {
      throw VgiErrors.notFound("Unknown function '" + name + "'" + suggestion(catalog, name));
    }
    if (ofAnyKind.stream().noneMatch(e -> kind.test(e.function()))) {
      throw VgiErrors.invalid(
          "'%s' is %s function and can't be called as %s"
              .formatted(
                  name,
                  ofAnyKind.getFirst().function() instanceof ScalarFunction
                      ? "a scalar"
                      : "a table",
                  request.functionType()));
    }
    throw VgiErrors.notFound(
        "Function '%s' is not registered in schema '%s'. It is available in: %s"
            .formatted(
                name,
                String.join(".", request.schemaPath()),
                ofAnyKind.stream().map(e -> e.schema().dotted()).distinct().toList()));
  }

  private static Predicate<VgiFunction> kind(final FunctionType type) {
    return switch (type) {
      case SCALAR -> ScalarFunction.class::isInstance;
      case TABLE -> f -> f instanceof TableFunction || f instanceof TableInOutFunction;
      case TABLE_BUFFERING, AGGREGATE -> f -> false; // kinds that no function here has
    };
  }

  private static String suggestion(final Catalog catalog, final String name) {
    final List<String> near =
        catalog.schemas().stream()
            .flatMap(s -> s.functions().stream())
            .map(f -> f.declaration().name())
            .distinct()
            .filter(n -> EditDistance.atMost(n, name, 2))
            .toList();
    return near.isEmpty() ? "" : ". Did you mean " + String.join(", ", near) + "?";
  }

  private static Schema output(final VgiFunction function, final BoundCall call) {
    return switch (function) {
      case ScalarFunction f -> {
        final Field result = Objects.requireNonNull(f.bind(call));
        yield Schema.of(result.withName("result").withNullable(true));
      }
      case TableFunction f -> columns(f::bind, call);
      case TableInOutFunction f -> columns(f::bind, call);
    };
  }

  /** Decides the columns of a table. */
  @FunctionalInterface
  private interface Binder {
    Schema bind(BindCall call) throws Exception;
  }

  private static Schema columns(final Binder function, final BoundCall call) {
    try {
      return Objects.requireNonNull(function.bind(call));
    } catch (final RuntimeException e) {
      throw e;
    } catch (final Exception e) {
      throw failed(e);
    }
  }

  /** Carries a checked exception of a function to the client under its own name. */
  static RpcException failed(final Exception e) {
    return RpcException.builder(e.getClass().getSimpleName(), e.getMessage()).cause(e).build();
  }
}
