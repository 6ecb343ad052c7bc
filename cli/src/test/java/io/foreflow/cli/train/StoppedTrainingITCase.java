package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandRunner;
import io.foreflow.model.StepModel;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at a real process: shutdown hooks and signals can't be tried within this one. */
class StoppedTrainingITCase {

  @Test
  void aSignalEndsATrainingWithAModel(@TempDir Path folder) throws Exception {
    Path history = folder.resolve("history.csv");
    CommandRunner.run("simulate", "--history", "9", "--series", "2", "--out", history.toString());
    Path model = folder.resolve("model.onnx");
    Process process =
        TrainingProcess.of(
                folder,
                List.of(),
                List.of(
                    "--data=" + history,
                    "--out=" + model,
                    "--horizon=4",
                    "--context=24",
                    "--seasons=24",
                    "--hidden=4",
                    "--steps=4000"))
            .start();
    StringBuilder said = new StringBuilder();
    int exitCode;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.contains("step ")) {
          break;
        }
      }
      // Not INT, which Ctrl-C sends: a build in the background of a shell has it ignored, and so
      // have the processes that it starts. A command takes both alike.
      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      lines.lines().forEach(line -> said.append(line).append('\n'));
      exitCode = process.waitFor();
    } finally {
      process.destroyForcibly();
    }

    assertThat(said).contains("Stopped by the user. This is the best model so far.");
    assertThat(exitCode).isEqualTo(143);
    try (StepModel opened = StepModel.open(model)) {
      assertThat(opened.manifest().horizon()).isEqualTo(4);
    }
  }
}
