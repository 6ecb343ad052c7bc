package io.foreflow.job.score;

import io.foreflow.job.state.KnownGrids;
import io.foreflow.outcome.MetForecasts;
import io.foreflow.outcome.OutcomeMemory;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.ScoreSums;
import io.foreflow.outcome.SeasonalNaive;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Scores the forecasts of one model in one task, series by series. */
final class ModelScores {
  private final TrackedModel model;
  private final OutcomePlan plan;
  private final int layoutBytes;
  private final OutcomeMemory memory;
  private final MetForecasts met;
  private final ScoreSums sums;
  private final long nominalCoverage;
  private final ScoreSums last;
  private final @Nullable ScoreRecorder recorder;
  private final int sumsOffset;
  private final ScoreCounters registry;
  private StepCounters @Nullable [] counters;
  private boolean changed;

  /**
   * @param grids of the states
   * @param settings null if no record is written
   */
  ModelScores(
      TrackedModel model,
      ScoreCounters registry,
      KnownGrids grids,
      @Nullable ScoreSettings settings,
      Consumer<ForecastScore> output) {
    this.model = model;
    this.registry = registry;
    plan = model.layout().plan();
    layoutBytes = model.layout().bytes();
    memory = new OutcomeMemory(plan);
    met = new MetForecasts(plan);
    sums = new ScoreSums(plan);
    nominalCoverage = Math.round(plan.nominalCoverage() * StepScore.UNIT);
    last = new ScoreSums(plan);
    recorder =
        settings != null && model.layout().sections().contains(StateSection.SUMS)
            ? new ScoreRecorder(model, plan, grids, settings, output)
            : null;
    sumsOffset = model.layout().offset(StateSection.SUMS);
  }

  TrackedModel model() {
    return model;
  }

  OutcomePlan plan() {
    return plan;
  }

  /** How many bytes of a state follow its floats, but for former memories. */
  int layoutBytes() {
    return layoutBytes;
  }

  /** The forecasts that were met last. */
  MetForecasts met() {
    return met;
  }

  /**
   * Where in a state of the model a section begins.
   *
   * @return -1 if there is none
   */
  int at(StateSection section) {
    MemoryLayout layout = model.layout();
    return layout.sections().contains(section) ? model.stateBytes() + layout.offset(section) : -1;
  }

  /** Whether the reading that was met last met an emitted forecast of the first tracked step. */
  boolean hasMetFirst() {
    return met.size() > 0 && met.tracked(0) == 0 && !met.replayed(0);
  }

  /** Whether the outer levels are those of another model. */
  boolean hasBandOf(ModelScores other) {
    return plan.hasBand()
        && plan.lowest() == other.plan.lowest()
        && plan.highest() == other.plan.highest();
  }

  OutcomeMemory memory() {
    return memory;
  }

  /**
   * Begins a memory with the scale that the readings before have.
   *
   * @param season of the seasonal naive forecast
   * @param replay whether forecasts come first that nobody receives
   */
  void begin(byte[] state, int at, float[] history, int season, boolean replay) {
    int lag = history.length > season ? season : 1;
    float scale = (float) SeasonalNaive.meanError(history, lag);
    memory.begin(state, at, scale, scale > 0 ? history.length - lag : 0, replay);
  }

  /** Whether a memory holds anything. One that was never begun is zeros. */
  boolean isBegun(byte[] state, int at) {
    return state[at] != 0;
  }

  /** Whether a forecast in a memory has not been met yet. */
  boolean isOpen(byte[] state, int at) {
    return isBegun(state, at) && memory.isOpen(state, at);
  }

  /** Where the sums of a series lie that has its memory at {@code at}. */
  int sumsAt(int at) {
    return at + sumsOffset;
  }

  /** How many bytes the sums of a series have; 0 if there are none. */
  int sumsBytes() {
    return model.layout().sections().contains(StateSection.SUMS)
        ? StateSection.SUMS.bytes(plan)
        : 0;
  }

  /** Scores the forecasts in a memory that were made for a reading. */
  void meet(byte[] state, int at, long slot, float value) {
    memory.check(state, at);
    memory.meet(state, at, slot, value, met);
    if (met.size() > 0) {
      sums.add(met);
      changed = true;
    }
  }

  /** Adds what was met last to the sums of its series. */
  void record(String series, byte[] state, int sumsAt, long slot) {
    if (recorder != null) {
      last.clear();
      last.add(met);
      recorder.add(series, state, sumsAt, slot, met.scale(), last);
    }
  }

  /** Writes a record of the sums of a series. */
  void writeRecord(String series, byte[] state, int sumsAt) {
    if (recorder != null) {
      recorder.write(series, state, sumsAt);
    }
  }

  /** Registers the counters before there are scores. */
  void register() {
    counters();
  }

  /** Adds the scores since the last call to the counters. */
  void report() {
    if (changed) {
      StepCounters[] steps = counters();
      for (int i = 0; i < steps.length; i++) {
        steps[i].add(sums, i, nominalCoverage);
      }
      sums.clear();
      changed = false;
    }
  }

  private StepCounters[] counters() {
    StepCounters[] found = counters;
    if (found == null) {
      found = new StepCounters[plan.tracked()];
      for (int i = 0; i < found.length; i++) {
        found[i] = registry.of(model, plan.step(i));
      }
      counters = found;
    }
    return found;
  }
}
