package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.CsvFormat;
import io.foreflow.history.CsvHistory;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.model.StepModel;
import io.foreflow.series.Duplicates;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotRules;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices of a market from a file to the forecasts of the job, which are those of the backtest. */
class MarketPipelineITCase {

  private static final String CALENDAR =
      "America/New_York Mon-Fri 09:30-16:00; closed 2026-03-04, 2026-03-05 13:00-24:00";

  /** Half an hour. */
  private static final long CADENCE = 1_800_000;

  /**
   * Readings at all times, as a feed with trades after hours has them. Clocks change on 8 March.
   */
  private static List<Reading> readings() {
    SplittableRandom random = new SplittableRandom(5);
    List<Reading> readings = new ArrayList<>();
    long end = Instant.parse("2026-03-14T00:00:00Z").toEpochMilli();
    for (String series : List.of("a", "b")) {
      float price = 100;
      long begin = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
      for (long time = begin; time < end; time += CADENCE) {
        price += (float) random.nextGaussian();
        readings.add(new Reading(series, time, price));
      }
    }
    return readings;
  }

  @Test
  void jobForecastsAsTheBacktestOverWeekends(@TempDir Path folder) throws Exception {
    List<Reading> readings = readings();
    StringBuilder csv = new StringBuilder("unique_id,ds,y\n");
    for (Reading reading : readings) {
      csv.append("%s,%d,%s\n".formatted(reading.series(), reading.time(), reading.value()));
    }
    Path data = Files.writeString(folder.resolve("history.csv"), csv);
    String model = folder.resolve("model.onnx").toString();

    // Eight days of 13 slots, one of 7, and a holiday. The rest of the week is closed.
    assertThat(train(data, "--out", model))
        .contains("222 readings of 2 series", "left out: 930 market-closed")
        .contains("2 series of 111 to 111 slots");
    assertThat(well("inspect", model)).contains("America/New_York Mon-Fri 09:30-16:00");
    assertThat(well("backtest", model, "--data", data.toString(), "--tail", "10"))
        .contains("seasonal-naive-13", "seasonal-naive-65");
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(1, List.of("readings", "forecasts", "dead-letters", "late-readings"));
      compare(readings, data, model, broker.bootstrapServers());
    }
  }

  private static String train(Path data, String... others) {
    String options =
        "train --horizon 4 --context 16 --seasons 13 --recent 4 --hidden 4 --steps 5 --warmup 4"
            + " --batch 4 --window 24 --burn-in 4 --validation 10 --data ";
    return well(
        Stream.of(
                Stream.of((options + data).split(" ")),
                Stream.of("--trading-calendar", CALENDAR),
                Stream.of(others))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static void compare(List<Reading> readings, Path data, String model, String broker)
      throws Exception {
    try (StepModel opened = StepModel.open(Path.of(model))) {
      SlotGrid grid = SlotGrid.of(opened.manifest());
      List<SeriesHistory> histories =
          CsvHistory.read(
                  data,
                  CsvFormat.DEFAULT,
                  new SlotRules(grid, Duplicates.FIRST, 2),
                  List.of(),
                  WorkSpace.ofTempFolder())
              .series();
      publish(readings, broker);
      well(
          "run",
          "-Dkafka.bootstrap.servers=" + broker,
          "-Dmodel.uri=" + model,
          "-Dformat.readings=json",
          "-Dmax-gap=2",
          "-Dbounded=true");

      int open = histories.stream().mapToInt(SeriesHistory::slots).sum();
      assertThat(histories).hasSize(2);
      Map<String, Forecast> made = PipelineOutput.forecasts(broker, open);
      assertThat(made).hasSize(open);
      int[] compared = {0};
      ModelReplay.step(
          opened,
          histories,
          (series, slot, expected) -> {
            SeriesHistory history = histories.get(series);
            long number = history.firstSlot() + slot;
            Forecast forecast = made.get(history.series() + grid.timeOf(number));
            assertThat(forecast).isNotNull();
            if (forecast != null) {
              assertThat(forecast.quantiles()).as("slot %d", slot).isEqualTo(expected);
              assertThat(forecast.timeOf(0)).isEqualTo(grid.timeOf(number + 1));
              compared[0]++;
            }
          });
      assertThat(compared[0]).isEqualTo(open);
      checkFriday(made);
      assertThat(PipelineOutput.reasons(broker, readings.size() - open))
          .hasSize(readings.size() - open)
          .containsOnly("market-closed");
    }
  }

  /** The last forecast before the clocks change is for Monday's slots, an hour earlier in UTC. */
  private static void checkFriday(Map<String, Forecast> made) {
    Forecast friday = made.get("a" + Instant.parse("2026-03-06T20:30:00Z").toEpochMilli());
    assertThat(friday).isNotNull();
    if (friday != null) {
      assertThat(friday.stepTimes())
          .startsWith(
              Instant.parse("2026-03-09T13:30:00Z").toEpochMilli(),
              Instant.parse("2026-03-09T14:00:00Z").toEpochMilli());
    }
  }

  private static void publish(List<Reading> readings, String broker) {
    try (ReadingPublisher publisher =
        new ReadingPublisher(broker, "readings", TopicFormat.of(WireFormat.JSON))) {
      readings.forEach(publisher::reading);
    }
  }

  private static String well(String... arguments) {
    Outcome outcome = CommandRunner.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out();
  }
}
