package io.foreflow.cli.retrain;

import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.TopicHistory;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.train.TrainingSession;
import io.foreflow.cli.view.Numbers;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistorySummary;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.CovariateSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The training of a challenger, which a killed command goes on with when it is run again. */
final class Challenger {

  private final CommandOutput output;
  private final TrainingSession session;

  Challenger(CommandOutput output, TrainingSession session) {
    this.output = output;
    this.session = session;
  }

  /** Describes the data, with the training's warnings. */
  HistoryReport describe(TopicHistory source, RetrainData data) {
    TrainingConfig config = session.config();
    List<Integer> seasons = config.features().seasons();
    HistoryReport report =
        new HistoryReport(
            source,
            data.all(),
            HistorySummary.of(
                data.learning(), config.suitedTo(data.learning()).shortest(), seasons),
            CovariateSummary.of(config.features().covariates(), data.learning()),
            seasons);
    report.lines().forEach(output::say);
    return report;
  }

  /**
   * Trains on the data before the held-out end.
   *
   * @throws CommandFailure if it was stopped, so that there is no whole model
   */
  TrainedModel train(RetrainData data, ChallengerStart start, WorkFolder work) {
    output.say(start.text() + ".");
    if (work.isResumed()) {
      output.say(
          "Going on with the training that was interrupted, from " + work.checkpoint() + ".");
    }
    long began = System.nanoTime();
    HistoryData learning =
        new HistoryData(
            data.learning(), 0, 0, 0, data.all().skipped(), data.all().firstClosed(), List.of());
    try (StopSignal stop = TrainingSession.installStop()) {
      TrainedModel model =
          session.train(
              learning, session.config(), start.weights(), Optional.of(work.checkpoint()), stop);
      if (stop.getAsBoolean()) {
        throw CommandFailure.failed(
            "stopped during the training; nothing was judged. The same command goes on from "
                + work.checkpoint());
      }
      output.say(
          "Trained version %s in %s."
              .formatted(
                  model.manifest().version(),
                  Numbers.seconds(Duration.ofNanos(System.nanoTime() - began))));
      return model;
    }
  }
}
