package io.foreflow.cli.tune;

import io.foreflow.cli.history.FileHistory;
import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.train.TrainRun;
import io.foreflow.cli.train.TrainingSettings;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistoryDigest;
import io.foreflow.model.FileProblem;
import io.foreflow.options.YamlSettings;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.tune.DefaultSpace;
import io.foreflow.trainer.tune.HalvingSchedule;
import io.foreflow.trainer.tune.Search;
import io.foreflow.trainer.tune.SearchLogFile;
import io.foreflow.trainer.tune.SearchPlan;
import io.foreflow.trainer.tune.SearchSpace;
import io.foreflow.trainer.tune.SearchSpaceReader;
import io.foreflow.trainer.tune.TrainTrial;
import io.foreflow.trainer.tune.TrialMetric;
import io.foreflow.trainer.tune.TrialOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What {@code foreflow tune} does. */
final class TuneRun {

  /** From Ctrl-C to the last line: the step at hand, and the export of a trial just ended. */
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(5);

  private final CommandOutput announcer;
  private final TrainRun trainings;
  private final Wanted wanted;

  TuneRun(CommandOutput announcer, Wanted wanted) {
    this.announcer = announcer;
    this.trainings = new TrainRun(announcer);
    this.wanted = wanted;
  }

  /**
   * What was asked for.
   *
   * @param flags names of the options given on the command line
   */
  record Wanted(
      Optional<Path> space,
      Set<String> flags,
      Optional<Duration> budget,
      Optional<Integer> trials,
      Optional<String> by,
      int rungs,
      int keep) {}

  /** Where everything goes. */
  record Targets(Path model, Path log, Path best, Optional<Path> report) {}

  /** Says what would be searched, and does nothing. */
  int explain(HistorySource data, TrainingSettings given) {
    TrainingConfig config = trainings.configure(data, given);
    HistoryData history = TrainRun.read(data, config);
    HistoryReport described = trainings.describe(data, history, config);
    TrialMetric judge = judge(config);
    SearchSpace space = space(judge);
    HalvingSchedule ladder = ladder(config);
    announcer.say("Would search, judged by " + judge + ":");
    space.yaml().forEach(line -> announcer.say("  " + line));
    announcer.say("Steps of a trial, from rung to rung: " + TuneText.lengths(ladder) + ".");
    Map<String, String> fixed = new TreeMap<>(given.texts());
    fixed.keySet().removeAll(space.choices().keySet());
    announcer.say("The same in all trials: " + (fixed.isEmpty() ? "the defaults." : ""));
    fixed.forEach((name, value) -> announcer.say("  " + name + ": " + value));
    announcer.say("Next: the same command with --budget 30m --out model.onnx, without --explain.");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("series", described.summary().series());
    fields.put("by", judge.toString());
    fields.put("space", space.yaml());
    fields.put("fixed", fixed);
    announcer.result(fields);
    return ExitCodes.OK;
  }

  int run(HistorySource data, Targets targets, TrainingSettings given) {
    TrainingConfig config = trainings.configure(data, given);
    TrialMetric judge = judge(config);
    SearchSpace space = space(judge);
    SearchPlan plan = plan(config);
    HistoryData history = TrainRun.read(data, config);
    HistoryReport described = trainings.describe(data, history, config);
    TrainingSettings fixed = given.withCadence(config.cadence());
    SearchLogFile log = log(targets.log(), identity(history, plan, space, judge, fixed));
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE)) {
      TrainTrial trial =
          new TrainTrial(history.series(), fixed.texts(), judge, TrainingListener.NONE, stop);
      TuneLog told = new TuneLog(log, trial, targets.model(), judge, announcer);
      Search.Found found = new Search(plan, space, trial, told, System::nanoTime, stop).run();
      TrialOutcome best = found.best().orElseThrow(() -> nothing(found));
      int steps = plan.ladder().steps();
      Map<String, String> options = TrainTrial.options(fixed.texts(), best.options(), steps);
      write(targets.best(), options);
      TuneText.table(found, judge).forEach(announcer::say);
      announcer.say(TuneText.ending(found, plan));
      Optional<TrainedModel> whole = told.modelOf(best).filter(model -> best.steps() == steps);
      if (whole.isEmpty() && stop.getAsBoolean()) {
        sayHowToGoOn(targets);
      } else {
        TrainedModel model = whole.orElseGet(() -> trainWhole(history, options, targets, stop));
        tell(model, described, options, targets);
      }
      announcer.result(fields(found, best, judge, targets));
      announcer.flush();
      return ExitCodes.OK;
    }
  }

  private void sayHowToGoOn(Targets targets) {
    announcer.say(
        "Next: run the same command to continue, or train the best options in full on the same"
            + " history: foreflow train --config %s --out %s"
                .formatted(targets.best(), targets.model()));
  }

  private TrainedModel trainWhole(
      HistoryData history, Map<String, String> options, Targets targets, StopSignal stop) {
    announcer.say("Training the best options in full.");
    TrainedModel model = trainings.train(history, build(options), Optional.empty(), stop);
    TrainRun.save(model, targets.model());
    return model;
  }

  private void tell(
      TrainedModel model, HistoryReport described, Map<String, String> options, Targets targets) {
    trainings.tell(model, targets.model());
    targets.report().ifPresent(page -> trainings.write(page, model, described, build(options)));
    announcer.say("Its options are in a file for foreflow train --config: " + targets.best());
    announcer.say(
        "The held-out readings were used to choose this model. Measure it on newer readings:"
            + " foreflow backtest %s %s"
                .formatted(
                    targets.model(),
                    described.source() instanceof FileHistory earlier
                        ? "--data NEWER.csv --history " + earlier.file()
                        : "with the same topic"));
  }

  private static CommandFailure nothing(Search.Found found) {
    return CommandFailure.failed(
        found.outcomes().isEmpty()
            ? "the search ended before its first trial was trained"
            : "every trial failed; the first one: " + found.outcomes().get(0).problem().orElse(""));
  }

  private TrialMetric judge(TrainingConfig config) {
    TrialMetric judge =
        wanted
            .by()
            .map(name -> TrialMetric.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElseGet(() -> TrialMetric.usual(config.network().head()));
    if (judge != TrialMetric.LOSS && config.levels().isEmpty()) {
      throw CommandFailure.usage(
          "--by is %s, but head %s forecasts no quantiles: use --by loss"
              .formatted(judge, config.network().head()));
    }
    if (config.fit().validation() == 0) {
      throw CommandFailure.usage(
          "validation is 0, so nothing is held out to compare trials on; remove it, or set it to 1"
              + " or more");
    }
    return judge;
  }

  private SearchSpace space(TrialMetric judge) {
    SearchSpace space =
        wanted
            .space()
            .map(
                file -> {
                  try {
                    return SearchSpaceReader.read(YamlSettings.read(file), judge);
                  } catch (IllegalArgumentException e) {
                    throw CommandFailure.usage(file + ": " + e.getMessage());
                  }
                })
            .orElseGet(() -> DefaultSpace.usual().without(wanted.flags()));
    List<String> both = space.choices().keySet().stream().filter(wanted.flags()::contains).toList();
    if (!both.isEmpty()) {
      throw CommandFailure.usage(
          "%s given as flags and also in the search space; remove them from one of the two"
              .formatted(both));
    }
    return space;
  }

  private HalvingSchedule ladder(TrainingConfig config) {
    try {
      return new HalvingSchedule(config.fit().steps(), wanted.rungs(), wanted.keep());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private SearchPlan plan(TrainingConfig config) {
    try {
      return new SearchPlan(ladder(config), config.seed(), wanted.trials(), wanted.budget());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** All that a trial's score depends on, so that a log is not gone on from by another search. */
  private static Map<String, String> identity(
      HistoryData history,
      SearchPlan plan,
      SearchSpace space,
      TrialMetric judge,
      TrainingSettings fixed) {
    Map<String, String> identity = new TreeMap<>();
    identity.put("data", HistoryDigest.of(history.series()));
    identity.put("by", judge.toString());
    identity.put("seed", Long.toString(plan.seed()));
    identity.put("steps", TuneText.lengths(plan.ladder()));
    identity.put("space", String.join("; ", space.yaml()));
    identity.put("options", new TreeMap<>(fixed.texts()).toString());
    return identity;
  }

  private SearchLogFile log(Path file, Map<String, String> identity) {
    try {
      SearchLogFile log = new SearchLogFile(file, identity);
      if (!log.outcomes().isEmpty()) {
        announcer.say("Resuming from %d trainings in %s.".formatted(log.outcomes().size(), file));
      }
      return log;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot keep the log " + file + ": " + FileProblem.of(e), e);
    }
  }

  private static TrainingConfig build(Map<String, String> options) {
    return TrainingConfig.builder().set(options).build();
  }

  private static void write(Path file, Map<String, String> options) {
    try {
      Files.writeString(file, TuneText.yaml(options), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot write the best options to " + file + ": " + FileProblem.of(e), e);
    }
  }

  private static Map<String, Object> fields(
      Search.Found found, TrialOutcome best, TrialMetric judge, Targets targets) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", targets.model().toString());
    fields.put("config", targets.best().toString());
    fields.put("log", targets.log().toString());
    fields.put("ending", found.ending().name());
    fields.put("trials", found.ranking().size());
    fields.put("trainings", found.outcomes().size());
    fields.put("by", judge.toString());
    fields.put("best", TuneText.fields(best));
    return fields;
  }
}
