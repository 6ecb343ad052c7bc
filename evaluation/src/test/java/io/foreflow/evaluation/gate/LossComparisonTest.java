package io.foreflow.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.evaluation.backtest.BacktestExtent;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.Scores;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LossComparisonTest {

  private static final ForecastKind.Quantiles KIND =
      new ForecastKind.Quantiles(List.of(0.1, 0.5, 0.9));

  /** Two parts of a series whose mean change is 2, and a series that never changes. */
  private static final ReadingTargets TARGETS =
      new ReadingTargets(
          KIND,
          List.of(
              new SeriesHistory("a-1", 0, new float[] {0, 2, 0, 2}),
              new SeriesHistory("flat", 0, new float[] {5, 5, 5, 5}),
              new SeriesHistory("a-1", 9, new float[] {0, 2, 0, 2})),
          Baselines.naive(List.of()),
          1);

  @Test
  void partsOfASeriesAreOneAndScaled() {
    HeldOutLosses losses = comparison().of(result(0, 4), Optional.of(result(2, 4)));
    // A median that misses by m, of three levels, all at one value: pinball m (0.1 + 0.5 + 0.9) / 3
    // of the unit 2. The two parts miss by 0 and 4.
    assertThat(losses.series()).hasSize(1);
    SeriesLosses one = losses.series().get(0);
    assertThat(one.series()).isEqualTo("a-1");
    assertThat(one.group()).isEqualTo("a");
    assertThat(one.targets()).isEqualTo(2);
    assertThat(one.challenger()).isCloseTo(0.5, Offset.offset(1e-9));
    assertThat(one.champion()).isCloseTo(0.75, Offset.offset(1e-9));
    assertThat(losses.leftOut()).isEqualTo(1);
    assertThat(losses.coverage()).map(BandCoverage::nominal).hasValue(0.8);
  }

  @Test
  void otherTargetsAreRefused() {
    BacktestResult<QuantileErrors> more = result(0, 4);
    more.model().bySeries().get(0).add(1, new float[] {1, 1, 1}, 0, 1);
    assertThatThrownBy(() -> comparison().of(more, Optional.of(result(0, 4))))
        .hasMessageContaining("allowed: the same targets");
    assertThatThrownBy(
            () ->
                new LossComparison(LossMeasure.PINBALL, "none", name -> name)
                    .of(more, Optional.empty()))
        .hasMessageContaining("found the baselines [naive]");
  }

  private static LossComparison comparison() {
    return new LossComparison(LossMeasure.PINBALL, "naive", name -> name.replaceAll("-.*", ""));
  }

  /** The backtest of a model that misses one target in each part, by these. */
  private static BacktestResult<QuantileErrors> result(float first, float second) {
    Scores<QuantileErrors> scores = scores(first, second);
    return new BacktestResult<>(
        TARGETS.histories().stream().map(SeriesHistory::series).toList(),
        scores,
        Map.of("naive", scores(1, 1)),
        new BacktestExtent(2, 1, 1),
        Optional.empty());
  }

  private static Scores<QuantileErrors> scores(float first, float second) {
    QuantileErrors all = TARGETS.errors();
    List<QuantileErrors> bySeries =
        List.of(TARGETS.errors(0, 3).get(), TARGETS.errors(1, 3).get(), TARGETS.errors(2, 3).get());
    float[] misses = {first, 1, second};
    for (int i = 0; i < misses.length; i++) {
      float[] forecast = {10, 10, 10};
      bySeries.get(i).add(10 + misses[i], forecast, 0, 1);
      all.add(10 + misses[i], forecast, 0, 1);
    }
    return new Scores<>(all, bySeries, List.of());
  }
}
