package io.foreflow.cli.train;

import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.ProgressBar;
import io.foreflow.cli.view.Terminal;
import io.foreflow.trainer.loop.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows the progress of a training. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {

  private final ProgressBar bar;

  public TrainingProgress(Terminal terminal) {
    bar = new ProgressBar(terminal, "training");
  }

  @Override
  public void on(Progress progress) {
    switch (progress.phase()) {
      case FEATURES -> bar.show(0, "computing features of the history");
      case LEARNING -> bar.show((double) progress.step() / progress.of(), note(progress));
      case EXPORT -> bar.show(1, "writing the model file, and checking it against the network");
    }
  }

  /**
   * The text beside the bar. The most important part comes first, because a narrow terminal cuts
   * the rest.
   */
  private static String note(Progress progress) {
    List<String> parts = new ArrayList<>();
    if (progress.networks() > 1) {
      parts.add(progress.networks() + " networks");
    }
    parts.add("step " + progress.step() + " of " + progress.of());
    if (Double.isFinite(progress.secondsLeft())) {
      parts.add(
          Numbers.seconds(Duration.ofMillis(Math.round(progress.secondsLeft() * 1000))) + " left");
    }
    add(parts, "loss ", progress.loss());
    add(parts, "validation ", progress.validationLoss());
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, double figure) {
    if (Double.isFinite(figure)) {
      parts.add(name + Numbers.compact(figure));
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
