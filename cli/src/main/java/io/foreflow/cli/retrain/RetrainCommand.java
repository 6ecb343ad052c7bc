package io.foreflow.cli.retrain;

import io.foreflow.cli.canary.DriftCondition;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.train.TrainingConfigOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
      "  foreflow retrain --config retrain.yaml --every 24h --when \"scores.mase > 1.1 * baseline for 6h\"",
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

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  @Mixin private RetrainFileOptions retraining;

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

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description =
          "Go on until stopped, and retrain when so much time has passed since the last decision.")
  private Optional<Duration> every;

  @Option(
      names = "--when",
      paramLabel = "CONDITION",
      description =
          "Go on until stopped, and retrain when the live scores of the champion drift, such as"
              + " 'scores.mase > 1.1 * baseline for 6h'. The baseline is the same figure over the week"
              + " before. Needs topics.scores.")
  private Optional<String> when;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    retraining.check();
    Map<String, String> given = retraining.overrides();
    preset.ifPresent(name -> given.put(RetrainOptions.TRAIN_PREFIX + RetrainOptions.PRESET, name));
    from.ifPresent(time -> given.put(RetrainOptions.FROM.name(), time.toString()));
    to.ifPresent(time -> given.put(RetrainOptions.TO.name(), time.toString()));
    if (every.isPresent() || when.isPresent()) {
      return loop(given);
    }
    RetrainRun run = new RetrainRun(json.output(), retraining.load(given), Clock.systemUTC());
    return explain ? run.explain() : run.run(force, "somebody started it");
  }

  private int loop(Map<String, String> given) {
    if (explain || force || to.isPresent()) {
      throw CommandFailure.usage("--every and --when exclude --explain, --force and --to");
    }
    if (every.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      throw CommandFailure.usage("--every must be above 0, found " + every.get());
    }
    Optional<DriftCondition> condition = when.map(RetrainCommand::condition);
    CommandOutput output = json.output();
    Clock clock = Clock.systemUTC();
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        LoopWork work = new LoopWork(output, retraining.load(given), clock, condition)) {
      // A signal during a training is caught there.
      return new RetrainLoop(
              output,
              every,
              work,
              clock,
              time -> StopSignal.exitCode().isPresent() || stop.await(time))
          .run();
    } catch (IOException e) {
      throw CommandFailure.failed("the store can't be read: " + e.getMessage(), e);
    }
  }

  private static DriftCondition condition(String text) {
    try {
      return DriftCondition.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--when: " + e.getMessage());
    }
  }
}
