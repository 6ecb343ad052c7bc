package io.foreflow.benchmarks.accuracy;

import io.foreflow.cli.train.TrainingStart;
import io.foreflow.evaluation.backtest.ForecastsFile;
import io.foreflow.evaluation.backtest.ForecastsFile.Point;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.ensemble.EnsembleConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains on a task's training part, steps the file through the whole series, and writes the
 * forecasts of the protocol's origins. Nothing after the training part is used before the file is
 * finished.
 */
final class AccuracyBench {

  private final Path data;
  private final Path out;
  private final TaskRecipe recipe;
  private final Optional<TrainingStart> start;
  private final Map<String, String> overrides;
  private final int heldOut;

  /**
   * @param data the folder of the data sets
   * @param out the folder for models and forecasts
   * @param recipe where the options come from
   * @param start the weights to start from in place of the recipe's
   * @param overrides options that override those of the recipe, for experiments
   * @param heldOut number of readings at the end of the training part to forecast in place of the
   *     test part; 0 for the test part
   */
  AccuracyBench(
      Path data,
      Path out,
      TaskRecipe recipe,
      Optional<TrainingStart> start,
      Map<String, String> overrides,
      int heldOut) {
    this.data = data;
    this.out = out;
    this.recipe = recipe;
    this.start = start;
    this.overrides = Map.copyOf(overrides);
    this.heldOut = heldOut;
  }

  /**
   * Runs one task from data to forecasts.
   *
   * @param task one of {@link AccuracyTasks#names}
   * @throws IOException if the data is missing or the results cannot be written
   */
  AccuracyResult run(String task, TrainingListener listener) throws IOException {
    AccuracyTask chosen = AccuracyTasks.byName(task);
    TaskData whole = chosen.source().read(data);
    TaskData series = heldOut == 0 ? whole : whole.heldOut(heldOut, chosen.steps());
    Optional<TrainingStart> from = start.or(() -> recipe.start(chosen));
    Map<String, String> given = new TreeMap<>();
    from.ifPresent(weights -> given.putAll(ofNetwork(weights, chosen.steps())));
    given.put("model", chosen.name());
    given.putAll(overrides);
    TrainingConfig config =
        TrainingConfig.builder().set(recipe.options(chosen, series.training(), given)).build();
    long begin = System.nanoTime();
    TrainedModel model =
        new Trainer()
            .train(
                series.training(),
                config,
                from.map(TrainingStart::weights),
                TrainingRun.with(listener));
    double seconds = (System.nanoTime() - begin) / 1e9;
    Files.createDirectories(out);
    Files.write(out.resolve(chosen.name() + ".onnx"), model.file());
    Path forecasts = out.resolve(chosen.file());
    int state = writeForecasts(model, series, chosen, forecasts);
    return new AccuracyResult(
        chosen.name(),
        forecasts.toString(),
        chosen.scored(),
        series.whole().size(),
        series.originCount(),
        Math.round(seconds * 10) / 10.0,
        sha256(model.file()),
        state,
        figures(model.manifest()),
        config.options());
  }

  private static int writeForecasts(
      TrainedModel model, TaskData series, AccuracyTask task, Path file) throws IOException {
    List<Double> levels = model.manifest().levels();
    SlotGrid grid = SlotGrid.of(model.manifest());
    Point point = task.points().of(levels);
    try (StepModel step = StepModel.open(model.file());
        ForecastsFile forecasts = new ForecastsFile(file, series.whole(), grid, levels, point)) {
      ProtocolReplay.step(step, series, task.steps(), forecasts);
      return step.manifest().state().size();
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("a file that has just proved itself was refused", e);
    }
  }

  /**
   * The options that weights decide. One network starts as many members as the recipe asks for, and
   * a longer horizon, if the protocol has more steps.
   */
  private static Map<String, String> ofNetwork(TrainingStart start, int steps) {
    Map<String, String> options = new TreeMap<>(start.options());
    options.remove(EnsembleConfig.MEMBERS.name());
    options.computeIfPresent(
        FeatureConfig.HORIZON.name(),
        (name, horizon) -> Integer.parseInt(horizon) < steps ? null : horizon);
    return options;
  }

  private static Map<String, Double> figures(Manifest manifest) {
    Backtest backtest = manifest.backtest();
    return backtest == null ? Map.of() : backtest.model();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
