package io.foreflow.cli;

import io.foreflow.trainer.TrainingOptions;
import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.fit.FitOptions;
import io.foreflow.trainer.fit.RateOptions;
import io.foreflow.trainer.fit.TailOptions;
import io.foreflow.trainer.network.NetworkOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foreflow train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Trains a model on a history and writes one ONNX file.",
    description = {
      "Examples:",
      "  foreflow train --data history.csv --out model.onnx",
      "  foreflow train --data history.csv --out model.onnx --cell lstm --layers 2 --horizon 48",
      "  foreflow train --data prices.csv --out prices.onnx --cadence 1m --seasons 60",
      "",
      "The history is CSV with the columns unique_id, ds (the time) and y. The newest readings are",
      "held out, to say how good the model is beside the seasonal naive forecast. The written file is",
      "run in ONNX Runtime and compared with the trained network first: a wrong file is not written.",
      ""
    })
final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description = "The history: CSV, also gzipped, with the columns unique_id, ds, y.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the model file goes.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "forecaster",
      description = "The model's name, which every forecast bears. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--cadence",
      paramLabel = "TIME",
      defaultValue = "1h",
      description =
          "Event time from one reading of a series to the next. Default: ${DEFAULT-VALUE}.")
  private Duration cadence;

  @Option(
      names = "--horizon",
      paramLabel = "N",
      defaultValue = "24",
      description = "How many slots ahead to forecast. Default: ${DEFAULT-VALUE}.")
  private int horizon;

  @Option(
      names = "--levels",
      paramLabel = "Q",
      split = ",",
      defaultValue = "0.1,0.5,0.9",
      description = "Quantile levels, ascending, with 0.5 among them. Default: ${DEFAULT-VALUE}.")
  private List<Double> levels;

  @Option(
      names = "--seasons",
      paramLabel = "N",
      split = ",",
      description =
          "Seasons in slots, ascending. Default: the day and the week, where the cadence allows.")
  private List<Integer> seasons = new ArrayList<>();

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "Readings that a series' state holds. Default: the longest season.")
  private Optional<Integer> context;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      defaultValue = "gru",
      description = "gru or lstm. Default: ${DEFAULT-VALUE}.")
  private String cell;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Recurrent layers on top of each other. Default: ${DEFAULT-VALUE}.")
  private int layers;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "64",
      description = "Width of each recurrent layer. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "600",
      description = "Weight updates. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.003",
      description = "At its peak. Default: ${DEFAULT-VALUE}.")
  private double learningRate;

  @Option(
      names = "--validation",
      paramLabel = "N",
      description = "Slots held out at the end of each series. Default: twice the horizon.")
  private Optional<Integer> validation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Equal seeds, equal models. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = Announcer.JSON_HELP)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Checks.readable("--data", data, "Write one with: foreflow simulate --history 42 --out " + data);
    return new TrainRun(new Announcer(spec.commandLine(), json))
        .run(
            data,
            out,
            builder -> {
              builder
                  .set(TrainingOptions.MODEL, name)
                  .set(FeatureOptions.CADENCE, cadence)
                  .set(FeatureOptions.HORIZON, horizon)
                  .set(TrainingOptions.LEVELS, levels)
                  .set(NetworkOptions.CELL, cell)
                  .set(NetworkOptions.LAYERS, layers)
                  .set(NetworkOptions.HIDDEN, hidden)
                  .set(FitOptions.STEPS, steps)
                  .set(RateOptions.LEARNING_RATE, learningRate)
                  .set(TrainingOptions.SEED, seed);
              if (!seasons.isEmpty()) {
                builder.set(FeatureOptions.SEASONS, seasons);
              }
              context.ifPresent(readings -> builder.set(FeatureOptions.CONTEXT, readings));
              validation.ifPresent(slots -> builder.set(TailOptions.VALIDATION, slots));
            });
  }
}
