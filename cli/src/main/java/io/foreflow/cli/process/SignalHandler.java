package io.foreflow.cli.process;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * A handler of a signal of the operating system, which would otherwise end the process. A shutdown
 * hook can't do this: all hooks run at once, and those of libraries close what an orderly end still
 * needs.
 *
 * <p>The JDK has this in {@code sun.misc.Signal} only, which the compiler warns of wherever it is
 * named, so it is reached by reflection.
 */
final class SignalHandler {

  private final Method handle;
  private final Object signal;
  private final Object before;

  private SignalHandler(Method handle, Object signal, Object before) {
    this.handle = handle;
    this.signal = signal;
    this.before = before;
  }

  /**
   * Runs the task at each such signal, on a thread of its own. The result is empty if this JVM does
   * not allow it.
   *
   * @param name such as {@code INT}
   */
  static Optional<SignalHandler> onEach(String name, Runnable task) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Constructor<?> named = type.getConstructor(String.class);
      Method handle = type.getMethod("handle", type, handlerType);
      Object handler =
          Proxy.newProxyInstance(
              SignalHandler.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      task.run();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "on " + name;
                  });
      Object signal = named.newInstance(name);
      return Optional.of(new SignalHandler(handle, signal, handle.invoke(null, signal, handler)));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // -Xrs, or another JVM: the signal ends the process at once, as if this were not here.
      return Optional.empty();
    }
  }

  /** Restores the handler that the signal had before. */
  void release() {
    try {
      Object unused = handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a signal that could be caught can't be released", e);
    }
  }
}
