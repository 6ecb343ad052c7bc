package io.foreflow.trainer.window;

import java.util.List;

/**
 * An endless source of batches of windows. The same spans and seed give the same batches in the
 * same order.
 */
public interface WindowSource {

  /** The next full batch, with one window for each row. */
  List<Window> next();

  /** The windows that a configuration asks for, from the first one on. */
  static WindowSource of(WindowConfig config, List<LearningSpan> spans, long seed) {
    return config.order().source(config, spans, seed);
  }

  /** The error for histories that are all too short to learn from. */
  static IllegalArgumentException tooShort() {
    return new IllegalArgumentException(
        "no series is long enough to learn from: one needs more slots than warm-up and"
            + " validation together");
  }
}
