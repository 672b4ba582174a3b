package dev.millrace.dispatch.error;

/** Says under which name an exception crosses the wire. */
@FunctionalInterface
public interface ErrorTypes {

  /** {@link RpcException#errorType}, then {@link ErrorType}, then the simple class name. */
  ErrorTypes DEFAULT =
      thrown -> {
        if (thrown instanceof RpcException rpc) {
          return rpc.errorType();
        }
        final ErrorType named = thrown.getClass().getAnnotation(ErrorType.class);
        if (named != null) {
          return named.value();
        }
        for (Class<?> c = thrown.getClass(); c != null; c = c.getSuperclass()) {
          if (!c.getSimpleName().isEmpty()) {
            return c.getSimpleName();
          }
        }
        return "Throwable";
      };

  /**
   * Names an exception.
   *
   * @param thrown the exception
   * @return its wire name, never empty; null lets {@link #DEFAULT} decide
   */
  String nameOf(Throwable thrown);
}
