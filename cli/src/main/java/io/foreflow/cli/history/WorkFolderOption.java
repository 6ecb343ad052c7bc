package io.foreflow.cli.history;

import io.foreflow.history.WorkSpace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --work-folder} of a command, and the room that follows from it. */
public final class WorkFolderOption {

  @Option(
      names = "--work-folder",
      paramLabel = "FOLDER",
      description =
          "The folder for working files of a large history or topic. They are gone when the command"
              + " ends. Default: the JVM's folder for temporary files.")
  private Optional<Path> folder;

  /** The room for what is read. The folder is made when it is needed. */
  public WorkSpace space() {
    return folder.map(WorkSpace::of).orElseGet(WorkSpace::ofTempFolder);
  }
}
