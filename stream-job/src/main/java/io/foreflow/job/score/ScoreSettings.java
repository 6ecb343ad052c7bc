package io.foreflow.job.score;

import io.foreflow.outcome.TrackedSteps;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * What the state of each series keeps of its forecasts.
 *
 * @param steps whose forecasts are remembered until their readings come
 * @param calibrate whether bands are calibrated with what came of them
 * @param rawQuantiles whether calibrated forecasts carry the model's own quantiles too
 * @param sections what is kept besides
 */
public record ScoreSettings(
    TrackedSteps steps, boolean calibrate, boolean rawQuantiles, Set<StateSection> sections)
    implements Serializable {
  public ScoreSettings {
    sections = Set.copyOf(sections);
  }

  /** Settings that remember forecasts of some steps and do nothing else. */
  public static ScoreSettings of(TrackedSteps steps) {
    return new ScoreSettings(steps, false, false, Set.of());
  }

  /** The same with calibrated bands or without. */
  public ScoreSettings withCalibration(boolean on) {
    return new ScoreSettings(steps, on, rawQuantiles, sections);
  }

  /** The same with the model's own quantiles in calibrated forecasts or without. */
  public ScoreSettings withRawQuantiles(boolean on) {
    return new ScoreSettings(steps, calibrate, on, sections);
  }

  /** The same with one more section. */
  public ScoreSettings with(StateSection section) {
    Set<StateSection> more = new HashSet<>(sections);
    more.add(section);
    return new ScoreSettings(steps, calibrate, rawQuantiles, more);
  }
}
