package io.foreflow.cli.train;

import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Numbers;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistorySummary;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.TrainingSource;
import io.foreflow.trainer.auto.AutoOptions;
import io.foreflow.trainer.checkpoint.CheckpointException;
import io.foreflow.trainer.checkpoint.CheckpointPlan;
import io.foreflow.trainer.cost.CostProbe;
import io.foreflow.trainer.cost.TrainingCost;
import io.foreflow.trainer.export.ParityException;
import io.foreflow.trainer.features.CovariateSummary;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.loop.TrainingLostException;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The steps that {@code train} and {@code tune} share, from a history to a trained model: find the
 * cadence, read and describe the history, choose options, and train.
 */
public final class TrainingSession {

  /**
   * The time from Ctrl-C to the file. It is needed for the current step, the export, the gate and
   * the backtest.
   */
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(5);

  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(30);

  private final CommandOutput output;
  private final HistorySource source;
  private final TrainingSettings settings;
  private final TrainingConfig config;

  private TrainingSession(CommandOutput output, HistorySource source, TrainingSettings settings) {
    this.output = output;
    this.source = source;
    this.settings = settings;
    this.config = settings.build();
  }

  /**
   * A session and the history that its options were chosen for.
   *
   * @param session the session with all options
   * @param report the description of the history
   */
  public record Opened(TrainingSession session, HistoryReport report) {}

  /**
   * Builds the configuration, with the cadence of the history if none is given.
   *
   * @throws CommandFailure if an option makes no sense, or no cadence can be found
   */
  public static TrainingSession of(
      HistorySource source, TrainingSettings given, CommandOutput output) {
    if (given.hasCadence()) {
      return new TrainingSession(output, source, given);
    }
    OptionalLong found = source.cadenceMillis();
    if (found.isEmpty()) {
      throw CommandFailure.usage(
          source.name()
              + ": no series has two readings, so no cadence can be found; set --cadence");
    }
    Duration cadence = Duration.ofMillis(found.getAsLong());
    output.say(
        source.name() + ": cadence " + cadence + ", the most frequent time between readings.");
    return new TrainingSession(output, source, given.withCadence(cadence));
  }

  /** The configuration of the training. */
  public TrainingConfig config() {
    return config;
  }

  /** Catches Ctrl-C until the signal is closed, for as long as a training needs to end well. */
  public static StopSignal installStop() {
    return StopSignal.install(STOP_PATIENCE);
  }

  /** What was chosen for the history; empty if nothing was. */
  public Optional<AutoOptions> chosen() {
    return settings.chosen();
  }

  /** The given and the chosen options, as texts by name. */
  public TrainingSettings settings() {
    return settings;
  }

  /**
   * Reads the history, describes it to the user, and chooses the options that nobody gave.
   *
   * @throws CommandFailure if it can't be read, or no series is long enough
   */
  public Opened open() {
    HistoryData history = source.read(config.features().grid(), config.features().covariateNames());
    TrainingSession chosen = choosingFor(history.series());
    HistoryReport report = chosen.describe(history);
    chosen.sayChosen();
    return new Opened(chosen, report);
  }

  /** A session with options chosen for histories, where nobody has given others. */
  public TrainingSession choosingFor(List<SeriesHistory> histories) {
    return new TrainingSession(output, source, settings.choosingFor(histories));
  }

  /** A session with options of a place that count where nobody has given others. */
  public TrainingSession unlessGiven(String place, Map<String, String> options) {
    return new TrainingSession(output, source, settings.unlessGiven(place, options));
  }

  /** A session with another number of steps. */
  public TrainingSession withSteps(int steps, String place) {
    return new TrainingSession(output, source, settings.withSteps(steps, place));
  }

  /** Tells the user what was chosen and why. */
  public void sayChosen() {
    chosen()
        .map(auto -> AutoText.lines(auto, settings.preset()))
        .orElse(List.of())
        .forEach(output::say);
  }

  private HistoryReport describe(HistoryData history) {
    List<Integer> seasons = config.features().seasons();
    int shortest = config.suitedTo(history.series()).shortest();
    HistoryReport found =
        new HistoryReport(
            source,
            history,
            HistorySummary.of(history.series(), shortest, seasons),
            CovariateSummary.of(config.features().covariates(), history.series()),
            seasons);
    found.lines().forEach(output::say);
    if (found.summary().tiny().size() == found.summary().parts()) {
      throw tooShort(found.summary().longest(), shortest);
    }
    return found;
  }

  private CommandFailure tooShort(int longest, int needed) {
    return CommandFailure.usage(
        "%s: no series is long enough to learn from: the longest has %s slots, and %s are needed,"
                .formatted(source.name(), Numbers.count(longest), Numbers.count(needed))
            + " more than warm-up and validation together. Give a longer history, or reduce"
            + " --warmup and --validation");
  }

  /** Trains a model from random weights and shows the progress. */
  public TrainedModel train(
      HistoryData history, TrainingConfig config, Optional<Path> checkpoint, StopSignal stop) {
    return train(history, config, Optional.empty(), checkpoint, stop);
  }

  /**
   * Trains a model and shows the progress.
   *
   * @param start the weights to start from; empty for random ones
   * @param checkpoint the file that checkpoints are saved to and the training is resumed from
   * @param stop ends the training early, with the best model so far
   * @throws CommandFailure if no model could be made
   */
  public TrainedModel train(
      HistoryData history,
      TrainingConfig config,
      Optional<SavedWeights> start,
      Optional<Path> checkpoint,
      StopSignal stop) {
    try (TrainingProgress progress = new TrainingProgress(output.terminal())) {
      TrainingRun run =
          TrainingRun.with(progress).stoppedBy(stop).inFolder(source.space().folder());
      return new Trainer()
          .train(
              new TrainingSource(history.series(), source.recipe())
                  .choosing(chosen().flatMap(AutoOptions::provenance)),
              config,
              start,
              checkpoint
                  .map(file -> run.checkpointed(new CheckpointPlan(file, 0, CHECKPOINT_EVERY)))
                  .orElse(run));
    } catch (TrainingLostException | CheckpointException | ParityException | StartException e) {
      throw CommandFailure.failed("no model was written: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Measures what the training will take, by a short one.
   *
   * @throws CommandFailure if the training could not be made either
   */
  public TrainingCost cost(HistoryData history) {
    try {
      TrainingRun run = TrainingRun.with(TrainingListener.NONE).inFolder(source.space().folder());
      return CostProbe.of(history.series(), config, run.space());
    } catch (TrainingLostException | ParityException e) {
      throw CommandFailure.failed("a short training failed: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** What is done with a trained model: files, a report and words. */
  public ModelOutput output(TrainedModel model) {
    return new ModelOutput(output, source.space(), chosen(), model);
  }
}
