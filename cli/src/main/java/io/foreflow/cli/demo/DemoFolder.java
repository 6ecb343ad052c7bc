package io.foreflow.cli.demo;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.TemporaryFolder;
import io.foreflow.model.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder for the files of a demo: a temporary one, or one that is kept. */
final class DemoFolder implements AutoCloseable {

  private final Path path;
  private final TemporaryFolder temporary;

  private DemoFolder(Path path, TemporaryFolder temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  static DemoFolder of(Optional<Path> keep) {
    try {
      if (keep.isEmpty()) {
        TemporaryFolder all = TemporaryFolder.create("foreflow-demo-");
        return new DemoFolder(all.path(), all);
      }
      Path path = Files.createDirectories(keep.get().toAbsolutePath());
      try (Stream<Path> files = Files.list(path)) {
        if (files.findAny().isPresent()) {
          throw CommandFailure.usage(
              "--keep "
                  + keep.get()
                  + ": the folder has files in it. Name a new one, or an empty one.");
        }
      }
      RunLog.to(path.resolve("foreflow.log"));
      return new DemoFolder(path, TemporaryFolder.at(path.resolve("flink")));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot make a folder for the demo: " + FileProblem.of(e), e);
    }
  }

  Path history() {
    return path.resolve("history.csv");
  }

  Path model() {
    return path.resolve("model.onnx");
  }

  /** The model store of a demo that retrains. */
  Path store() {
    return path.resolve("store");
  }

  /** The file with the options of the job, for a demo that retrains. */
  Path pipelineFile() {
    return path.resolve("pipeline.yaml");
  }

  /** The file with the options of the retraining. */
  Path retrainFile() {
    return path.resolve("retrain.yaml");
  }

  /** The file with what the commands of the retraining say. */
  Path retrainLog() {
    return path.resolve("retrain.log");
  }

  Path broker() {
    return path.resolve("kafka");
  }

  /** The folder for Flink's own files, which is never kept. */
  Path flink() {
    return path.resolve("flink");
  }

  @Override
  public void close() {
    try {
      temporary.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + temporary.path(), e);
    }
  }
}
