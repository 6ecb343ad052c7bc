package io.foreflow.cli;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.training.TuneText;
import io.foreflow.model.FileProblem;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.tune.Judge;
import io.foreflow.trainer.tune.Outcome;
import io.foreflow.trainer.tune.SearchLog;
import io.foreflow.trainer.tune.TrainTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A log that tells of each trial, and puts the best model so far where the user wants it. */
final class TuneLog implements SearchLog {

  private final SearchLog log;
  private final TrainTrial trial;
  private final Path model;
  private final Judge judge;
  private final Announcer announcer;
  private Optional<Outcome> best = Optional.empty();
  private Optional<TrainedModel> ofBest = Optional.empty();

  TuneLog(SearchLog log, TrainTrial trial, Path model, Judge judge, Announcer announcer) {
    this.log = log;
    this.trial = trial;
    this.model = model;
    this.judge = judge;
    this.announcer = announcer;
    best = log.outcomes().stream().min(Outcome.BEST_FIRST);
  }

  /** The model of an outcome, if it was made in this process. */
  Optional<TrainedModel> modelOf(Outcome outcome) {
    return best.equals(Optional.of(outcome)) ? ofBest : Optional.empty();
  }

  @Override
  public List<Outcome> outcomes() {
    return log.outcomes();
  }

  @Override
  public void add(Outcome outcome) {
    boolean isBetter =
        outcome.problem().isEmpty()
            && best.map(one -> Outcome.BEST_FIRST.compare(outcome, one) < 0).orElse(true);
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
    announcer.say(TuneText.line(outcome, judge) + (isBetter ? "  best so far" : ""));
  }
}
