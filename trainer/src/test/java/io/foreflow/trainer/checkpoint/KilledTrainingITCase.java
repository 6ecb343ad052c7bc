package io.foreflow.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.start.SavedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a training whose process is killed twice at any point and started again. */
class KilledTrainingITCase {

  private static final int KILLS = 2;

  @Test
  @Timeout(3600)
  void aRestartedTrainingMakesTheSameBytes(@TempDir Path folder) throws Exception {
    byte[] whole = train(Optional.empty()).file();

    assertThat(bytesOfKilled(folder)).isEqualTo(whole);
  }

  @Test
  @Timeout(3600)
  void aTrainingFromWeightsRestartsTheSameWay(@TempDir Path folder) throws Exception {
    TrainedModel earlier = train(Optional.empty());
    Path weights = folder.resolve("earlier.weights");
    earlier.weights().writeTo(weights);
    byte[] whole = train(Optional.of(earlier.weights())).file();

    assertThat(whole).isNotEqualTo(earlier.file());
    assertThat(bytesOfKilled(folder, weights.toString())).isEqualTo(whole);
  }

  private static TrainedModel train(Optional<SavedWeights> start) {
    return new Trainer()
        .train(
            TrainingProcess.HISTORY,
            TrainingProcess.config(),
            start,
            TrainingRun.with(TrainingListener.NONE));
  }

  /** Trains in processes that are killed, until one may end, and reads its model file. */
  private static byte[] bytesOfKilled(Path folder, String... more) throws Exception {
    Path checkpoint = folder.resolve("training.checkpoint");
    Path model = folder.resolve("model.onnx");

    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(checkpoint, model, more);
      waitForAnotherCheckpoint(process, checkpoint);
      process.destroyForcibly().waitFor();
      assertThat(process.exitValue()).isNotZero();
      assertThat(model).doesNotExist();
    }
    Process last = start(checkpoint, model, more);

    assertThat(last.waitFor(30, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).isZero();
    return Files.readAllBytes(model);
  }

  private static Process start(Path checkpoint, Path model, String... more) throws IOException {
    // The class path is in the environment, because a long command line crashes some releases of
    // ONNX Runtime.
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dai.djl.offline=true",
            TrainingProcess.class.getName(),
            checkpoint.toString(),
            model.toString());
    builder.command().addAll(List.of(more));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void waitForAnotherCheckpoint(Process process, Path checkpoint) throws Exception {
    FileTime before = Files.exists(checkpoint) ? Files.getLastModifiedTime(checkpoint) : null;
    while (!Files.exists(checkpoint) || Files.getLastModifiedTime(checkpoint).equals(before)) {
      assertThat(process.isAlive()).as("still training").isTrue();
      Thread.sleep(10);
    }
  }
}
