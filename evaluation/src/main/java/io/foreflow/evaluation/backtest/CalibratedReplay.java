package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.outcome.MetForecasts;
import io.foreflow.outcome.OutcomeMemory;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.SeasonalNaive;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.series.SlotGrid;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calibrates the forecasts of a replay online. Each series has a memory of its forecasts: a reading
 * meets those that were made for its slot, and then the forecast from that slot is calibrated by
 * what was learnt. It compares the outer bands before and after with what came. Not thread-safe.
 *
 * <ul>
 *   <li>Forecasts before the warm-up's end are left as they are, and are not remembered.
 *   <li>Neither are those of readings that the model was trained on, before the first origin. They
 *       are better than later ones will be, so a band would learn to be too narrow from them. A
 *       model of generated series was trained on no reading.
 *   <li>A forecast from a slot without reading is calibrated and not remembered: the job emits none
 *       for a gap.
 * </ul>
 */
public final class CalibratedReplay {

  private final OutcomePlan plan;
  private final int season;
  private final OutcomeMemory memory;
  private final MetForecasts met;
  private final List<SeriesHistory> histories;

  /** What the series remember that have begun and not ended. */
  private final @Nullable Remembered[] series;

  private final byte[] copy;
  private final int[] firsts;
  private final double[] scales;
  private final float[] naive;
  private final float[] ownForecast;
  private final BandErrors[] own;
  private final BandErrors[] calibrated;

  /** What one series remembers. */
  private static final class Remembered {
    final SeasonalNaive seasonal;
    final byte[] memory;

    Remembered(SeasonalNaive seasonal, byte[] memory) {
      this.seasonal = seasonal;
      this.memory = memory;
    }
  }

  /**
   * A replay with nothing learnt yet.
   *
   * @param origins of the forecasts that are compared with what came
   * @throws IllegalArgumentException if the model's forecasts have no band
   */
  public CalibratedReplay(Manifest manifest, List<SeriesHistory> histories, Origins origins) {
    this(
        OutcomePlan.of(manifest, TrackedSteps.DEFAULT, true),
        histories,
        manifest.shortestSeason(),
        firsts(manifest, histories, origins));
  }

  /**
   * @param season of the seasonal naive forecast, in slots; 1 for the newest reading
   * @param firsts for each series, the first slot whose forecast is remembered
   */
  CalibratedReplay(OutcomePlan plan, List<SeriesHistory> histories, int season, int[] firsts) {
    if (!plan.calibrated()) {
      throw new IllegalArgumentException(
          "found a model without a band, allowed: one with levels below and above 0.5");
    }
    this.plan = plan;
    this.season = season;
    this.firsts = firsts.clone();
    this.histories = List.copyOf(histories);
    series = new @Nullable Remembered[histories.size()];
    memory = new OutcomeMemory(plan);
    met = new MetForecasts(plan);
    copy = new byte[plan.bytes()];
    scales = new double[histories.size()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = SeasonalNaive.meanError(histories.get(i).values(), season);
    }
    naive = new float[plan.tracked()];
    ownForecast = new float[plan.levels() * plan.horizon()];
    own = errors(plan);
    calibrated = errors(plan);
  }

  /** The first slots that are warm, and whose later readings the training did not see. */
  static int[] firsts(Manifest manifest, List<SeriesHistory> histories, Origins origins) {
    SlotGrid grid = SlotGrid.of(manifest);
    boolean generated = manifest.provenance().generated() != null;
    long trained = grid.slot(manifest.provenance().to().toEpochMilli());
    int[] firsts = new int[histories.size()];
    for (int i = 0; i < firsts.length; i++) {
      SeriesHistory history = histories.get(i);
      int warm = FirstReading.of(history) + manifest.warmup() - 1;
      long unseen = generated ? 0 : Math.min(origins.first(history), trained - history.firstSlot());
      firsts[i] = (int) Math.max(warm, unseen);
    }
    return firsts;
  }

  private static BandErrors[] errors(OutcomePlan plan) {
    return IntStream.range(0, plan.tracked())
        .mapToObj(index -> new BandErrors(plan))
        .toArray(BandErrors[]::new);
  }

  /**
   * Calibrates the forecasts of one series once more, from its first slot on, as if it were alone.
   * Series learn apart, so the forecasts are the same.
   */
  public ModelReplay.Sink again(int series) {
    List<SeriesHistory> alone = List.of(histories.get(series));
    return new CalibratedReplay(plan, alone, season, new int[] {firsts[series]})::calibrate;
  }

  /** Takes in the reading of a slot, and calibrates the model's forecast from it in place. */
  void calibrate(int index, int slot, float[] forecast) {
    System.arraycopy(forecast, 0, ownForecast, 0, ownForecast.length);
    SeriesHistory history = histories.get(index);
    Remembered remembered = series[index];
    if (remembered == null) {
      remembered = begin();
    }
    series[index] = slot == history.slots() - 1 ? null : remembered;
    float reading = history.value(slot);
    remembered.seasonal.observe(reading);
    memory.meet(remembered.memory, 0, history.firstSlot() + slot, reading, met);
    if (slot < firsts[index]) {
      return;
    }
    byte[] bytes = remembered.memory;
    if (Float.isNaN(reading)) {
      System.arraycopy(bytes, 0, copy, 0, copy.length);
      bytes = copy;
    }
    for (int i = 0; i < naive.length; i++) {
      naive[i] = remembered.seasonal.forecast(plan.step(i));
    }
    memory.remember(bytes, 0, forecast, naive);
  }

  private Remembered begin() {
    byte[] bytes = new byte[plan.bytes()];
    memory.begin(bytes, 0, 0, 0, false);
    return new Remembered(new SeasonalNaive(season), bytes);
  }

  /** Compares the forecast that was calibrated last, which counts, with what came. */
  void count(int series, int slot, float[] forecast) {
    SeriesHistory history = histories.get(series);
    for (int i = 0; i < plan.tracked(); i++) {
      int target = slot + plan.step(i);
      if (target < history.slots() && !Float.isNaN(history.value(target))) {
        add(own[i], i, history.value(target), ownForecast, scales[series]);
        add(calibrated[i], i, history.value(target), forecast, scales[series]);
      }
    }
  }

  private void add(BandErrors errors, int index, float reading, float[] forecast, double scale) {
    int lower = plan.step(index) - 1;
    int upper = (plan.levels() - 1) * plan.horizon() + lower;
    errors.add(reading, forecast[lower], forecast[upper], scale);
  }

  /** The share of readings that the outer band should hold. */
  public double nominalCoverage() {
    return plan.nominalCoverage();
  }

  /** What was found so far, for each tracked step. */
  public List<CalibratedStep> steps() {
    return IntStream.range(0, plan.tracked())
        .mapToObj(index -> CalibratedStep.of(plan.step(index), own[index], calibrated[index]))
        .toList();
  }
}
