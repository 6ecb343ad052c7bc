package io.foreflow.cli.retrain;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.RangePoint;
import io.foreflow.cli.history.SlotSettings;
import io.foreflow.cli.history.TopicRange;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.train.TrainingSettings;
import io.foreflow.evaluation.gate.BetterThanChampion;
import io.foreflow.evaluation.gate.BetterThanNaive;
import io.foreflow.evaluation.gate.CoverageNearNominal;
import io.foreflow.evaluation.gate.EnoughSeries;
import io.foreflow.evaluation.gate.FiniteLosses;
import io.foreflow.evaluation.gate.Gate;
import io.foreflow.evaluation.gate.GateRule;
import io.foreflow.evaluation.gate.NoGroupWorse;
import io.foreflow.evaluation.gate.SignificantGain;
import io.foreflow.history.WorkSpace;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.SettingSources;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.auto.Presets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * The configuration of a retraining, checked as a whole.
 *
 * @param job the options, those of the job among them
 * @param training the options of the training
 */
record RetrainConfig(PipelineConfig job, TrainingSettings training) {

  /** A retraining reads no model of the job, but a pipeline is not valid without one. */
  private static final Map<String, String> NO_MODEL =
      Map.of(ModelOptions.MODEL_URI.name(), "file:///none");

  private static final String ALL_SERIES = "all series";
  private static final String OTHERS = "others";

  /**
   * Reads and checks the options.
   *
   * @throws CommandFailure with everything that is wrong with them
   */
  static RetrainConfig load(
      Path file, Map<String, String> overrides, Map<String, String> environment) {
    SettingSources own =
        new SettingSources(RetrainOptions.ALL)
            .file(file)
            .environment(environment)
            .commandLine(overrides);
    Map<String, String> texts = own.texts();
    try {
      SettingSources all =
          new SettingSources(RetrainOptions.ALL).from("default of retrain", NO_MODEL);
      pipeline(texts, file).ifPresent(all::file);
      PipelineConfig job =
          PipelineConfig.of(all.file(file).environment(environment).commandLine(overrides));
      if (job.find(RetrainOptions.HISTORY).isPresent()
          && job.find(RetrainOptions.FROM).isPresent()) {
        throw CommandFailure.usage(
            "give the beginning of the data as either history or from; found both");
      }
      return new RetrainConfig(job, training(texts));
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The file of the pipeline. A relative path begins at the folder of the retraining's file. */
  private static Optional<Path> pipeline(Map<String, String> texts, Path file) {
    Optional<Path> found =
        Optional.ofNullable(texts.get(RetrainOptions.PIPELINE.name()))
            .map(path -> file.toAbsolutePath().resolveSibling(path));
    found.ifPresent(
        path -> ArgumentChecks.readable("pipeline", path, "It is YAML with a pipeline's options."));
    return found;
  }

  private static TrainingSettings training(Map<String, String> texts) {
    Map<String, String> own = new LinkedHashMap<>();
    texts.forEach(
        (key, value) -> {
          if (key.startsWith(RetrainOptions.TRAIN_PREFIX)) {
            own.put(key.substring(RetrainOptions.TRAIN_PREFIX.length()), value);
          }
        });
    Optional<String> preset = Optional.ofNullable(own.remove(RetrainOptions.PRESET));
    preset.ifPresent(
        name ->
            ArgumentChecks.oneOf(
                RetrainOptions.TRAIN_PREFIX + RetrainOptions.PRESET,
                name,
                Presets.all().stream().map(Presets.Preset::name).toList()));
    return TrainingSettings.of(preset, Optional.empty(), own);
  }

  /** The range of the topics that is read. */
  TopicRange range() {
    return new TopicRange(
        job.find(RetrainOptions.FROM).map(RangePoint.AtTime::new),
        job.find(RetrainOptions.TO).map(RangePoint.AtTime::new),
        job.get(TimeOptions.MAX_FUTURE));
  }

  /** The job's rules for slots. */
  SlotSettings slots() {
    return new SlotSettings(job.get(TimeOptions.DUPLICATES), job.get(TimeOptions.MAX_GAP));
  }

  /** The rules of the gate. */
  Gate gate() {
    List<GateRule> rules =
        new ArrayList<>(
            List.of(
                new EnoughSeries(job.get(RetrainOptions.MIN_SERIES)),
                new FiniteLosses(),
                new BetterThanNaive(),
                new CoverageNearNominal(job.get(RetrainOptions.COVERAGE)),
                new BetterThanChampion(job.get(RetrainOptions.MARGIN))));
    double level = job.get(RetrainOptions.SIGNIFICANCE);
    if (level > 0) {
      rules.add(new SignificantGain(level));
    }
    rules.add(
        new NoGroupWorse(
            job.get(RetrainOptions.GROUP_WORSE), job.get(RetrainOptions.GROUP_SERIES)));
    return new Gate(rules);
  }

  /** The group of each series. */
  UnaryOperator<String> groups() {
    return series ->
        job.find(RetrainOptions.GROUP_BY)
            .map(
                pattern -> {
                  Matcher matcher = pattern.matcher(series);
                  return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : OTHERS;
                })
            .orElse(ALL_SERIES);
  }

  /** The name of the model, without which nothing is found in the store. */
  String model() {
    return Optional.ofNullable(training.texts().get(TrainingConfig.MODEL.name()))
        .or(TrainingConfig.MODEL::defaultValue)
        .orElseThrow();
  }

  /** The room for what a retraining reads. */
  WorkSpace space() {
    return WorkSpace.of(work());
  }

  /** The folder for checkpoints and working files of all retrainings. */
  Path work() {
    return Path.of(
        job.find(RetrainOptions.WORK)
            .orElseGet(
                () ->
                    Path.of(System.getProperty("java.io.tmpdir"), "foreflow-retrain").toString()));
  }
}
