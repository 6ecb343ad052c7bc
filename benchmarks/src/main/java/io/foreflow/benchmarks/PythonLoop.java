package io.foreflow.benchmarks;

import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same network in plain PyTorch, on one thread, in the machine's own Python. */
final class PythonLoop {

  private static final String PYTHON = "/usr/bin/python3";

  private final List<String> arguments;

  PythonLoop(TrainTask task) {
    TrainingConfig config = task.config();
    try (FeatureFunction function = new FeatureFunction(config.features())) {
      arguments =
          List.of(
              task.cell(),
              "" + task.batch(),
              "" + task.window(),
              "" + function.inputWidth(),
              "" + task.hidden(),
              "" + config.features().contextWidth(),
              "" + config.network().headUnits(),
              "" + TrainTask.LEVELS.size(),
              "" + config.horizon());
    }
  }

  /** Why there is nothing to measure; empty if there is. */
  static Optional<String> reasonToSkip() {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return Optional.of("there is no " + PYTHON);
    }
    try {
      Process process =
          new ProcessBuilder(PYTHON, "-c", "import torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0
          ? Optional.empty()
          : Optional.of(PYTHON + " has no torch (Debian: python3-torch)");
    } catch (IOException e) {
      return Optional.of(PYTHON + " cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  double stepsPerSecond(Duration span) {
    try {
      List<String> command = new ArrayList<>(List.of(PYTHON, "-c", script()));
      command.addAll(arguments);
      command.add("" + span.toNanos() / 1e9);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the loop in Python failed: " + answer);
      }
      return Double.parseDouble(answer);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run the loop in Python", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String script() throws IOException {
    try (InputStream script = PythonLoop.class.getResourceAsStream("train.py")) {
      if (script == null) {
        throw new IOException("train.py is not among the resources");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
