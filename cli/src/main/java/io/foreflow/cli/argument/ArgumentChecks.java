package io.foreflow.cli.argument;

import io.foreflow.cli.process.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks of values that many commands share. */
public final class ArgumentChecks {

  private ArgumentChecks() {}

  public static void positive(String option, double found) {
    if (!(found > 0)) {
      throw CommandFailure.usage(option + " must be above 0, found " + found);
    }
  }

  public static void notNegative(String option, int found) {
    if (found < 0) {
      throw CommandFailure.usage(option + " must be 0 or more, found " + found);
    }
  }

  public static void oneOf(String option, String found, List<String> allowed) {
    if (!allowed.contains(found)) {
      throw CommandFailure.usage(
          "%s must be one of %s, found '%s'".formatted(option, String.join(", ", allowed), found));
    }
  }

  /** Checks a file that is given without an option. */
  public static void readable(Path file, String advice) {
    if (!isReadable(file)) {
      throw CommandFailure.usage(noFile(file, advice));
    }
  }

  public static void readable(String option, Path file, String advice) {
    if (!isReadable(file)) {
      throw CommandFailure.usage(option + ": " + noFile(file, advice));
    }
  }

  private static boolean isReadable(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  private static String noFile(Path file, String advice) {
    return "there is no readable file %s. %s".formatted(file.toAbsolutePath().normalize(), advice);
  }
}
