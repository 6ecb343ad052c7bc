package io.foreflow.cli.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.topic.BoundedReader;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a real broker, compared with the records of a real job. */
class ScoreCommandITCase {
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SERIES = 5;
  private static final int HALF = 96;
  private static final int WINDOW = 6;

  private final Path folder;
  private final Random random = new Random(5);

  ScoreCommandITCase(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void scoresEqualTheRecordsOfTheJob() throws Exception {
    Path first = model(1);
    Path second = model(2);
    try (LocalBroker broker = LocalBroker.start()) {
      // Each series moves at its next reading, so that each has forecasts of both versions.
      Path pipeline = pipeline(broker, first, Map.of("models.takeover-share", "1"));
      JobClient job = start(pipeline);
      int forecasts = write(broker, 0);
      await(() -> count(broker, "forecasts") >= forecasts);
      Outcome published =
          CommandRunner.run("publish", second + "", "--config", pipeline + "", "--wait", "2m");
      assertThat(published.out()).contains("in use by 2 of 2 tasks");
      write(broker, HALF);

      List<JsonNode> scores = new ArrayList<>();
      await(
          () -> {
            scores.clear();
            scores.addAll(score(pipeline, "--model", second + ""));
            return sums(scores).equals(sums(broker, record -> true));
          });
      job.cancel().get();

      assertThat(sums(scores)).isEqualTo(sums(broker, record -> true)).hasSize(2 * 3);
      assertThat(scores).allMatch(score -> score.get("forecasts").asLong() > 100);
      assertThat(scores).allMatch(score -> score.get("naiveErrorMicros").asLong() > 0);
      checkRange(broker, pipeline, second);
      checkSeries(broker, pipeline, second);
      checkText(pipeline);
      checkTail(broker);
      checkCalibration(pipeline, second);
    }
  }

  /**
   * Forecasts whose bands the job moved are not those that the model makes again. So this is about
   * the recorded ones.
   */
  @Test
  void scoresEqualThoseOfCalibratedOrderedForecasts() throws Exception {
    Path model = model(1);
    try (LocalBroker broker = LocalBroker.start()) {
      Path pipeline =
          pipeline(
              broker,
              model,
              Map.of(
                  "max-out-of-orderness", "2 h",
                  "duplicates", "mean",
                  "bounded", "true",
                  "calibration", "online",
                  "forecasts.raw-quantiles", "true"));
      write(broker, 0);
      start(pipeline).getJobExecutionResult().get();

      Map<String, StepScore> ofTheJob = sums(broker, record -> true);
      assertThat(ofTheJob)
          .hasSize(3)
          .allSatisfy((step, sum) -> assertThat(sum.forecasts()).isGreaterThan(100));
      assertThat(sums(score(pipeline))).as("as emitted").isEqualTo(ofTheJob);
      assertThat(sums(score(pipeline, "--calibration", "online")))
          .as("raw quantiles, calibrated again")
          .isEqualTo(ofTheJob);
    }
  }

  private static void checkTail(LocalBroker broker) {
    Outcome tail =
        CommandRunner.run(
            "tail",
            "--scores",
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--from-beginning",
            "--max",
            "2");
    assertThat(tail.exitCode()).as(tail.err()).isZero();
    List<String> lines = tail.out().lines().toList();
    assertThat(lines).hasSize(1 + 2 * 3);
    assertThat(lines.get(0)).startsWith("series  until                 version ");
    assertThat(lines.get(1)).contains("  2026-01-0", ":00:00Z  forecaster ", " %  80 %  ");
    Outcome json =
        CommandRunner.run(
            "tail",
            "--scores",
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--from-beginning",
            "--max",
            "1",
            "--json");
    assertThat(json.out()).startsWith("{\"series\":\"s").contains("\"errorMicros\":");
  }

  /** A range that begins and ends with windows of records. */
  private void checkRange(LocalBroker broker, Path pipeline, Path second) throws Exception {
    Instant from = BEGIN.plus(HOUR.multipliedBy(8 * WINDOW));
    Instant to = BEGIN.plus(HOUR.multipliedBy(14 * WINDOW));
    assertThat(sums(score(pipeline, "--model", second + "", "--from", from + "", "--to", to + "")))
        .isEqualTo(
            sums(
                broker,
                record -> record.from() >= from.toEpochMilli() && record.to() < to.toEpochMilli()))
        .hasSize(3);
  }

  private void checkSeries(LocalBroker broker, Path pipeline, Path second) throws Exception {
    List<JsonNode> scores = score(pipeline, "--model", second + "", "--by-series");
    assertThat(scores).hasSize(SERIES * 2 * 3);
    for (int i = 0; i < SERIES; i++) {
      String series = "s" + i;
      List<JsonNode> own =
          scores.stream().filter(score -> score.get("series").asText().equals(series)).toList();
      assertThat(sums(own)).isEqualTo(sums(broker, record -> record.series().equals(series)));
    }
  }

  private static void checkText(Path pipeline) {
    Outcome text = CommandRunner.run("score", "--config", pipeline + "", "--steps", "2");
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out().lines().toList().get(0))
        .startsWith("model ")
        .endsWith("step  forecasts  in band    of   MASE    loss");
    assertThat(text.out().lines().toList().get(1))
        .startsWith("forecaster ")
        .contains("  2  ", " %  80 %  ");
    assertThat(text.out()).contains("5 series; ", " readings and ");
    assertThat(text.err())
        .contains("Not scored: ", "whose file is not given. Give it with --model FILE.");
  }

  private void checkCalibration(Path pipeline, Path second) throws Exception {
    List<JsonNode> raw = score(pipeline, "--model", second + "");
    List<JsonNode> calibrated = score(pipeline, "--model", second + "", "--calibration", "online");
    double before = 0;
    double after = 0;
    for (int i = 0; i < raw.size(); i++) {
      assertThat(calibrated.get(i).get("forecasts")).isEqualTo(raw.get(i).get("forecasts"));
      before += Math.abs(raw.get(i).get("coverage").asDouble() - 0.8);
      after += Math.abs(calibrated.get(i).get("coverage").asDouble() - 0.8);
    }
    assertThat(after).as("distance to the nominal coverage").isLessThan(before / 2);
  }

  private Path model(int seed) throws Exception {
    Path history = folder.resolve("history.csv");
    Path file = folder.resolve("model-" + seed + ".onnx");
    CommandRunner.run("simulate", "--history", "9", "--series", "2", "--out", history + "");
    Outcome trained =
        CommandRunner.run(
            ("train --horizon 4 --context 24 --seasons 24 --hidden 4 --steps 2 --seed "
                    + seed
                    + " --data "
                    + history
                    + " --out "
                    + file)
                .split(" "));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    return file;
  }

  private Path pipeline(LocalBroker broker, Path model, Map<String, String> more) throws Exception {
    broker.createTopics(
        2, List.of("readings", "forecasts", "dead-letters", "late-readings", "scores"));
    broker.createTopics(1, List.of("models", "model-events"));
    Map<String, String> settings = new HashMap<>(more);
    settings.put("kafka.bootstrap.servers", "\"" + broker.bootstrapServers() + "\"");
    settings.put("model.uri", model.toString());
    settings.put("topics.models", "models");
    settings.put("topics.scores", "scores");
    settings.put("scores.every", Integer.toString(WINDOW));
    settings.put("format.readings", "json");
    settings.put("max-gap", "3");
    settings.put("checkpoint.interval", "200 ms");
    settings.put("parallelism", "2");
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + ": " + value));
    return Files.write(folder.resolve("pipeline.yaml"), lines);
  }

  private static JobClient start(Path pipeline) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
    ForecastJob.define(env, PipelineConfig.load(pipeline, Map.of()));
    return env.executeAsync();
  }

  /**
   * Writes readings of some hours, with gaps, long silences, late and repeated ones, missing ones
   * and outliers. The first and the last hour have a reading of each series.
   *
   * @return how many are stepped
   */
  private int write(LocalBroker broker, int from) {
    int stepped = 0;
    try (ReadingPublisher publisher =
        new ReadingPublisher(
            broker.bootstrapServers(), "readings", TopicFormat.of(WireFormat.JSON))) {
      for (int hour = from; hour < from + HALF; hour++) {
        for (int i = 0; i < SERIES; i++) {
          boolean edge = hour == from || hour == from + HALF - 1;
          boolean silent = i == 3 && hour % 50 > 30 && hour % 50 < 38;
          int lot = edge ? 99 : random.nextInt(30);
          if (lot > 0 && (edge || !silent)) {
            float value = lot == 1 ? Float.NaN : lot == 2 ? 1e6f : (float) value(i, hour);
            publisher.reading(reading(i, hour, 0, value));
            stepped++;
          }
          if (lot == 4) {
            publisher.reading(reading(i, hour, 60_000, 7));
          }
          if (lot == 5 && hour > from + 8) {
            publisher.reading(reading(i, hour - 4, 0, 7));
          }
        }
      }
      publisher.flush();
    }
    return stepped;
  }

  private double value(int series, int hour) {
    return 20 + series + 5 * Math.sin(hour * Math.PI / 12) + random.nextGaussian();
  }

  private static Reading reading(int series, int hour, long late, float value) {
    long time = BEGIN.plus(HOUR.multipliedBy(hour)).toEpochMilli() + series * 1000L + late;
    return new Reading("s" + series, time, value);
  }

  private static List<JsonNode> score(Path pipeline, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("score", "--config", pipeline + "", "--json"));
    arguments.addAll(List.of(more));
    Outcome outcome = CommandRunner.run(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<JsonNode> scores = new ArrayList<>();
    new ObjectMapper().readTree(outcome.out()).get("scores").forEach(scores::add);
    return scores;
  }

  private static Map<String, StepScore> sums(List<JsonNode> scores) {
    Map<String, StepScore> sums = new HashMap<>();
    for (JsonNode score : scores) {
      StepScore sum =
          new StepScore(
              score.get("step").asInt(),
              score.get("forecasts").asLong(),
              score.get("inside").asLong(),
              score.get("lossMicros").asLong(),
              score.get("compared").asLong(),
              score.get("errorMicros").asLong(),
              score.get("naiveErrorMicros").asLong());
      sums.put(score.get("modelVersion").asText() + " " + sum.step(), sum);
    }
    return sums;
  }

  private static Map<String, StepScore> sums(LocalBroker broker, Predicate<ForecastScore> wanted) {
    Map<String, StepScore> sums = new HashMap<>();
    RecordDecoder<ForecastScore> decoder = ForecastScoreCodec.decoder(WireFormat.AVRO);
    try (BoundedReader reader = new BoundedReader(broker.bootstrapServers(), "scores")) {
      reader.read(
          reader.all(),
          record -> {
            ForecastScore score = decoded(decoder, record.value());
            if (wanted.test(score)) {
              score
                  .steps()
                  .forEach(
                      step ->
                          sums.merge(
                              score.modelVersion() + " " + step.step(), step, StepScore::plus));
            }
          });
    }
    return sums;
  }

  private static ForecastScore decoded(RecordDecoder<ForecastScore> decoder, byte[] value) {
    try {
      return decoder.decode(value);
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static int count(LocalBroker broker, String topic) {
    int[] count = new int[1];
    try (BoundedReader reader = new BoundedReader(broker.bootstrapServers(), topic)) {
      reader.read(reader.all(), record -> count[0]++);
    }
    return count[0];
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(200_000_000);
    }
  }
}
