package dev.millrace.dispatch.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process with status 0 on SIGTERM and SIGINT, as those who start workers expect
 * ([TRANS-12]). The JVM by itself would exit with 143 and 130. The class that can do this is in
 * {@code jdk.unsupported} and is looked up by name; a runtime image without it keeps the JVM's
 * behaviour.
 */
final class Signals {
  private static final Logger LOGGER = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  static void exitInGoodOrder(final Runnable before) {
    on(
        () -> {
          try {
            before.run();
          } finally {
            System.exit(0);
          }
        },
        "TERM",
        "INT");
  }

  private static void on(final Runnable action, final String... names) {
    try {
      final Class<?> signal = Class.forName("sun.misc.Signal");
      final Class<?> handler = Class.forName("sun.misc.SignalHandler");
      final Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  default -> "exit in good order";
                };
              });
      for (final String name : names) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (InvocationTargetException | IllegalArgumentException e) {
      LOGGER.debug("signals are handled by someone else", e);
    } catch (ReflectiveOperationException e) {
      LOGGER.debug("signals can't be handled here", e);
    }
  }
}
