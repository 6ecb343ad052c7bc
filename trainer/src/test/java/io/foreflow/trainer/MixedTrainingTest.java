package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.trainer.export.ParityGate;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.start.SavedWeights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests ensembles with members of different kinds. */
class MixedTrainingTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(6, 300, 5);

  private static TrainingConfig config(String options) {
    TrainingConfigBuilder builder = TrainingConfig.builder().set(SmallTraining.options(4));
    for (String option : options.split(" ", -1)) {
      builder.set(option.split("=", -1)[0], option.split("=", -1)[1]);
    }
    return builder.build();
  }

  private static TrainedModel train(String options) {
    return new Trainer().train(HISTORY, config(options), TrainingListener.NONE);
  }

  private static List<Double> shares(String options) {
    return train(options).manifest().provenance().ridgeShare();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "members=ridge",
        "members=1,ridge levels=0.1,0.3,0.5,0.9",
        "members=gru,min-lstm,ridge ridge-window=10 linear-window=16",
        "members=2,ridge head=point loss=mse",
        "members=lstm,ridge head=student-t seasons=[] ridge-share=0.25"
      })
  void theFileForecastsWhatTheMembersDo(String options) {
    TrainedModel model = train(options);

    assertThat(model.report().largestDifference())
        .isGreaterThan(0)
        .isLessThan(ParityGate.TOLERANCE);
    assertThat(TrainingConfig.builder().set(config(options).options()).build())
        .isEqualTo(config(options));
  }

  @Test
  void aRegressionAloneBeatsTheNaiveForecasts() {
    Backtest backtest = Objects.requireNonNull(train("members=ridge").manifest().backtest());

    double bestNaive =
        backtest.baselines().values().stream()
            .mapToDouble(metrics -> metrics.get("mase"))
            .min()
            .orElseThrow();
    assertThat(backtest.model().get("mase")).isLessThan(bestNaive);
  }

  @Test
  void aRegressionReadsTheHistoryOfTheState() {
    assertThat(train("members=ridge").manifest().state().segments())
        .extracting(Segment::name)
        .containsExactly("seen", "history", "level", "spread", "limit");
    assertThat(train("members=gru,lstm,ridge").manifest().state().segments())
        .extracting(Segment::name)
        .endsWith("limit", "member0.cell0.h", "member1.cell0.h", "member1.cell0.c");
  }

  @Test
  void sharesComeFromTheReadingsHeldOut() {
    // Networks of four steps have learnt nothing.
    assertThat(shares("members=1,ridge")).allSatisfy(share -> assertThat(share).isGreaterThan(0.5));
    assertThat(shares("members=1,ridge validation=0")).containsOnly(0.5);
    assertThat(shares("members=1,ridge ridge-share=0,0,0,1,1,1"))
        .containsExactly(0.0, 0.0, 0.0, 1.0, 1.0, 1.0);
    assertThat(shares("members=ridge")).isEmpty();
    assertThat(shares("members=2")).isEmpty();
  }

  @Test
  void equalTrainingsGiveEqualBytes() {
    assertThat(train("members=lstm,ridge").file()).isEqualTo(train("members=lstm,ridge").file());
  }

  @Test
  void aStoppedTrainingKeepsTheRegression() {
    int[] step = {0};
    TrainedModel model =
        new Trainer()
            .train(
                HISTORY,
                config("members=3,ridge"),
                TrainingRun.with(progress -> step[0] = progress.step())
                    .stoppedBy(() -> step[0] >= 6));

    assertThat(model.report().members()).hasSize(1);
    assertThat(model.weights().network()).containsEntry("members", "1,ridge");
  }

  @Test
  void networksStartFromWeightsAndTheRegressionAnew() {
    TrainedModel earlier = train("members=1,ridge");
    TrainedModel later =
        new Trainer()
            .train(
                GeneratedSeries.hourly(6, 320, 6),
                config("members=1,ridge"),
                Optional.of(SavedWeights.read(earlier.weights().file())),
                TrainingRun.with(TrainingListener.NONE));

    Map<String, String> network = later.weights().network();
    assertThat(network).containsEntry("members", "1,ridge").containsKey("ridge-window");
    assertThat(later.manifest().provenance().start()).isNotNull();
    assertThat(later.file()).isNotEqualTo(earlier.file());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "members=0 | members is 0, it must be at least 1",
        "members=2 ridge-window=4 | but members are 2, without ridge",
        "members=ridge ridge-share=0.5 | a share needs ridge and at least one network",
        "members=1,ridge ridge-share=0.5,0.5 | ridge-share has 2 numbers",
        "members=ridge ridge-window=25 | must be at most the context, 24",
        "members=1,ridge head=direction | head direction forecasts classes",
        "members=gru,min-gru recurrent-dropout=0.1 | cell min-gru has no weights"
      })
  void whatDoesNotFitIsRefused(String options, String message) {
    assertThatThrownBy(() -> config(options))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }
}
