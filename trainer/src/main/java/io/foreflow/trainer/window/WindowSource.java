package io.foreflow.trainer.window;

import java.util.List;

/** Batches of windows without end: the same spans and seed give the same ones in the same order. */
public interface WindowSource {

  /** The next full batch, one window a row. */
  List<Window> next();

  /** The source that a configuration names, at its start. */
  static WindowSource of(WindowConfig config, List<LearningSpan> spans, long seed) {
    return config.carriesState()
        ? new LaneWindows(spans, config, seed)
        : new RandomWindows(spans, config, seed);
  }

  /** What is told where there is nothing to learn from. */
  static IllegalArgumentException tooShort() {
    return new IllegalArgumentException(
        "no series is long enough to learn from: one needs more slots than warm-up and"
            + " validation together");
  }
}
