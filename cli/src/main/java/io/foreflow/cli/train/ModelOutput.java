package io.foreflow.cli.train;

import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.report.Report;
import io.foreflow.history.HistoryData;
import io.foreflow.history.WorkSpace;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.FileProblem;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.HeldOut;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.auto.AutoOptions;
import io.foreflow.trainer.ensemble.Shares;
import io.foreflow.trainer.report.TrainingCourse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a training leaves: the files of a model, its report, and words about how good it is. */
public final class ModelOutput {

  private final CommandOutput output;
  private final WorkSpace space;
  private final Optional<AutoOptions> chosen;
  private final TrainedModel model;

  /**
   * @param chosen the options that were chosen for the history
   */
  ModelOutput(
      CommandOutput output, WorkSpace space, Optional<AutoOptions> chosen, TrainedModel model) {
    this.output = output;
    this.space = space;
    this.chosen = chosen;
    this.model = model;
  }

  /** Writes the model file. */
  public void save(Path file) {
    try {
      model.writeTo(file);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot write the model to " + file + ": " + FileProblem.of(e), e);
    }
  }

  /** Writes the weights, from which another training can start. */
  public void saveWeights(Path file) {
    try {
      model.weights().writeTo(file);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot write the weights to " + file + ": " + FileProblem.of(e), e);
    }
  }

  /** Writes a page about the model. It runs the backtest of the manifest again, for more detail. */
  public void writeReport(Path page, HistoryReport found, TrainingConfig config) {
    HistoryData history = found.data();
    List<String> notes = new ArrayList<>(List.of(found.summary() + "."));
    if (!found.covariates().found().isEmpty()) {
      notes.add(found.covariates() + ".");
    }
    notes.addAll(found.warnings());
    chosen.ifPresent(auto -> notes.addAll(AutoText.notes(auto)));
    try (StepModel opened = StepModel.open(model.file())) {
      BacktestResult<?> result = HeldOut.run(opened, history.series(), config, space);
      new Report(
              opened,
              HeldOut.measured(history.series()),
              found.source().zone(),
              result,
              Optional.of(TrainingCourse.of(model.report(), model.manifest())),
              notes)
          .writeTo(page);
      output.say("Report: " + page);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot write the report to " + page + ": " + FileProblem.of(e), e);
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("a model that has just been checked was refused", e);
    }
  }

  /** Tells the user what the model is, how good it is, and what to do next. */
  public void describe(Path file) {
    Manifest manifest = model.manifest();
    output.say(
        "%s: model %s, version %s, %d slots ahead %s, %s KB."
            .formatted(
                file,
                manifest.model(),
                manifest.version(),
                manifest.horizon(),
                manifest
                    .kind()
                    .match(
                        quantiles -> "at levels " + quantiles.levelList(),
                        classes -> "for " + classes.names()),
                Numbers.count(model.file().length / 1000)));
    HeldOutText.of(manifest).forEach(output::say);
    Shares.in(manifest.provenance())
        .ifPresent(shares -> output.say("Share of the member ridge: " + shares.text() + "."));
    model
        .report()
        .members()
        .forEach(
            member ->
                member.reaches().stream()
                    .skip(Math.max(0, member.reaches().size() - 1))
                    .flatMap(reach -> reach.warnings().stream())
                    .forEach(warning -> output.say("Warning: " + warning + ".")));
    output.say("Next: foreflow inspect " + file);
    output.say("      foreflow run -Dkafka.bootstrap.servers=localhost:9092 -Dmodel.uri=" + file);
  }
}
