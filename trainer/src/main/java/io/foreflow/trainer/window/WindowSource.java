package io.foreflow.trainer.window;

import java.util.List;

/**
 * An endless source of batches of windows. The same spans and seed give the same batches in the
 * same order.
 */
public interface WindowSource {

  /** The next full batch, with one window for each row. */
  List<Window> next();

  /** The source that a configuration names, at its start. */
  static WindowSource of(WindowConfig config, List<LearningSpan> spans, long seed) {
    return config.carriesState()
        ? new LaneWindows(spans, config, seed)
        : new RandomWindows(spans, config, seed);
  }

  /** The error if there is nothing to learn from. */
  static IllegalArgumentException tooShort() {
    return new IllegalArgumentException(
        "no series is long enough to learn from: one needs more slots than warm-up and"
            + " validation together");
  }
}
