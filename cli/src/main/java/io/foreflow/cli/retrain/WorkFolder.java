package io.foreflow.cli.retrain;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.start.SavedWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder for the checkpoint of one retraining, named by what decides its result. */
final class WorkFolder {

  private static final int DIGITS = 16;

  private static final String NAME = "[0-9a-f]{" + DIGITS + "}";

  /** The newest folders stay, however old they are. */
  private static final int KEPT = 5;

  private static final Duration KEPT_TIME = Duration.ofDays(7);

  private final Path folder;

  private WorkFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder of a training on these data, from this start. */
  static WorkFolder of(
      Path root,
      List<SeriesHistory> histories,
      TrainingConfig training,
      Optional<SavedWeights> start) {
    String options = new TreeMap<>(training.suitedTo(histories).options()).toString();
    String weights = start.map(from -> from.provenance().weights()).orElse("");
    String all = HistoryDigest.of(histories) + options + weights;
    String digest = HistoryDigest.of(all.getBytes(StandardCharsets.UTF_8));
    Path folder = root.resolve(digest.substring(0, DIGITS));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot make the folder " + folder + ": " + e.getMessage(), e);
    }
    return new WorkFolder(folder);
  }

  /** The folder of this name. */
  static WorkFolder at(Path root, String name) {
    return new WorkFolder(root.resolve(name));
  }

  /** The name of the folder. */
  String name() {
    return folder.getFileName().toString();
  }

  /** The checkpoint of the training. */
  Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  /** Whether an earlier run has left a checkpoint. */
  boolean isResumed() {
    return Files.exists(checkpoint());
  }

  /**
   * Deletes folders that retrainings have left which were killed and not run again. The newest ones
   * stay, and those in which something was written in the last week. What can't be deleted stays.
   */
  static void cleanUp(Path root, Instant now) {
    try (Stream<Path> all = Files.list(root)) {
      List<Path> newestFirst =
          all.filter(path -> String.valueOf(path.getFileName()).matches(NAME))
              .sorted(Comparator.comparing(WorkFolder::written).reversed())
              .toList();
      for (Path left :
          newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
        if (written(left).isBefore(now.minus(KEPT_TIME))) {
          new WorkFolder(left).delete();
        }
      }
    } catch (IOException e) {
      // A folder that can't be listed has nothing that can be deleted.
    }
  }

  /** When a checkpoint was last written, because that moves a file into the folder. */
  private static Instant written(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toInstant();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }

  /** Deletes the folder after its training has been judged. What can't be deleted stays. */
  void delete() {
    try {
      Files.deleteIfExists(checkpoint());
      Files.deleteIfExists(folder.resolve("checkpoint.part"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // The folder holds something else: it is nothing that a retraining should fail for.
    }
  }
}
