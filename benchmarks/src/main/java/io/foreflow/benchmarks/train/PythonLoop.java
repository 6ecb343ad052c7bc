package io.foreflow.benchmarks.train;

import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same network in plain PyTorch, on one thread, in a Python of this machine. */
public final class PythonLoop {

  /**
   * The first Python on the path may belong to a version manager and lack the system's packages.
   */
  static final List<String> DEFAULT = List.of("python3", "/usr/bin/python3");

  private final String python;
  private final List<String> arguments;

  PythonLoop(String python, TrainTask task) {
    this.python = python;
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

  /**
   * The search for an interpreter that has PyTorch.
   *
   * @param python the command that starts it; empty if none has PyTorch
   * @param problem what was tried; empty if one has PyTorch
   */
  record Search(Optional<String> python, String problem) {

    /** Tries the candidates in turn. */
    static Search among(List<String> candidates) {
      List<String> problems = new ArrayList<>();
      for (String python : candidates) {
        Optional<String> problem = problem(python);
        if (problem.isEmpty()) {
          return new Search(Optional.of(python), "");
        }
        problems.add(problem.get());
      }
      return new Search(
          Optional.empty(), String.join("; ", problems) + " (Debian: python3-torch; or --python)");
    }

    private static Optional<String> problem(String python) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import torch")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(python + " has no torch");
      } catch (IOException e) {
        return Optional.of(python + " cannot be started");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  double stepsPerSecond(Duration span) {
    try {
      List<String> command = new ArrayList<>(List.of(python, "-c", script()));
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
