package io.foreflow.trainer.loop;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** Variables of the process's environment, which native libraries read when they are loaded. */
final class EngineEnvironment {

  /** Makes {@code setenv} keep a variable that the user has set. */
  private static final int KEEP = 0;

  private EngineEnvironment() {}

  /** Sets a variable, unless it is set. Java's own copy of the environment stays as it is. */
  static void setDefault(String name, String value) {
    if (Platform.isWindows()) {
      return;
    }
    Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
    int unused = setenv.invokeInt(new Object[] {name, value, KEEP});
  }
}
