package io.foreflow.cli.process;

import io.foreflow.model.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks that a result can be written before the work for it begins, so that no hour of training is
 * lost. Missing folders are created.
 */
public final class OutputFile {

  private OutputFile() {}

  /**
   * Checks a file that is written beside its place and then moved there.
   *
   * @param option the option that names it
   * @throws CommandFailure if it can't be written
   */
  public static void checkReplaceable(String option, Path file) {
    Path target = target(option, file);
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw CommandFailure.usage(
          "%s: %s is a device or a pipe. Name a regular file.".formatted(option, target));
    }
    checkFolder(option, target);
  }

  /**
   * Checks a file that is written in its place.
   *
   * @param option the option that names it
   * @throws CommandFailure if it can't be written
   */
  public static void checkWritable(String option, Path file) {
    Path target = target(option, file);
    if (!Files.exists(target)) {
      checkFolder(option, target);
    } else if (!Files.isWritable(target)) {
      throw CommandFailure.usage(
          "%s: this user has no permission to write %s. Name another file."
              .formatted(option, target));
    }
  }

  private static Path target(String option, Path file) {
    Path target = file.toAbsolutePath().normalize();
    if (target.getParent() == null || Files.isDirectory(target)) {
      throw CommandFailure.usage(
          "%s: %s is a folder. Name a file in it.".formatted(option, target));
    }
    return target;
  }

  /** Writes a file to try. Permissions do not show that a file system is read-only. */
  private static void checkFolder(String option, Path target) {
    Path folder = target.resolveSibling("");
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".foreflow-", ".tmp"));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s: cannot write %s: %s. Name a file in a folder that this user can write to."
              .formatted(option, target, FileProblem.of(e)));
    }
  }
}
