package dev.millrace.dispatch.service;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.value.Names;
import dev.millrace.codec.value.RecordCodec;
import dev.millrace.codec.value.RowCodec;
import dev.millrace.codec.value.ValueException;
import dev.millrace.dispatch.CallContext;
import dev.millrace.dispatch.RpcMethod;
import dev.millrace.wire.schema.Schema;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A method of a protocol: its schemas and how its arguments and result become rows and back. Shared
 * by threads.
 */
public final class MethodModel {
  private static final RpcMethod.Idempotency UNKNOWN = RpcMethod.Idempotency.UNKNOWN;

  private final Method method;
  private final String name;
  private final MethodKind kind;
  private final int contextIndex;
  private final RpcMethod.Idempotency idempotency;
  private final String deprecation;
  private Codecs codecs; // made twice by two threads, they are alike

  /** What takes time to make: reflection over every record that the method mentions. */
  private record Codecs(
      RowCodec parameters, boolean keepsViews, RowCodec result, RecordCodec<?> header) {}

  private MethodModel(final Method method) {
    this.method = method;
    this.name = Names.of(method, method.getName());
    this.kind = MethodKind.of(method.getReturnType());
    this.contextIndex = contextIndex(method);
    final RpcMethod extra = method.getAnnotation(RpcMethod.class);
    this.idempotency = extra == null ? UNKNOWN : extra.idempotency();
    this.deprecation = extra == null ? "" : extra.deprecation();
  }

  static MethodModel of(final Method method) {
    try {
      return new MethodModel(method);
    } catch (IllegalArgumentException e) {
      throw misdeclared(method, e);
    }
  }

  private static IllegalArgumentException misdeclared(
      final Method method, final IllegalArgumentException e) {
    return new IllegalArgumentException(
        method.getDeclaringClass().getName() + "." + method.getName() + ": " + e.getMessage(), e);
  }

  /**
   * Makes what the first call would make.
   *
   * @throws IllegalArgumentException when the declaration has no mapping, with what is wrong
   */
  public void prepare() {
    codecs();
  }

  private Codecs codecs() {
    Codecs made = codecs;
    if (made == null) {
      try {
        made =
            new Codecs(
                RowCodec.ofParameters(method, MethodModel::isCarried),
                ViewTypes.among(method.getGenericParameterTypes()),
                kind.isStream() ? null : RowCodec.ofResult(method.getAnnotatedReturnType()),
                kind.isStream() ? header(method) : null);
      } catch (IllegalArgumentException e) {
        throw misdeclared(method, e);
      }
      codecs = made;
    }
    return made;
  }

  private static boolean isCarried(final Parameter parameter) {
    return parameter.getType() != CallContext.class;
  }

  private static int contextIndex(final Method method) {
    int found = -1;
    for (int i = 0; i < method.getParameterCount(); i++) {
      if (method.getParameterTypes()[i] == CallContext.class) {
        if (found >= 0) {
          throw new IllegalArgumentException("two CallContext parameters");
        }
        found = i;
      }
    }
    return found;
  }

  private static RecordCodec<?> header(final Method method) {
    final Type returned = method.getGenericReturnType();
    final Type argument =
        returned instanceof ParameterizedType parameterized
            ? parameterized.getActualTypeArguments()[0]
            : null;
    if (argument == Void.class) {
      return null;
    }
    if (argument instanceof Class<?> type && type.isRecord()) {
      return RecordCodec.of(type.asSubclass(Record.class));
    }
    throw new IllegalArgumentException("the header of a stream is a record or Void");
  }

  /**
   * Gives the interface method.
   *
   * @return the method this is the model of
   */
  public Method method() {
    return method;
  }

  /**
   * Names the method.
   *
   * @return its wire name
   */
  public String name() {
    return name;
  }

  /**
   * Tells what the method gives.
   *
   * @return its kind
   */
  public MethodKind kind() {
    return kind;
  }

  /**
   * Gives the columns of a request.
   *
   * @return one field a parameter
   */
  public Schema parameterSchema() {
    return codecs().parameters.schema();
  }

  /**
   * Tells whether a call gives a value.
   *
   * @return false for void methods and streams
   */
  public boolean hasResult() {
    return hasResult(codecs().result);
  }

  /**
   * Gives the columns of an answer.
   *
   * @return the field {@code result}, no field for void, null for streams
   */
  public Schema resultSchema() {
    final RowCodec result = codecs().result;
    return result == null ? null : result.schema();
  }

  /**
   * Gives the columns of the header.
   *
   * @return the components of the header record, or null when there is no header
   */
  public Schema headerSchema() {
    final RecordCodec<?> header = codecs().header;
    return header == null ? null : header.schema();
  }

  /**
   * Tells what repeating a call may do.
   *
   * @return as declared
   */
  public RpcMethod.Idempotency idempotency() {
    return idempotency;
  }

  /**
   * Tells what to use instead.
   *
   * @return the deprecation message; empty when the method is not deprecated
   */
  public String deprecation() {
    return deprecation;
  }

  /**
   * Tells whether arguments may be views of the batch they were read from.
   *
   * @return false when arguments stay valid without it
   */
  public boolean keepsViews() {
    return codecs().keepsViews;
  }

  /**
   * Reads the arguments of a call.
   *
   * @param batch one row of the parameter schema
   * @param context passed where the method wants one
   * @return arguments of the Java method; views in them live as long as the batch
   * @throws ValueException when a value is not what the parameter is declared as
   */
  public Object[] readArguments(final RecordBatch batch, final CallContext context) {
    final Object[] values = codecs().parameters.read(batch);
    if (contextIndex < 0) {
      return values;
    }
    final Object[] arguments = new Object[values.length + 1];
    System.arraycopy(values, 0, arguments, 0, contextIndex);
    arguments[contextIndex] = context;
    System.arraycopy(
        values, contextIndex, arguments, contextIndex + 1, values.length - contextIndex);
    return arguments;
  }

  /**
   * Writes the arguments of a call; null takes the default of the parameter.
   *
   * @param builder a builder of the parameter schema
   * @param arguments arguments of the Java method, null for none
   * @throws ValueException when a value is not what the parameter is declared as
   */
  public void writeArguments(final BatchBuilder builder, final Object[] arguments) {
    final RowCodec parameters = codecs().parameters;
    if (arguments == null) {
      parameters.write(builder);
    } else if (contextIndex < 0) {
      parameters.write(builder, arguments);
    } else {
      final Object[] values = new Object[arguments.length - 1];
      System.arraycopy(arguments, 0, values, 0, contextIndex);
      System.arraycopy(
          arguments, contextIndex + 1, values, contextIndex, values.length - contextIndex);
      parameters.write(builder, values);
    }
  }

  /**
   * Writes a result.
   *
   * @param builder a builder of the result schema
   * @param value what the method gave; ignored for void
   * @throws ValueException when it is not what the result is declared as
   */
  public void writeResult(final BatchBuilder builder, final Object value) {
    final RowCodec result = codecs().result;
    if (hasResult(result)) {
      result.write(builder, value);
    } else {
      result.write(builder);
    }
  }

  /**
   * Reads a result.
   *
   * @param batch terminal batch of an answer
   * @return what the method gives; views in it live as long as the batch
   * @throws ValueException when it is not what the result is declared as
   */
  public Object readResult(final RecordBatch batch) {
    final RowCodec result = codecs().result;
    return hasResult(result) ? result.read(batch)[0] : null;
  }

  private static boolean hasResult(final RowCodec result) {
    return result != null && result.size() > 0;
  }

  /**
   * Writes a header.
   *
   * @param builder a builder of the header schema
   * @param value the header record
   * @throws ValueException when it is null or not of the declared class
   */
  public void writeHeader(final BatchBuilder builder, final Object value) {
    if (value == null) {
      throw new ValueException(name + "() declares a header and gave none");
    }
    write(codecs().header, builder, value);
  }

  private static <R extends Record> void write(
      final RecordCodec<R> codec, final BatchBuilder builder, final Object value) {
    codec.write(builder, codec.type().cast(value));
  }

  /**
   * Reads a header.
   *
   * @param batch the header row
   * @return the header record; views in it live as long as the batch
   * @throws ValueException when the columns are not those of the record
   */
  public Record readHeader(final RecordBatch batch) {
    return codecs().header.read(batch);
  }

  /**
   * Binds the method to the object that implements it.
   *
   * @param implementation an instance of the interface
   * @return a handle of type {@code (Object[])Object}
   */
  public MethodHandle bind(final Object implementation) {
    try {
      final MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
      return lookup
          .unreflect(method)
          .bindTo(implementation)
          .asSpreader(Object[].class, method.getParameterCount())
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(method + " can't be accessed", e);
    }
  }
}
