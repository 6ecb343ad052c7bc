package io.foreflow.cli.score;

import io.foreflow.cli.history.RangeProgress;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.view.Numbers;
import io.foreflow.history.WorkSpace;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.job.replay.ScoreReplay;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.manifest.Manifest;
import io.foreflow.outcome.CalibrationMode;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotPolicy;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.registry.RegistryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** The work of {@code foreflow score}. */
final class ScoreRun {

  private final CommandOutput output;
  private final PipelineConfig config;
  private final KafkaConnection connection;
  private final Clock clock;

  ScoreRun(CommandOutput output, PipelineConfig config, Clock clock) {
    this.output = output;
    this.config = config;
    this.connection = PipelineConnection.of(config);
    this.clock = clock;
  }

  /**
   * What is scored and shown.
   *
   * @param models further model files
   * @param space the room for forecasts, and for readings that the pipeline puts in order
   */
  record Wanted(
      String forecastsTopic,
      Optional<Instant> from,
      Optional<Instant> to,
      TrackedSteps steps,
      CalibrationMode calibration,
      List<Path> models,
      boolean bySeries,
      WorkSpace space) {}

  int run(Wanted wanted) {
    ScoreTotals totals = new ScoreTotals(wanted.from(), wanted.to(), wanted.bySeries());
    PipelineReadings readings = new PipelineReadings(config, connection, clock, wanted.space());
    boolean calibrate = wanted.calibration() == CalibrationMode.ONLINE;
    try (RecordedForecasts recorded =
        new RecordedForecasts(wanted.steps(), calibrate, wanted.space())) {
      replay(wanted, recorded, readings, totals);
      show(wanted, recorded, readings, totals);
    }
    return ExitCodes.OK;
  }

  private void replay(
      Wanted wanted, RecordedForecasts recorded, PipelineReadings readings, ScoreTotals totals) {
    boolean calibrate = wanted.calibration() == CalibrationMode.ONLINE;
    try (ScoredModels models = ScoredModels.open(config, wanted.models());
        RangeProgress progress = new RangeProgress(output.terminal());
        ScoreReplay replay =
            new ScoreReplay(
                ScoreSettings.of(wanted.steps()).withCalibration(calibrate),
                config.get(TimeOptions.MAX_GAP),
                recorded,
                totals::add)) {
      readForecasts(wanted.forecastsTopic(), recorded, progress);
      ReplayFeed feed = new ReplayFeed(recorded, models, replay, config.get(TimeOptions.MAX_GAP));
      requireFiles(wanted.forecastsTopic(), recorded, models);
      step(readings, feed, series -> policy(series, recorded, models), wanted.space(), progress);
      replay.runAll();
    } catch (RegistryException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
    } catch (KafkaException e) {
      throw CommandFailure.failed("cannot read the topics: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readForecasts(String topic, RecordedForecasts recorded, RangeProgress progress) {
    new KafkaCluster(connection).require(topic);
    ForecastDecoder decoder = new ForecastDecoder(config.registry().orElse(null));
    try (BoundedReader reader = new BoundedReader(connection, topic)) {
      SortedMap<Integer, BoundedReader.Range> ranges = reader.all();
      progress.begin("forecasts", ranges);
      reader.read(
          ranges,
          record -> {
            progress.on(record);
            try {
              recorded.add(decoder.decode(record.value()));
            } catch (MalformedRecordException e) {
              throw CommandFailure.failed(
                  "%s, partition %d, offset %d: no forecast: %s"
                      .formatted(topic, record.partition(), record.offset(), e.getMessage()));
            }
          });
    }
    recorded.finish();
  }

  private static void requireFiles(String topic, RecordedForecasts recorded, ScoredModels models) {
    if (recorded.versions().isEmpty()) {
      throw CommandFailure.failed(
          "topic %s has no forecasts of quantiles. Choose another one with --topic"
              .formatted(topic));
    }
    if (recorded.versions().stream().noneMatch(RecordedForecasts.Version::isScored)) {
      throw CommandFailure.failed(
          "the forecasts of topic %s are by %s; the files are of %s. Give the files of their models: --model FILE"
              .formatted(
                  topic,
                  recorded.versions().stream().map(each -> each.name().toString()).toList(),
                  models.versions()));
    }
  }

  private void step(
      PipelineReadings readings,
      ReplayFeed feed,
      Function<String, SlotPolicy> policies,
      WorkSpace space,
      RangeProgress progress) {
    if (!PipelineReadings.areOrdered(config)) {
      readings.read(feed::take, progress);
      return;
    }
    try (OrderedReadings ordered = new OrderedReadings(policies, space)) {
      readings.read(ordered::add, progress);
      ordered.passOn(feed::take);
    }
  }

  /** What becomes of several readings of a slot of a series, by the first model with a file. */
  private SlotPolicy policy(String series, RecordedForecasts recorded, ScoredModels models) {
    SeriesRecording recording = recorded.of(series);
    int version =
        recording == null
            ? -1
            : recording.firstOf(number -> recorded.versions().get(number).isScored());
    if (version < 0) {
      return SlotPolicy.EACH;
    }
    Manifest manifest =
        models.find(recorded.versions().get(version).name()).orElseThrow().manifest();
    return SlotPolicy.of(
        config.get(TimeOptions.DUPLICATES), SlotGrid.of(manifest), manifest.features().size() - 1);
  }

  private void show(
      Wanted wanted, RecordedForecasts recorded, PipelineReadings readings, ScoreTotals totals) {
    ScoreTable table =
        wanted.bySeries()
            ? new ScoreTable("series", "model", "version")
            : new ScoreTable("model", "version");
    List<Map<String, Object>> rows = new ArrayList<>();
    totals.forEach(
        (key, score) -> {
          table.add(
              wanted.bySeries()
                  ? List.of(key.series(), key.model(), key.version())
                  : List.of(key.model(), key.version()),
              key.nominalCoverage(),
              score);
          rows.add(fields(key, score, wanted.bySeries()));
        });
    table.takeLines().forEach(output::say);
    long forecasts =
        recorded.versions().stream().mapToLong(RecordedForecasts.Version::forecasts).sum();
    output.say(
        "%s series; %s readings and %s forecasts were read."
            .formatted(
                Numbers.count(totals.series()),
                Numbers.count(readings.count()),
                Numbers.count(forecasts)));
    warn(recorded);
    Map<String, Object> result = new LinkedHashMap<>();
    wanted.from().ifPresent(from -> result.put("from", from.toString()));
    wanted.to().ifPresent(to -> result.put("to", to.toString()));
    result.put("calibration", wanted.calibration().name().toLowerCase(Locale.ROOT));
    result.put("series", totals.series());
    result.put("readings", readings.count());
    result.put("refused", readings.refused());
    result.put("forecasts", forecasts);
    result.put("repeats", recorded.repeats());
    result.put("scores", rows);
    output.result(result);
  }

  private static Map<String, Object> fields(
      ScoreTotals.Key key, StepScore score, boolean bySeries) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (bySeries) {
      fields.put("series", key.series());
    }
    fields.put("model", key.model());
    fields.put("modelVersion", key.version());
    fields.put("step", score.step());
    fields.put("forecasts", score.forecasts());
    fields.put("inside", score.inside());
    fields.put("lossMicros", score.lossMicros());
    fields.put("compared", score.compared());
    fields.put("errorMicros", score.errorMicros());
    fields.put("naiveErrorMicros", score.naiveErrorMicros());
    put(fields, "coverage", score.coverage());
    put(fields, "nominalCoverage", Math.rint(key.nominalCoverage() * 1e9) / 1e9);
    put(fields, "mase", score.mase());
    put(fields, "meanLoss", score.meanLoss());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, double figure) {
    if (Double.isFinite(figure)) {
      fields.put(name, figure);
    }
  }

  private void warn(RecordedForecasts recorded) {
    for (RecordedForecasts.Version version : recorded.versions()) {
      if (!version.isScored()) {
        output.warn(
            "Not scored: %s forecasts by %s, whose file is not given. Give it with --model FILE."
                .formatted(Numbers.count(version.forecasts()), version.name()));
      }
    }
    if (recorded.repeats() > 0) {
      output.warn(
          "%s forecasts repeat another one of the same series and time. The first one counts."
              .formatted(Numbers.count(recorded.repeats())));
    }
    if (recorded.ofClasses() > 0) {
      output.warn(
          "Not scored: %s forecasts of classes.".formatted(Numbers.count(recorded.ofClasses())));
    }
    if (recorded.withoutRaw() > 0) {
      output.warn(
          "%s forecasts were calibrated by the job and have no raw quantiles. They are calibrated once more. Set forecasts.raw-quantiles: true in the pipeline."
              .formatted(Numbers.count(recorded.withoutRaw())));
    }
  }
}
