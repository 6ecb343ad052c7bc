package io.foreflow.cli.tune;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.model.FileProblem;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.tune.SearchLog;
import io.foreflow.trainer.tune.TrainTrial;
import io.foreflow.trainer.tune.TrialMetric;
import io.foreflow.trainer.tune.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A log that reports each trial, and writes the best model so far to its file. */
final class TuneLog implements SearchLog {

  private final SearchLog log;
  private final TrainTrial trial;
  private final Path model;
  private final TrialMetric judge;
  private final CommandOutput output;
  private Optional<TrialOutcome> best = Optional.empty();
  private Optional<TrainedModel> ofBest = Optional.empty();

  TuneLog(SearchLog log, TrainTrial trial, Path model, TrialMetric judge, CommandOutput output) {
    this.log = log;
    this.trial = trial;
    this.model = model;
    this.judge = judge;
    this.output = output;
    best = log.outcomes().stream().min(TrialOutcome.BEST_FIRST);
  }

  /** The model of an outcome, if it was made in this process. */
  Optional<TrainedModel> modelOf(TrialOutcome outcome) {
    return best.equals(Optional.of(outcome)) ? ofBest : Optional.empty();
  }

  @Override
  public List<TrialOutcome> outcomes() {
    return log.outcomes();
  }

  @Override
  public void add(TrialOutcome outcome) {
    boolean isBetter =
        outcome.problem().isEmpty()
            && best.map(one -> TrialOutcome.BEST_FIRST.compare(outcome, one) < 0).orElse(true);
    try {
      if (isBetter) {
        best = Optional.of(outcome);
        ofBest = trial.last();
        trial.last().orElseThrow().writeTo(model);
      }
      log.add(outcome);
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.failed("cannot write " + model + " or the log: " + FileProblem.of(e), e);
    }
    output.say(TuneText.line(outcome, judge) + (isBetter ? "  best so far" : ""));
  }
}
