package io.foreflow.job.score;

import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.series.SlotGrid;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the state of each series keeps of its forecasts.
 *
 * @param steps whose forecasts are remembered until their readings come
 * @param calibrate whether bands are calibrated with what came of them
 * @param rawQuantiles whether calibrated forecasts carry the model's own quantiles too
 * @param sections what is kept besides
 * @param recordSlots how many slots a record of scores sums up; {@link #DAY} for those of a day
 * @param anomalies when readings make an episode; null if they are not watched
 */
public record ScoreSettings(
    TrackedSteps steps,
    boolean calibrate,
    boolean rawQuantiles,
    Set<StateSection> sections,
    int recordSlots,
    @Nullable AnomalyRules anomalies)
    implements Serializable {
  /** The slots of a day, but at least {@value #LEAST_SLOTS}. */
  public static final int DAY = 0;

  private static final int LEAST_SLOTS = 24;

  public ScoreSettings {
    sections = Set.copyOf(sections);
  }

  /** Settings that remember forecasts of some steps and do nothing else. */
  public static ScoreSettings of(TrackedSteps steps) {
    return new ScoreSettings(steps, false, false, Set.of(), DAY, null);
  }

  /** The same with calibrated bands or without. */
  public ScoreSettings withCalibration(boolean on) {
    return new ScoreSettings(steps, on, rawQuantiles, sections, recordSlots, anomalies);
  }

  /** The same with the model's own quantiles in calibrated forecasts or without. */
  public ScoreSettings withRawQuantiles(boolean on) {
    return new ScoreSettings(steps, calibrate, on, sections, recordSlots, anomalies);
  }

  /** The same with one more section. */
  public ScoreSettings with(StateSection section) {
    Set<StateSection> more = new HashSet<>(sections);
    more.add(section);
    return new ScoreSettings(steps, calibrate, rawQuantiles, more, recordSlots, anomalies);
  }

  /** The same with the sums of so many slots in a record of scores. */
  public ScoreSettings withRecordSlots(int slots) {
    return new ScoreSettings(steps, calibrate, rawQuantiles, sections, slots, anomalies);
  }

  /** How many slots of a grid a record of scores sums up. */
  long every(SlotGrid grid) {
    return recordSlots == DAY ? Math.max(LEAST_SLOTS, grid.slotsPerDay()) : recordSlots;
  }

  /** The same with readings watched by these rules. */
  public ScoreSettings withAnomalies(AnomalyRules rules) {
    ScoreSettings more = with(StateSection.WATCH);
    return new ScoreSettings(steps, calibrate, rawQuantiles, more.sections, recordSlots, rules);
  }
}
