package io.foreflow.trainer.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.evaluation.backtest.BacktestExtent;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.ForecastsFile;
import io.foreflow.evaluation.backtest.KnownPast;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.backtest.Scores;
import io.foreflow.evaluation.baseline.Baseline;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.graph.Tensor;
import io.foreflow.history.EarlierHistory;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.ModelFile;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.export.StepGraph;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingBacktestTest {

  private static final int SEASON = 4;
  private static final ForecastKind.Quantiles MEDIAN = new ForecastKind.Quantiles(List.of(0.5));

  /**
   * A model file that forecasts its base, because it has one level and all its weights are zero.
   */
  private static StepModel baseOnly() throws Exception {
    FeatureConfig config = new FeatureConfig(3_600_000, 3, 8, List.of(SEASON), 2);
    ForecastNetwork network;
    try (FeatureFunction function = new FeatureFunction(config)) {
      network =
          new NetworkConfig(CellKind.GRU, 1, 2, 2)
              .build(List.of(0.5), 3, function.inputWidth(), config.contextWidth());
    }
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    network
        .weights()
        .forEach(
            spec ->
                zeros.put(
                    spec.name(),
                    new Tensor(
                        spec.rows(), spec.columns(), new float[spec.rows() * spec.columns()])));
    Ensemble ensemble = Ensemble.of(network, 3, List.of(new WeightSet(zeros)));
    Manifest manifest =
        new Manifest(
            Manifest.CONTRACT,
            "base",
            "1",
            Duration.ofHours(1),
            3,
            List.of(0.5),
            List.of("y"),
            0,
            StepGraph.layout(config, ensemble),
            new Provenance(
                "none", Instant.EPOCH, Instant.EPOCH, 1, 1, 1, Map.of(), Map.of(), Instant.EPOCH),
            null);
    return StepModel.open(ModelFile.seal(StepGraph.write(config, ensemble), manifest));
  }

  /**
   * A series that rises by 1 with each season, so the seasonal naive forecast is always off by 1.
   */
  private static SeriesHistory rising(int slots) {
    float[] values = new float[slots];
    for (int i = 0; i < slots; i++) {
      values[i] = 10 * (i % SEASON) + i / SEASON;
    }
    return new SeriesHistory("rising", 0, values);
  }

  private static BacktestResult<QuantileErrors> run(
      StepModel model, SeriesHistory history, int warmup) {
    return backtest(
            List.of(history), Origins.ofTail(8, 1), Baselines.all(List.of(SEASON)), SEASON, warmup)
        .run(model);
  }

  private static RollingBacktest<QuantileErrors> backtest(
      List<SeriesHistory> histories,
      Origins origins,
      List<Baseline> baselines,
      int season,
      int warmup) {
    return new RollingBacktest<>(
        new ReadingTargets(MEDIAN, histories, baselines, season), origins, warmup);
  }

  private static double mase(Scores<QuantileErrors> scores) {
    return QuantileErrors.meanMase(scores.bySeries());
  }

  @Test
  void aSeasonalNaiveModelScoresLikeItsBaseline() throws Exception {
    try (StepModel model = baseOnly()) {
      BacktestResult<QuantileErrors> result = run(model, rising(40), 0);
      Backtest backtest = result.summary().orElseThrow();

      assertThat(result.model().metrics()).isEqualTo(backtest.baselines().get("seasonal-naive-4"));
      assertThat(backtest.model().get("mase")).isCloseTo(1, within(1e-6));
      assertThat(backtest.model().get("mae")).isCloseTo(1, within(1e-6));
      assertThat(backtest.model().get("rmse")).isCloseTo(1, within(1e-6));
      // The origins are 31 to 38: six with three targets, one with two, and one with one.
      assertThat(backtest.model().get("targets")).isEqualTo(6 * 3 + 2 + 1);
    }
  }

  @Test
  void baselinesHoldTheLastReadingOverAWeekend() throws Exception {
    // Five days of four slots with wandering readings, and two days without readings.
    float[] values = new float[28 * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 4 % 7 < 5 ? 100 + i + (i * 7 % 11) : Float.NaN;
    }
    Map<String, Double> byHand = lastReadings(values, values.length - 61, SEASON);
    try (StepModel model = baseOnly()) {
      Map<String, Map<String, Double>> baselines =
          backtest(
                  List.of(new SeriesHistory("closed", 0, values)),
                  Origins.ofTail(60, 1),
                  Baselines.all(List.of(SEASON)),
                  SEASON,
                  0)
              .run(model)
              .summary()
              .orElseThrow()
              .baselines();

      byHand.forEach(
          (name, mae) ->
              assertThat(Objects.requireNonNull(baselines.get(name)).get("mae"))
                  .as(name)
                  .isCloseTo(mae, within(1e-4)));
    }
  }

  /**
   * Mean errors of two forecasts of up to three steps: the last reading, and the last one of each
   * phase.
   */
  private static Map<String, Double> lastReadings(float[] values, int from, int season) {
    double[] errors = new double[2];
    int targets = 0;
    for (int origin = from; origin < values.length; origin++) {
      for (int target = origin + 1; target <= Math.min(origin + 3, values.length - 1); target++) {
        if (!Float.isNaN(values[target])) {
          errors[0] += Math.abs(values[target] - seenBefore(values, origin, 1));
          int samePhase = target - season * ((target - origin - 1) / season + 1);
          errors[1] += Math.abs(values[target] - seenBefore(values, samePhase, season));
          targets++;
        }
      }
    }
    return Map.of("naive", errors[0] / targets, "seasonal-naive-4", errors[1] / targets);
  }

  private static float seenBefore(float[] values, int slot, int step) {
    return Float.isNaN(values[slot]) ? seenBefore(values, slot - step, step) : values[slot];
  }

  @Test
  void missingTargetsAndColdOriginsDoNotCount() throws Exception {
    SeriesHistory gappy = rising(40);
    gappy.values()[39] = Float.NaN;
    try (StepModel model = baseOnly()) {
      Backtest backtest = run(model, gappy, 35).summary().orElseThrow();

      // Origins 34 to 38 are warm, and 39 is not a target.
      assertThat(backtest.model().get("targets")).isEqualTo(3 + 3 + 2 + 1);
      assertThat(run(model, gappy, 99).summary()).isEmpty();
    }
  }

  @Test
  void tellsTheStepsAndTheSeriesApart() throws Exception {
    try (StepModel model = baseOnly()) {
      Scores<QuantileErrors> scores = run(model, rising(40), 0).model();

      assertThat(scores.byStep().stream().map(QuantileErrors::targets)).containsExactly(8L, 7L, 6L);
      assertThat(scores.bySeries()).hasSize(1);
      assertThat(scores.bySeries().get(0).mase()).isEqualTo(mase(scores));
    }
  }

  @Test
  void writesEachForecastFromAnOriginOnce(@TempDir Path folder) throws Exception {
    List<SeriesHistory> histories = List.of(rising(40));
    Path file = folder.resolve("forecasts.csv");
    try (StepModel model = baseOnly();
        ForecastsFile forecasts =
            new ForecastsFile(
                file,
                histories,
                new SlotGrid(3_600_000),
                List.of(0.5),
                ForecastsFile.median(List.of(0.5)))) {
      backtest(histories, Origins.from(35, 4), List.of(), SEASON, 0).run(model, forecasts);
    }

    // Slot 35 has phase 3. One season before its targets are phases 0, 1 and 2 of the ninth season.
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "unique_id,origin,step,point,q0.5,cutoff",
            "rising,35,1,8.0,8.0,1970-01-02T11:00:00Z",
            "rising,35,2,18.0,18.0,1970-01-02T11:00:00Z",
            "rising,35,3,28.0,28.0,1970-01-02T11:00:00Z",
            "rising,39,1,9.0,9.0,1970-01-02T15:00:00Z",
            "rising,39,2,19.0,19.0,1970-01-02T15:00:00Z",
            "rising,39,3,29.0,29.0,1970-01-02T15:00:00Z");
  }

  @Test
  void namesAreNoFormulasInSpreadsheets(@TempDir Path folder) throws Exception {
    SeriesHistory rising = rising(40);
    List<SeriesHistory> histories = List.of(new SeriesHistory("=1+1", 0, rising.values()));
    Path file = folder.resolve("forecasts.csv");
    try (StepModel model = baseOnly();
        ForecastsFile forecasts = new ForecastsFile(file, histories, model.manifest())) {
      backtest(histories, Origins.from(35, 4), List.of(), SEASON, 0).run(model, forecasts);
    }

    assertThat(Files.readAllLines(file).get(1)).startsWith("\"'=1+1\",35,1,");
  }

  @Test
  void partsOfASeriesShareNoOrigin(@TempDir Path folder) throws Exception {
    // The series starts afresh two hundred slots after its first slot.
    SeriesHistory first = rising(10);
    List<SeriesHistory> parts = List.of(first, new SeriesHistory("rising", 200, first.values()));
    Path file = folder.resolve("forecasts.csv");
    try (StepModel model = baseOnly();
        ForecastsFile forecasts = new ForecastsFile(file, parts, model.manifest())) {
      backtest(parts, Origins.ofTail(2, 1), List.of(), SEASON, 0).run(model, forecasts);
    }

    List<String> keys =
        Files.readAllLines(file).stream()
            .skip(1)
            .map(row -> row.split(",", -1))
            .filter(cells -> cells[2].equals("1"))
            .map(cells -> cells[1] + " " + cells[5])
            .toList();
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "7 1970-01-01T07:00:00Z",
            "8 1970-01-01T08:00:00Z",
            "9 1970-01-01T09:00:00Z",
            "207 1970-01-09T15:00:00Z",
            "208 1970-01-09T16:00:00Z",
            "209 1970-01-09T17:00:00Z");
  }

  @Test
  void reportsHowMuchWasCompared() throws Exception {
    SeriesHistory gappy = rising(40);
    gappy.values()[39] = gappy.values()[38] = Float.NaN;
    try (StepModel model = baseOnly()) {
      BacktestResult<QuantileErrors> result = run(model, gappy, 0);

      // Origins 31 to 36 have a target. The targets are slots 32 to 37.
      assertThat(result.extent()).isEqualTo(new BacktestExtent(6, 1, 6));
      assertThat(result.summary().orElseThrow().model())
          .containsEntry("origins", 6.0)
          .containsEntry("series", 1.0)
          .containsEntry("slots", 6.0);
    }
  }

  @Test
  void baselinesLearnFromEarlierReadings() throws Exception {
    List<SeriesHistory> histories = List.of(rising(40));
    Baseline.Running byHand =
        Baselines.all(List.of(SEASON)).stream()
            .filter(one -> one.name().equals("theta"))
            .findFirst()
            .orElseThrow()
            .fit(Arrays.copyOf(rising(40).values(), 12));
    float[] points = new float[3];
    byHand.forecast(points);
    double error = 0;
    for (int step = 1; step <= 3; step++) {
      error += Math.abs(points[step - 1] - rising(40).values()[11 + step]) / 3;
    }
    try (StepModel model = baseOnly()) {
      BacktestResult<QuantileErrors> result =
          backtest(histories, Origins.from(0, 1000), Baselines.all(List.of(SEASON)), SEASON, 0)
              .run(model);
      assertThat(result.past()).isEqualTo(Optional.of(new KnownPast(SEASON, 1, 1, 1)));
      assertThat(mase(result.model())).isNaN();

      BacktestResult<QuantileErrors> warm =
          backtest(histories, Origins.from(11, 1000), Baselines.all(List.of(SEASON)), SEASON, 12)
              .run(model);
      BacktestResult<QuantileErrors> early =
          backtest(histories, Origins.from(0, 11), Baselines.all(List.of(SEASON)), SEASON, 12)
              .run(model);
      assertThat(warm.past()).isEqualTo(Optional.of(new KnownPast(SEASON, 1, 0, 0)));
      assertThat(Objects.requireNonNull(warm.baselines().get("theta")).overall().mae())
          .isCloseTo(error, within(1e-5));
      // A start at the first slot gives the same, because the first forecast that counts is at slot
      // 11.
      assertThat(early.past()).isEqualTo(warm.past());
      assertThat(mase(early.model())).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void earlierReadingsWarmAndAreNotScored() throws Exception {
    float[] all = rising(40).values();
    List<SeriesHistory> later =
        List.of(new SeriesHistory("rising", 24, Arrays.copyOfRange(all, 24, 40)));
    List<SeriesHistory> joined =
        new EarlierHistory(List.of(new SeriesHistory("rising", 0, Arrays.copyOf(all, 24))), 0)
            .before(later);
    Origins origins = Origins.since(Origins.from(5, 1), EarlierHistory.begins(later));
    try (StepModel model = baseOnly()) {
      BacktestResult<QuantileErrors> result =
          backtest(joined, origins, Baselines.all(List.of(SEASON)), SEASON, 0).run(model);

      // The targets are exactly slots 24 to 39.
      assertThat(result.extent()).isEqualTo(new BacktestExtent(16, 1, 16));
      assertThat(result.past()).isEqualTo(Optional.of(new KnownPast(SEASON, 1, 0, 0)));
      assertThat(mase(result.model())).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void seriesOutsideOfTheDataAreNotScored() throws Exception {
    Origins origins = Origins.since(Origins.from(5, 1), Map.of("other", 24L));
    try (StepModel model = baseOnly()) {
      assertThat(backtest(List.of(rising(40)), origins, List.of(), SEASON, 0).run(model).targets())
          .isZero();
    }
  }

  @Test
  void forgetsTheBaselinesOfSeriesThatHaveEnded() throws Exception {
    CountedBaseline counted = new CountedBaseline();
    List<SeriesHistory> histories = new ArrayList<>();
    for (int slots = 40; slots < 50; slots++) {
      histories.add(rising(slots));
    }
    try (StepModel model = baseOnly()) {
      backtest(histories, Origins.ofTail(1, 1), List.of(counted), SEASON, 0).run(model);
    }

    assertThat(counted.fitted).hasSize(10);
    assertThat(counted.mostAlive).isLessThan(5);
  }

  /** Counts how many of its forecasters are in use when it makes another one. */
  private static final class CountedBaseline implements Baseline {
    private final List<WeakReference<Running>> fitted = new ArrayList<>();
    private int mostAlive;

    @Override
    public String name() {
      return "counted";
    }

    @Override
    public Running fit(float[] past) {
      Running zero =
          new Running() {
            @Override
            public void observe(float value) {}

            @Override
            public void forecast(float[] points) {
              Arrays.fill(points, 0);
            }
          };
      fitted.add(new WeakReference<>(zero));
      System.gc();
      int alive = (int) fitted.stream().filter(one -> one.get() != null).count();
      mostAlive = Math.max(mostAlive, alive);
      return zero;
    }
  }
}
