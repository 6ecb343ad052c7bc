package io.foreflow.cli.tune;

import io.foreflow.cli.history.FileHistory;
import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.train.ModelOutput;
import io.foreflow.cli.train.TrainingSession;
import io.foreflow.cli.train.TrainingSettings;
import io.foreflow.model.FileProblem;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.ensemble.EnsembleConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.tune.Search;
import io.foreflow.trainer.tune.SearchLogFile;
import io.foreflow.trainer.tune.SearchPlan;
import io.foreflow.trainer.tune.TrainTrial;
import io.foreflow.trainer.tune.TrialMetric;
import io.foreflow.trainer.tune.TrialOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The work of {@code foreflow tune}: one search, or a description of it. */
final class TuneRun {

  private final CommandOutput output;
  private final HistorySource source;
  private final TrainingSettings settings;
  private final SearchSetup.Request request;

  TuneRun(
      CommandOutput output,
      HistorySource source,
      TrainingSettings settings,
      SearchSetup.Request request) {
    this.output = output;
    this.source = source;
    this.settings = settings;
    this.request = request;
  }

  /**
   * The files that a search writes.
   *
   * @param model the best model
   * @param log the trials
   * @param best the best options
   * @param report a page about the best model
   */
  record Targets(Path model, Path log, Path best, Optional<Path> report) {}

  /** Says what would be searched, and searches nothing. */
  int explain() {
    TrainingSession.Opened opened = open(false);
    SearchSetup setup = SearchSetup.of(request, opened.session().config());
    HistoryReport history = opened.report();
    output.say("Would search, judged by " + setup.metric() + ":");
    setup.space().yaml().forEach(line -> output.say("  " + line));
    output.say("Steps of a trial, from rung to rung: " + TuneText.lengths(setup.schedule()) + ".");
    Map<String, String> fixed = new TreeMap<>(opened.session().settings().texts());
    fixed.keySet().removeAll(setup.space().choices().keySet());
    output.say("The same in all trials: " + (fixed.isEmpty() ? "the defaults." : ""));
    fixed.forEach((name, value) -> output.say("  " + name + ": " + value));
    output.say("Next: the same command with --budget 30m --out model.onnx, without --explain.");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("series", history.summary().series());
    fields.put("by", setup.metric().toString());
    fields.put("space", setup.space().yaml());
    fields.put("fixed", fixed);
    output.result(fields);
    return ExitCodes.OK;
  }

  /** Searches, and leaves the best model and its options in the files. */
  int run(Targets targets) {
    TrainingSession.Opened opened = open(true);
    TrainingSession session = opened.session();
    SearchSetup setup = SearchSetup.of(request, session.config());
    SearchPlan plan = setup.plan(request, session.config());
    HistoryReport history = opened.report();
    TrainingSettings fixed = session.settings().withCadence(session.config().cadence());
    SearchLogFile log = log(targets.log(), setup.identity(history.data(), plan, fixed));
    try (StopSignal stop = TrainingSession.installStop()) {
      TrainTrial trial =
          new TrainTrial(
              history.data().series(),
              fixed.texts(),
              setup.metric(),
              TrainingRun.with(TrainingListener.NONE).inFolder(source.space().folder()),
              stop);
      TuneLog told = new TuneLog(log, trial, targets.model(), setup.metric(), output);
      Search.Found found =
          new Search(plan, setup.space(), trial, told, System::nanoTime, stop).run();
      TrialOutcome best = found.best().orElseThrow(() -> noBest(found));
      int steps = plan.ladder().steps();
      Map<String, String> options = TrainTrial.options(fixed.texts(), best.options(), steps);
      write(targets.best(), options);
      TuneText.table(found, setup.metric()).forEach(output::say);
      output.say(TuneText.ending(found, plan));
      Optional<TrainedModel> whole = told.modelOf(best).filter(model -> best.steps() == steps);
      if (whole.isEmpty() && stop.getAsBoolean()) {
        sayHowToContinue(targets);
      } else {
        TrainingConfig config = TrainingConfig.builder().set(options).build();
        deliver(
            session,
            history,
            config,
            whole.orElseGet(() -> trainWhole(session, history, config, targets, stop)),
            targets);
      }
      output.result(fields(found, best, setup.metric(), targets));
      output.flush();
      return ExitCodes.OK;
    }
  }

  /**
   * Reads the history and chooses the options of all trials. A trial has one member, unless
   * somebody asks for more.
   *
   * @param searches whether a search follows
   */
  private TrainingSession.Opened open(boolean searches) {
    TrainingSession asked =
        TrainingSession.of(source, settings, output)
            .unlessGiven("tune", Map.of(EnsembleConfig.MEMBERS.name(), "1"));
    // Mistakes are told before a long history is read.
    SearchSetup setup = SearchSetup.of(request, asked.config());
    if (searches) {
      setup.plan(request, asked.config());
    }
    return asked.open();
  }

  private void sayHowToContinue(Targets targets) {
    output.say(
        "Next: run the same command to continue, or train the best options in full on the same"
            + " history: foreflow train --config %s --out %s"
                .formatted(targets.best(), targets.model()));
  }

  private TrainedModel trainWhole(
      TrainingSession session,
      HistoryReport history,
      TrainingConfig config,
      Targets targets,
      StopSignal stop) {
    output.say("Training the best options in full.");
    TrainedModel model = session.train(history.data(), config, Optional.empty(), stop);
    session.output(model).save(targets.model());
    return model;
  }

  private void deliver(
      TrainingSession session,
      HistoryReport history,
      TrainingConfig config,
      TrainedModel model,
      Targets targets) {
    ModelOutput made = session.output(model);
    made.describe(targets.model());
    targets.report().ifPresent(page -> made.writeReport(page, history, config));
    output.say("Its options are in a file for foreflow train --config: " + targets.best());
    output.say(
        "The held-out readings were used to choose this model. Measure it on newer readings:"
            + " foreflow backtest %s %s"
                .formatted(
                    targets.model(),
                    source instanceof FileHistory earlier
                        ? "--data NEWER.csv --history " + earlier.file()
                        : "with the same topic"));
  }

  private static CommandFailure noBest(Search.Found found) {
    return CommandFailure.failed(
        found.outcomes().isEmpty()
            ? "the search ended before its first trial was trained"
            : "every trial failed; the first one: " + found.outcomes().get(0).problem().orElse(""));
  }

  private SearchLogFile log(Path file, Map<String, String> identity) {
    try {
      SearchLogFile log = new SearchLogFile(file, identity);
      if (!log.outcomes().isEmpty()) {
        output.say("Resuming from %d trainings in %s.".formatted(log.outcomes().size(), file));
      }
      return log;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the log " + file + ": " + FileProblem.of(e), e);
    }
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
      Search.Found found, TrialOutcome best, TrialMetric metric, Targets targets) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", targets.model().toString());
    fields.put("config", targets.best().toString());
    fields.put("log", targets.log().toString());
    fields.put("ending", found.ending().name());
    fields.put("trials", found.ranking().size());
    fields.put("trainings", found.outcomes().size());
    fields.put("by", metric.toString());
    fields.put("best", TuneText.fields(best));
    return fields;
  }
}
