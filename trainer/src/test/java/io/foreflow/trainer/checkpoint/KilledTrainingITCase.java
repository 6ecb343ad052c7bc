package io.foreflow.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a training whose process is killed twice at any point and started again. */
class KilledTrainingITCase {

  private static final int KILLS = 2;

  @Test
  @Timeout(300)
  void aRestartedTrainingMakesTheSameBytes(@TempDir Path folder) throws Exception {
    Path checkpoint = folder.resolve("training.checkpoint");
    Path model = folder.resolve("model.onnx");
    byte[] whole =
        new Trainer()
            .train(TrainingProcess.HISTORY, TrainingProcess.config(), TrainingListener.NONE)
            .file();

    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(checkpoint, model);
      waitForAnotherCheckpoint(process, checkpoint);
      process.destroyForcibly().waitFor();
      assertThat(process.exitValue()).isNotZero();
      assertThat(model).doesNotExist();
    }
    Process last = start(checkpoint, model);

    assertThat(last.waitFor(200, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).isZero();
    assertThat(Files.readAllBytes(model)).isEqualTo(whole);
  }

  private static Process start(Path checkpoint, Path model) throws IOException {
    // The class path is in the environment, because a long command line crashes some releases of
    // ONNX Runtime.
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dai.djl.offline=true",
            TrainingProcess.class.getName(),
            checkpoint.toString(),
            model.toString());
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
