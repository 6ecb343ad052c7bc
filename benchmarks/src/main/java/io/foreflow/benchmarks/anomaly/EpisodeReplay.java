package io.foreflow.benchmarks.anomaly;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import io.foreflow.outcome.AnomalyEpisode;
import io.foreflow.outcome.AnomalyEpisode.Kind;
import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.AnomalyWatch;
import io.foreflow.outcome.MetForecasts;
import io.foreflow.outcome.OutcomeMemory;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.TrackedSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Steps a model through series as the job does, remembers and calibrates its forecasts, and watches
 * what came of them. Memory and watch of a series begin after its training part. Not thread-safe.
 */
final class EpisodeReplay {

  /** Receives the calibrated band of the first step, for each reading that met one. */
  @FunctionalInterface
  interface BandSink {
    void band(int series, int slot, MetForecasts met);
  }

  private final StepModel model;
  private final List<WatchedSeries> series;
  private final BandSink bands;
  private final OutcomeMemory memory;
  private final AnomalyWatch watch;
  private final MetForecasts met;
  private final AnomalyEpisode episode = new AnomalyEpisode();
  private final byte[][] memories;
  private final byte[][] watches;
  private final float[] naive;
  private final List<Alarm> alarms = new ArrayList<>();
  private final int[] open;

  private EpisodeReplay(
      StepModel model, List<WatchedSeries> series, AnomalyRules rules, BandSink bands) {
    this.model = model;
    this.series = series;
    this.bands = bands;
    OutcomePlan plan = OutcomePlan.of(model.manifest(), TrackedSteps.DEFAULT, true);
    memory = new OutcomeMemory(plan);
    watch = new AnomalyWatch(rules, plan, model.manifest().cadenceMillis());
    met = new MetForecasts(plan);
    memories = new byte[series.size()][plan.bytes()];
    watches = new byte[series.size()][AnomalyWatch.BYTES];
    naive = new float[plan.tracked()];
    Arrays.fill(naive, Float.NaN);
    open = new int[series.size()];
    Arrays.fill(open, -1);
    for (int i = 0; i < memories.length; i++) {
      memory.begin(memories[i], 0, meanChange(series.get(i).training()), 1, false);
      AnomalyWatch.begin(watches[i], 0);
    }
  }

  /** The alarms of all series, by series and slot, those in the part that counts. */
  static List<Alarm> run(
      StepModel model, List<WatchedSeries> series, AnomalyRules rules, BandSink bands) {
    EpisodeReplay replay = new EpisodeReplay(model, series, rules, bands);
    ModelReplay.step(model, WatchedSeries.histories(series), replay::take);
    return replay.alarms.stream()
        .filter(alarm -> alarm.slot() >= series.get(alarm.series()).counted())
        .sorted(Comparator.comparingInt(Alarm::series).thenComparingInt(Alarm::slot))
        .toList();
  }

  private static float meanChange(SeriesHistory history) {
    double sum = 0;
    int pairs = 0;
    for (int i = 1; i < history.slots(); i++) {
      double change = Math.abs(history.values()[i] - history.values()[i - 1]);
      if (!Double.isNaN(change)) {
        sum += change;
        pairs++;
      }
    }
    return (float) (sum / Math.max(1, pairs));
  }

  private void take(int index, int slot, float[] forecast) {
    WatchedSeries one = series.get(index);
    if (slot < one.watched()) {
      return;
    }
    float reading = one.history().values()[slot];
    if (Float.isNaN(reading)) {
      return; // The job emits nothing for a gap.
    }
    long time = one.history().firstSlot() + slot;
    memory.meet(memories[index], 0, time, reading, met);
    if (met.size() > 0 && met.tracked(0) == 0) {
      watch.observe(watches[index], 0, time, reading, met, episode);
      bands.band(index, slot, met);
      note(index, slot, (int) (episode.lastSlot() - one.history().firstSlot()));
    }
    if (slot >= model.manifest().warmup()) {
      memory.remember(memories[index], 0, forecast, naive);
    }
  }

  private void note(int index, int slot, int last) {
    switch (episode.change()) {
      case OPENED -> {
        open[index] = alarms.size();
        alarms.add(new Alarm(index, slot, slot, episode.kind() == Kind.STUCK));
      }
      case CLOSED -> {
        Alarm alarm = alarms.get(open[index]);
        alarms.set(open[index], new Alarm(index, alarm.slot(), last, alarm.stuck()));
      }
      default -> {}
    }
  }
}
