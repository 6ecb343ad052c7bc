package io.foreflow.cli.retrain;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.train.TrainingConfigOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code foreflow retrain} and its options. */
@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Retrains a model on a topic, judges it, and promotes it if it is better.",
    description = {
      "Examples:",
      "  foreflow retrain --config retrain.yaml",
      "  foreflow retrain --config retrain.yaml --explain",
      "  foreflow retrain --config retrain.yaml --from 2026-01-01 --to 2026-03-01 --json",
      "  foreflow retrain --config retrain.yaml -Dtrain.horizon=48 -Dgate.margin=0.02",
      "",
      "Reads the readings that are in the topics now, by the slot rules of the job. Holds out the",
      "newest, trains a challenger on the rest, and compares it with the champion of the store and",
      "with the seasonal naive forecast on the end that was held out. Stated rules decide. Every",
      "decision is a record in the store. A promoted model is announced, if topics.models is set.",
      "",
      "Exit codes: 0 promoted, 3 the champion was kept, 4 too little data, 1 failed, 2 wrong usage.",
      "If it is killed during the training, the same command with the same data goes on from there.",
      "docs/concepts/retraining.md explains it; docs/reference/retrain-options.md has all options.",
      ""
    })
public final class RetrainCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The options of the retraining, as YAML.")
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "One option of the retraining. Overrides the file.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Options of the training that suit a kind of data: ${COMPLETION-CANDIDATES}. The same as"
              + " train.preset.",
      completionCandidates = TrainingConfigOptions.PresetNames.class)
  private Optional<String> preset;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Event time at which the data begin. The same as the option from.")
  private Optional<Instant> from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Event time before which the data end. The same as the option to.")
  private Optional<Instant> to;

  @Option(
      names = "--force",
      description = "Promote the new model whatever the rules find. The record says so.")
  private boolean force;

  @Option(names = "--explain", description = "Describe the data and what would be done, and stop.")
  private boolean explain;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    ArgumentChecks.readable("--config", file, "It is YAML with a retraining's options.");
    Map<String, String> given = new LinkedHashMap<>(overrides);
    preset.ifPresent(name -> given.put(RetrainOptions.TRAIN_PREFIX + RetrainOptions.PRESET, name));
    from.ifPresent(time -> given.put(RetrainOptions.FROM.name(), time.toString()));
    to.ifPresent(time -> given.put(RetrainOptions.TO.name(), time.toString()));
    RetrainRun run =
        new RetrainRun(
            json.output(), RetrainConfig.load(file, given, System.getenv()), Clock.systemUTC());
    return explain ? run.explain() : run.run(force);
  }
}
