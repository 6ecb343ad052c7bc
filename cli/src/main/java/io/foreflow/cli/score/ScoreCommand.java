package io.foreflow.cli.score;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.WorkFolderOption;
import io.foreflow.cli.job.PipelineFile;
import io.foreflow.cli.job.PipelineOptions;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.outcome.CalibrationMode;
import io.foreflow.outcome.TrackedSteps;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code foreflow score} and its options. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Scores the forecasts in a topic by the readings that came later.",
    description = {
      "Examples:",
      "  foreflow score --config pipeline.yaml",
      "  foreflow score --config pipeline.yaml --from 2026-01-05 --to 2026-01-12",
      "  foreflow score --config pipeline.yaml --steps 1,2,3,last --by-series",
      "  foreflow score --config pipeline.yaml --calibration online",
      "  foreflow score --config pipeline.yaml --topic shadow-forecasts --json",
      "",
      "Gives the scores that the job counts, after the fact and for any step: the share of"
          + " readings",
      "in the outer band, the error beside that of the seasonal naive forecast (MASE), and the"
          + " loss",
      "in scales of the series. It reads the topics of readings and forecasts from their"
          + " beginning,",
      "because a series' scale depends on its past. So figures equal those of the job, if the"
          + " topics",
      "still have all of it. Each version of a model needs its file. The files of the pipeline are",
      "known.",
      ""
    })
public final class ScoreCommand implements Callable<Integer> {

  private static final String ROOM =
      "A forecast takes about 110 bytes of disk with three levels and three steps, and 8 bytes more"
          + " for each further level of a step; a reading takes 24 bytes if the pipeline puts"
          + " readings in order. Choose a folder with more room: --work-folder FOLDER";

  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic with the forecasts. Default: the pipeline's topics.forecasts.")
  private Optional<String> topic;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Event time of the first readings that count, such as 2026-01-31 or"
              + " 2026-01-31T12:00:00Z. Default: the oldest.")
  private Optional<Instant> from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Event time that the last readings that count are before. Default: no end.")
  private Optional<Instant> to;

  @Option(
      names = "--steps",
      paramLabel = "STEP",
      split = ",",
      description =
          "The steps to score, comma-separated: numbers of 1 or more, middle or last. Default: the"
              + " pipeline's track, or 1,middle,last.")
  private List<String> steps = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The model file of a version that made forecasts, if it is not in the pipeline. May be"
              + " given several times.")
  private List<Path> models = new ArrayList<>();

  @Option(
      names = "--calibration",
      paramLabel = "MODE",
      defaultValue = "off",
      description =
          "Whether bands are calibrated before they are scored: off, or online. It begins with the"
              + " model's own quantiles, if forecasts have them. Default: ${DEFAULT-VALUE}.")
  private CalibrationMode calibration;

  @Option(names = "--by-series", description = "Show the scores of each series.")
  private boolean bySeries;

  @Mixin private WorkFolderOption work;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    Optional<Path> file = pipeline.file();
    if (!pipeline.areGiven()) {
      throw CommandFailure.usage(
          "there is no pipeline to score: give --config FILE, or at least "
              + "-Dkafka.bootstrap.servers=HOST:PORT and -Dmodel.uri=FILE");
    }
    models.forEach(
        model ->
            ArgumentChecks.readable(
                "--model", model, "It is the file of a model of the pipeline."));
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw CommandFailure.usage(
          "--from %s must be before --to %s".formatted(from.get(), to.get()));
    }
    PipelineConfig config = PipelineFile.load(file, pipeline.overrides());
    return new ScoreRun(json.output(), config, Clock.systemUTC())
        .run(
            new ScoreRun.Wanted(
                topic.orElseGet(() -> config.get(KafkaOptions.FORECASTS_TOPIC)),
                from,
                to,
                steps(config),
                calibration,
                models,
                bySeries,
                work.space().withAdvice(ROOM)));
  }

  private TrackedSteps steps(PipelineConfig config) {
    if (steps.isEmpty()) {
      return config.scores().map(scores -> scores.steps()).orElse(TrackedSteps.DEFAULT);
    }
    try {
      return new TrackedSteps(steps);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--steps: " + e.getMessage());
    }
  }
}
