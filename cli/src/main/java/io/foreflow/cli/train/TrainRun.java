package io.foreflow.cli.train;

import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.NetworkShape;
import io.foreflow.trainer.NetworkSize;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.cost.TrainingCost;
import io.foreflow.trainer.ensemble.Shares;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The work of {@code foreflow train}: one training, or a description of it. */
final class TrainRun {

  private final CommandOutput output;
  private final HistorySource source;
  private final TrainingSettings settings;
  private final Optional<TrainingStart> start;

  /**
   * The files that a training writes.
   *
   * @param model the model file
   * @param checkpoint its checkpoints; empty for none
   * @param weights its weights, for another training; empty for none
   * @param page a report; empty for none
   */
  record Files(
      Path model, Optional<Path> checkpoint, Optional<Path> weights, Optional<Path> page) {}

  TrainRun(
      CommandOutput output,
      HistorySource source,
      TrainingSettings settings,
      Optional<TrainingStart> start) {
    this.output = output;
    this.source = source;
    this.settings = settings;
    this.start = start;
  }

  /** Trains a model, writes it to the file, and reports on it. */
  int run(Files files) {
    TrainingSession.Opened opened = open();
    TrainingSession session = opened.session();
    HistoryReport history = opened.report();
    long began = System.nanoTime();
    try (StopSignal stop = TrainingSession.installStop()) {
      TrainedModel model =
          session.train(
              history.data(),
              session.config(),
              start.map(TrainingStart::weights),
              files.checkpoint(),
              stop);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      ModelOutput made = session.output(model);
      made.save(files.model());
      files.weights().ifPresent(made::saveWeights);
      if (stop.getAsBoolean()) {
        output.say("Stopped by the user. This is the best model so far.");
      }
      output.say("Trained in " + Numbers.seconds(took) + ".");
      made.describe(files.model());
      Map<String, Object> fields = fields(model, files.model(), took);
      session.chosen().ifPresent(auto -> fields.put("chosen", AutoText.fields(auto)));
      output.result(fields);
      files.page().ifPresent(path -> made.writeReport(path, history, session.config()));
      output.flush();
      return ExitCodes.OK;
    }
  }

  /** Reads the history, chooses options, and says where the training starts. */
  private TrainingSession.Opened open() {
    TrainingSession.Opened opened = TrainingSession.of(source, settings, output).open();
    TrainingConfig config = opened.session().config();
    start.ifPresent(
        from -> {
          from.require(config.suitedTo(opened.report().data().series()));
          output.say(
              "Starts from %s, the weights of the model %s."
                  .formatted(from.place(), from.weights().modelSha256()));
          if (NetworkShape.hasRidge(from.weights())) {
            output.say("The member ridge is made anew, from this history alone.");
          }
        });
    if (start.isEmpty()) {
      opened.session().chosen().flatMap(auto -> SeedHint.of(auto, config)).ifPresent(output::say);
    }
    return opened;
  }

  /** Says what would be trained, and trains nothing. */
  int explain() {
    long began = System.nanoTime();
    TrainingSession.Opened opened = open();
    TrainingSession session = opened.session();
    TrainingConfig config = session.config();
    HistoryReport history = opened.report();
    double readSeconds = (System.nanoTime() - began) / 1e9;
    long weights = NetworkSize.weights(config);
    Map<String, String> options = config.suitedTo(history.data().series()).options();
    output.say("Would train:");
    options.forEach((name, value) -> output.say("  %-18s %s".formatted(name, value)));
    TrainingCost cost = session.cost(history.data());
    output.say(CostText.line(cost, readSeconds));
    output.say(Numbers.count(weights) + " weights. Next: the same command without --explain.");
    Map<String, Object> fields = history.fields();
    fields.put("weights", weights);
    fields.put("options", options);
    session.chosen().ifPresent(auto -> fields.put("chosen", AutoText.fields(auto)));
    fields.put("cost", CostText.fields(cost, readSeconds));
    output.result(fields);
    return ExitCodes.OK;
  }

  private static Map<String, Object> fields(TrainedModel model, Path file, Duration took) {
    Manifest manifest = model.manifest();
    Optional<HeldOutFigures> figures =
        Optional.ofNullable(manifest.backtest()).flatMap(HeldOutFigures::of);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file.toString());
    fields.put("model", manifest.model());
    fields.put("version", manifest.version());
    fields.put("bytes", model.file().length);
    fields.put("sha256", model.weights().modelSha256());
    Provenance.Start from = manifest.provenance().start();
    fields.put("startedFrom", from == null ? null : from.model());
    fields.put("seconds", took.toMillis() / 1e3);
    fields.put("backtest", manifest.backtest() == null ? Map.of() : manifest.backtest().model());
    figures.ifPresent(
        f -> {
          fields.put("mase", f.mase());
          fields.put("maseSeasonalNaive", f.maseSeasonalNaive());
        });
    Shares.in(manifest.provenance())
        .ifPresent(shares -> fields.put("ridgeShare", shares.ofRidge()));
    fields.put("largestDifference", model.report().largestDifference());
    return fields;
  }
}
