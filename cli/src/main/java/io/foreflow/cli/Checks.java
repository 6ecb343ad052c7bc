package io.foreflow.cli;

import io.foreflow.cli.process.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What holds for options of many commands. */
final class Checks {

  private Checks() {}

  static void positive(String option, double found) {
    if (!(found > 0)) {
      throw CommandFailure.usage(option + " must be above 0, found " + found);
    }
  }

  static void notNegative(String option, int found) {
    if (found < 0) {
      throw CommandFailure.usage(option + " must be 0 or more, found " + found);
    }
  }

  static void oneOf(String option, String found, List<String> allowed) {
    if (!allowed.contains(found)) {
      throw CommandFailure.usage(
          "%s must be one of %s, found '%s'".formatted(option, String.join(", ", allowed), found));
    }
  }

  static void readable(String option, Path file, String advice) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw CommandFailure.usage(
          "%s: there is no readable file %s. %s"
              .formatted(option, file.toAbsolutePath().normalize(), advice));
    }
  }
}
