package io.foreflow.job.score;

import io.foreflow.job.state.KnownGrids;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.ScoreSums;
import io.foreflow.outcome.SeriesSums;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.ForecastScore;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Sums up the scores of one model in the states of series, and makes records of the sums. The slots
 * of a record lie in one window. Windows have the same length and begin at slot 0. So records of
 * all series begin and end together, and those of a day add up to the day.
 */
final class ScoreRecorder {
  private final TrackedModel model;
  private final ScoreSettings settings;
  private final Consumer<ForecastScore> output;
  private final OutcomePlan plan;
  private final KnownGrids grids;
  private final SeriesSums sums;

  /**
   * @param grids of the states
   * @param output receives the records
   */
  ScoreRecorder(
      TrackedModel model,
      OutcomePlan plan,
      KnownGrids grids,
      ScoreSettings settings,
      Consumer<ForecastScore> output) {
    this.model = model;
    this.plan = plan;
    this.grids = grids;
    this.settings = settings;
    this.output = output;
    sums = new SeriesSums(plan);
  }

  /**
   * Adds the scores of a reading. Writes the sums when their window is over, which the first
   * reading after it says at the latest.
   *
   * @param at where the sums lie in the state
   * @param scores of the reading, which may be none
   */
  void add(String series, byte[] state, int at, long slot, float scale, ScoreSums scores) {
    long every = settings.every(grid(state));
    if (!sums.isEmpty(state, at)
        && Math.floorDiv(sums.from(state, at), every) != Math.floorDiv(slot, every)) {
      write(series, state, at);
    }
    if (!scores.isEmpty()) {
      sums.add(state, at, slot, scale, scores);
    }
    if (Math.floorMod(slot, every) == every - 1) {
      write(series, state, at);
    }
  }

  /** Writes the sums of a series, if there are any, and begins anew. */
  void write(String series, byte[] state, int at) {
    if (sums.isEmpty(state, at)) {
      return;
    }
    SlotGrid grid = grid(state);
    output.accept(
        new ForecastScore(
            series,
            model.model(),
            model.version(),
            grid.timeOf(sums.from(state, at)),
            grid.timeOf(sums.to(state, at)),
            grid.cadenceMillis(),
            plan.lowest(),
            plan.highest(),
            sums.scale(state, at),
            sums.steps(state, at)));
    sums.clear(state, at);
  }

  /** The grid of a state. It is known, since the model of the state is tracked. */
  private SlotGrid grid(byte[] state) {
    return Objects.requireNonNull(grids.of(state), "the grid of a tracked model is known");
  }
}
