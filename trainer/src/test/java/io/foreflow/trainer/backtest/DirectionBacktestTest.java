package io.foreflow.trainer.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.evaluation.backtest.BacktestExtent;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.ClassBaselineRun;
import io.foreflow.evaluation.backtest.ClassErrors;
import io.foreflow.evaluation.backtest.ClassifiedMoves;
import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.evaluation.backtest.ForecastsFile;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.backtest.Scores;
import io.foreflow.evaluation.report.Report;
import io.foreflow.graph.Tensor;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.ModelFile;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.export.StepGraph;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.FeatureMoves;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectionBacktestTest {

  private static final int HORIZON = 2;
  private static final FeatureConfig FEATURES =
      new FeatureConfig(3_600_000, HORIZON, 8, List.of(), 2);
  private static final Direction DIRECTION = new Direction(0.5);
  private static final int DOWN = 0;
  private static final int UP = 2;

  /**
   * A model file that predicts all classes with equal probability, because all its weights are
   * zero.
   */
  private static StepModel undecided() throws Exception {
    ForecastNetwork network;
    try (FeatureFunction function = new FeatureFunction(FEATURES)) {
      network =
          new NetworkConfig(CellKind.GRU, 1, 2, HeadKind.DIRECTION, 2, false)
              .build(List.of(), HORIZON, function.inputWidth(), FEATURES.contextWidth());
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
    Ensemble ensemble = Ensemble.of(network, HORIZON, List.of(new WeightSet(zeros)));
    Manifest manifest =
        new Manifest(
            Manifest.CONTRACT,
            "undecided",
            "1",
            Duration.ofHours(1),
            HORIZON,
            new ForecastKind.Classes(Direction.CLASSES),
            List.of("y"),
            List.of(),
            0,
            StepGraph.layout(FEATURES, ensemble),
            new Provenance(
                "none", Instant.EPOCH, Instant.EPOCH, 1, 1, 1, Map.of(), Map.of(), Instant.EPOCH),
            null);
    return StepModel.open(ModelFile.seal(StepGraph.write(FEATURES, ensemble), manifest));
  }

  /**
   * A series that goes down and up by 10 in turn. A move of one step is never flat, and a move of
   * two steps is always flat.
   */
  private static SeriesHistory swinging(int slots) {
    float[] values = new float[slots];
    for (int i = 0; i < slots; i++) {
      values[i] = 100 + 10 * (i % 2);
    }
    return new SeriesHistory("swinging", 0, values);
  }

  private static ClassifiedMoves moves(SeriesHistory history) {
    return FeatureMoves.of(List.of(history), FEATURES, DIRECTION, WorkSpace.ofTempFolder());
  }

  @Test
  void theFeaturesScaleDecidesAMovesClass() {
    ClassifiedMoves moves = moves(swinging(20));

    assertThat(moves.of(0, 10, 1)).isEqualTo(UP);
    assertThat(moves.of(0, 11, 1)).isEqualTo(DOWN);
    assertThat(moves.of(0, 10, 2)).isEqualTo(1);
    assertThat(moves.of(0, 18, 2)).isEqualTo(ClassifiedMoves.NONE);
  }

  @Test
  void onlyAMissingEndLeavesNoMove() {
    SeriesHistory history = swinging(20);
    history.values()[11] = Float.NaN;
    ClassifiedMoves moves = moves(history);

    assertThat(moves.of(0, 10, 1)).isEqualTo(ClassifiedMoves.NONE);
    // Without a season the missing reading is filled with the one before: 100, like the next one.
    assertThat(moves.of(0, 11, 1)).isEqualTo(1);
  }

  @Test
  void simpleForecastsEqualThoseComputedByHand() throws Exception {
    SeriesHistory history = swinging(24);
    ClassifiedMoves moves = moves(history);
    try (StepModel model = undecided()) {
      BacktestResult<ClassErrors> result =
          new RollingBacktest<>(moves, Origins.from(20, 1), 0).run(model);
      Backtest backtest = result.summary().orElseThrow();

      // The origins are 20 to 22. Moves of one step are up, down, up, and moves of two steps are
      // flat.
      assertThat(backtest.model()).containsEntry("targets", 5.0).containsEntry("origins", 3.0);
      assertThat(result.extent()).isEqualTo(new BacktestExtent(3, 1, 3));
      assertThat(backtest.model().get("log-loss")).isCloseTo(Math.log(3), within(1e-6));
      assertThat(backtest.model().get("brier")).isCloseTo(2 / 3.0, within(1e-6));
      Scores<ClassErrors> lastMove = Objects.requireNonNull(result.baselines().get("last-move"));
      // What moved down moves up next: of one step it is always wrong, of two always right.
      assertThat(lastMove.byStep().get(0).accuracy()).isZero();
      assertThat(lastMove.byStep().get(1).accuracy()).isEqualTo(1);
      assertThat(backtest.baselines().get("last-move"))
          .doesNotContainKey("log-loss")
          .containsEntry("accuracy", 0.4);
      // Two flat moves after as many flat moves as ended before, 19 and 20, and one of each class.
      Scores<ClassErrors> frequencies =
          Objects.requireNonNull(result.baselines().get("class-frequencies"));
      assertThat(frequencies.byStep().get(1).logLoss())
          .isCloseTo(-(Math.log(20 / 22.0) + Math.log(21 / 23.0)) / 2, within(1e-6));
    }
  }

  @Test
  void simpleForecastsOfClassesSkipMissingMoves() throws Exception {
    SeriesHistory history = swinging(24);
    // The move from 17 to 18 never ended, and the one before it was up.
    history.values()[18] = Float.NaN;
    ClassBaselineRun contest = new ClassBaselineRun(moves(history), 0, HORIZON, 3);
    contest.follow(18);

    assertThat(contest.forecast(2)).containsExactly(0, 0, 0, 1, 1, 0);
    // Of one step nine went up and eight down, of two steps sixteen were flat; one each on top.
    assertThat(contest.forecast(0))
        .containsExactly(
            new float[] {9 / 20f, 1 / 19f, 1 / 20f, 17 / 19f, 10 / 20f, 1 / 19f}, within(1e-6f));
  }

  @Test
  void countsStepsAndSeriesAfterTheWarmUp() throws Exception {
    ClassifiedMoves moves =
        FeatureMoves.of(
            List.of(swinging(24), swinging(16)), FEATURES, DIRECTION, WorkSpace.ofTempFolder());
    try (StepModel model = undecided()) {
      BacktestResult<ClassErrors> result =
          new RollingBacktest<>(moves, Origins.ofTail(4, 1), 15).run(model);

      // The first part has the origins 19 to 22. In the second part only 14 is warm, and it has one
      // target.
      assertThat(result.model().byStep().stream().map(ClassErrors::targets))
          .containsExactly(5L, 3L);
      assertThat(result.model().bySeries().stream().map(ClassErrors::targets))
          .containsExactly(7L, 1L);
      assertThat(new RollingBacktest<>(moves, Origins.ofTail(4, 1), 99).run(model).summary())
          .isEmpty();
    }
  }

  @Test
  void writesTheLikeliestClassAndTheProbabilities(@TempDir Path folder) throws Exception {
    SeriesHistory history = swinging(24);
    Path file = folder.resolve("forecasts.csv");
    try (StepModel model = undecided();
        ForecastsFile forecasts = new ForecastsFile(file, List.of(history), model.manifest())) {
      new RollingBacktest<>(moves(history), Origins.from(22, 4), 0).run(model, forecasts);
    }

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "unique_id,origin,step,class,p-down,p-flat,p-up,cutoff",
            "swinging,22,1,down,0.33333334,0.33333334,0.33333334,1970-01-01T22:00:00Z",
            "swinging,22,2,down,0.33333334,0.33333334,0.33333334,1970-01-01T22:00:00Z");
  }

  @Test
  void theReportShowsTheErrorsOfDirections(@TempDir Path folder) throws Exception {
    List<SeriesHistory> histories = List.of(swinging(24));
    Path page = folder.resolve("page.html");
    try (StepModel model = undecided()) {
      BacktestResult<ClassErrors> result =
          new RollingBacktest<>(moves(histories.get(0)), Origins.ofTail(8, 1), 0).run(model);
      new Report(model, histories, ZoneOffset.UTC, result, Optional.empty(), List.of())
          .writeTo(page);
    }

    assertThat(page)
        .content()
        .contains("<th>log loss</th>", "last-move", "<th>likeliest flat</th>", "<th>up came</th>");
    assertThat(folder.resolve("page-calibration.png")).isNotEmptyFile();
    assertThat(folder.resolve("page-log-loss-by-step.png")).isNotEmptyFile();
  }

  @Test
  void quantileBacktestsRefuseADirectionModel() throws Exception {
    try (StepModel model = undecided()) {
      ReadingTargets readings =
          new ReadingTargets(
              new ForecastKind.Quantiles(List.of(0.5)), List.of(swinging(24)), List.of(), 1);
      RollingBacktest<QuantileErrors> ofQuantiles =
          new RollingBacktest<>(readings, Origins.ofTail(4, 1), 0);

      assertThatThrownBy(() -> ofQuantiles.run(model))
          .hasMessageContaining("undecided gives probabilities of [down, flat, up]");
    }
  }
}
