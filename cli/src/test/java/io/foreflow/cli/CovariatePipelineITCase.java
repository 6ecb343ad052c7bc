package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.CovariateColumns;
import io.foreflow.history.CsvHistory;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Covariates from a file to the forecasts of the job, which are those of the backtest. */
class CovariatePipelineITCase {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long FIRST = 480_000;
  private static final int SLOTS = 90;
  private static final int HORIZON = 3;
  private static final int FORECASTS = 3 * (SLOTS - 3);

  /** With a promotion known ahead, a temperature now and then lost, and a gap. */
  private static String history() {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder csv = new StringBuilder("unique_id,ds,y,temperature,site,promotion\n");
    for (String series : List.of("a", "b", "c")) {
      for (int slot = 0; slot < SLOTS + HORIZON; slot++) {
        int promotion = random.nextInt(3) == 0 ? 1 : 0;
        double value = 20 + 4 * promotion + random.nextGaussian();
        boolean isGap = slot / 3 == 20;
        if (!isGap) {
          csv.append(series).append(',').append((FIRST + slot) * HOUR).append(',');
          csv.append(slot >= SLOTS || slot == 30 ? "" : Double.toString(value)).append(',');
          csv.append(slot % 7 == 0 ? "" : Double.toString(15 + random.nextGaussian()));
          csv.append(',').append(series.equals("b") ? 1 : 0);
          csv.append(',').append(promotion).append('\n');
        }
      }
    }
    return csv.toString();
  }

  @Test
  void jobAndBacktestForecastEquallyWithCovariates(@TempDir Path folder) throws Exception {
    Path data = Files.writeString(folder.resolve("history.csv"), history());
    String model = folder.resolve("model.onnx").toString();
    Outcome unnamed = CommandRunner.run("train", "--data", data + "", "--out", model);
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.err())
        .contains(":1:16: found \"temperature\", expected the header unique_id,ds,y")
        .contains("the file has [unique_id, ds, y, temperature, site, promotion]")
        .contains("known-covariates");

    assertThat(train(data, "--explain"))
        .contains(
            "covariates temperature (observed, ", "site (static, ", "promotion (known ahead, ")
        .contains("known-covariates   [promotion]");
    train(data, "--out", model);

    assertThat(well("inspect", model))
        .contains("y, temperature, site, promotion, promotion+1 to promotion+3");
    assertThat(well("backtest", model, "--data", data.toString(), "--tail", "10"))
        .contains("targets; share of them below");
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(1, List.of("readings", "forecasts", "dead-letters", "late-readings"));
      compare(data, model, broker.bootstrapServers());
    }
  }

  private static String train(Path data, String... others) {
    String options =
        "train --horizon 3 --context 16 --seasons 8 --recent 4 --hidden 4 --steps 5 --warmup 4"
            + " --batch 4 --window 24 --burn-in 4 --validation 10 --covariates temperature"
            + " --static-covariates site --known-covariates promotion --data ";
    return well(
        Stream.concat(Stream.of((options + data).split(" ")), Stream.of(others))
            .toArray(String[]::new));
  }

  private static void compare(Path data, String model, String broker) throws Exception {
    try (StepModel opened = StepModel.open(Path.of(model))) {
      List<String> features = opened.manifest().features();
      List<String> covariates = features.subList(1, features.size());
      List<SeriesHistory> histories = CsvHistory.read(data, HOUR, covariates).series();
      publish(histories, covariates, broker);
      well(
          "run",
          "-Dkafka.bootstrap.servers=" + broker,
          "-Dmodel.uri=" + model,
          "-Dformat.readings=json",
          "-Dbounded=true");

      Map<String, Forecast> made = PipelineOutput.forecasts(broker, FORECASTS);
      assertThat(made).hasSize(FORECASTS);
      int[] compared = {0};
      ModelReplay.step(
          opened,
          histories,
          (series, slot, expected) -> {
            SeriesHistory history = histories.get(series);
            Forecast forecast = made.get(history.series() + (history.firstSlot() + slot) * HOUR);
            assertThat(forecast == null).as("slot %d a gap", slot).isEqualTo(slot / 3 == 20);
            if (forecast != null) {
              assertThat(forecast.quantiles())
                  .as("%s, slot %d", history.series(), slot)
                  .isEqualTo(expected);
              compared[0]++;
            }
          });
      assertThat(compared[0]).isEqualTo(FORECASTS);
      assertThat(PipelineOutput.reasons(broker, 1)).containsExactly("wrong-covariates");
    }
  }

  /** What a producer sends: with each reading what is known at its time. */
  private static void publish(
      List<SeriesHistory> histories, List<String> covariates, String broker) {
    try (ReadingPublisher publisher =
        new ReadingPublisher(broker, "readings", TopicFormat.of(WireFormat.JSON))) {
      publisher.reading(new Reading("none", FIRST * HOUR, 1f));
      for (int slot = 0; slot < SLOTS; slot++) {
        for (SeriesHistory history : histories) {
          float[] given = new float[covariates.size()];
          CovariateColumns.of(covariates, history.covariates().names()).read(history, slot, given);
          if (slot / 3 != 20) {
            long time = (history.firstSlot() + slot) * HOUR;
            publisher.reading(new Reading(history.series(), time, history.values()[slot], given));
          }
        }
      }
    }
  }

  private static String well(String... arguments) {
    Outcome outcome = CommandRunner.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out();
  }
}
