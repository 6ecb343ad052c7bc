package io.foreflow.trainer.window;

import io.foreflow.options.Choice;
import java.util.List;

/** The orders in which a training reads windows of the histories. */
@SuppressWarnings("ImmutableEnumChecker") // The factories keep no state.
public enum WindowOrder implements Choice {
  /** Random windows, each from a zero state. */
  RANDOM("random", (config, spans, seed) -> new RandomWindows(spans, config, seed)),
  /** Consecutive windows that carry their state on. */
  STREAM("stream", (config, spans, seed) -> new ConsecutiveWindows(spans, config, seed));

  /** Makes the source of one order. */
  @FunctionalInterface
  private interface Factory {
    WindowSource source(WindowConfig config, List<LearningSpan> spans, long seed);
  }

  private final String text;
  private final Factory factory;

  WindowOrder(String text, Factory factory) {
    this.text = text;
    this.factory = factory;
  }

  @Override
  public String text() {
    return text;
  }

  /** The windows in this order, from the first one on. */
  WindowSource source(WindowConfig config, List<LearningSpan> spans, long seed) {
    return factory.source(config, spans, seed);
  }
}
