package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.start.SavedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

  @TempDir private Path root = Path.of("");

  @Test
  void theSameInputsResumeAndOthersDoNot() throws IOException {
    Files.writeString(work(1, "1").checkpoint(), "of a training that was killed");
    assertThat(work(1, "1").isResumed()).isTrue();
    assertThat(work(2, "1").isResumed()).as("other readings").isFalse();
    assertThat(work(1, "2").isResumed()).as("another seed").isFalse();
    String sha256 = "5e".repeat(32);
    SavedWeights start = SavedWeights.of(sha256, Map.of(), List.of(), List.of());
    assertThat(work(1, "1", Optional.of(start)).isResumed()).as("another start").isFalse();
    work(1, "1").delete();
    assertThat(work(1, "1").isResumed()).isFalse();
  }

  @Test
  void oldFoldersAreDeletedExceptTheNewest() throws IOException {
    Instant now = Instant.parse("2026-02-01T00:00:00Z");
    for (int reading = 0; reading < 8; reading++) {
      Path checkpoint = work(reading, "1").checkpoint();
      Files.writeString(checkpoint, "of a training that was killed");
      // Two were written in the last week, the others 8 to 13 days ago.
      Duration age = Duration.ofDays(reading < 2 ? reading : 6 + reading);
      Files.setLastModifiedTime(checkpoint.getParent(), FileTime.from(now.minus(age)));
    }
    Path other = Files.writeString(root.resolve("notes.txt"), "mine");
    Files.setLastModifiedTime(other, FileTime.from(now.minus(Duration.ofDays(100))));

    WorkFolder.cleanUp(root, now);

    assertThat(left()).containsExactly(0, 1, 2, 3, 4);
    assertThat(other).exists();
    WorkFolder.cleanUp(root.resolve("none"), now);
  }

  /** The readings whose folders have their checkpoint. */
  private List<Integer> left() {
    return IntStream.range(0, 8).filter(one -> work(one, "1").isResumed()).boxed().toList();
  }

  private WorkFolder work(float reading, String seed) {
    return work(reading, seed, Optional.empty());
  }

  private WorkFolder work(float reading, String seed, Optional<SavedWeights> start) {
    float[] values = new float[400];
    values[7] = reading;
    TrainingConfig config =
        TrainingConfig.builder().set(Map.of("cadence", "PT1H", "seed", seed)).build();
    return WorkFolder.of(root, List.of(new SeriesHistory("a", 0, values)), config, start);
  }
}
