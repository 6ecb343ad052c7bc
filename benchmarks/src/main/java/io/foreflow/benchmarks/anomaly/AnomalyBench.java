package io.foreflow.benchmarks.anomaly;

import io.foreflow.cli.simulate.FaultKind;
import io.foreflow.model.StepModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What detectors find of simulated faults. Each kind of faults has a stream of its own, so that
 * precision and false alarms can be told by kind, too.
 */
final class AnomalyBench {

  private final FigureTable figures;
  private final Map<String, Judgement> sums = new LinkedHashMap<>();

  private AnomalyBench(FigureTable figures) {
    this.figures = figures;
  }

  /** Trains, runs all detectors, and adds a round of figures: {@code detector.kind.figure}. */
  static void run(
      SimulatedStreams streams, String training, FigureTable figures, Consumer<String> progress) {
    List<WatchedSeries> undisturbed = streams.undisturbed();
    progress.accept("training a model of undisturbed series");
    try (StepModel model = ShortTraining.train(WatchedSeries.trainings(undisturbed), training)) {
      new AnomalyBench(figures).run(streams, undisturbed, model, progress);
    }
  }

  private void run(
      SimulatedStreams streams,
      List<WatchedSeries> undisturbed,
      StepModel model,
      Consumer<String> progress) {
    double weeks = WatchedSeries.weeks(undisturbed, SimulatedStreams.CADENCE.toMillis());
    List<Alarm> quiet = Detectors.episodes(model, undisturbed);
    figures.add("seriesWeeks", weeks, "of each kind");
    figures.add("undisturbed.alarmsPerWeek", quiet.size() / weeks, "per series and week");
    Map<String, Function<List<WatchedSeries>, List<Alarm>>> detectors = new LinkedHashMap<>();
    detectors.put(Detectors.EPISODES, series -> Detectors.episodes(model, series));
    Detectors.others()
        .forEach(
            (name, scorers) -> {
              progress.accept("setting the thresholds of " + name);
              ScoredDetector other =
                  ScoredDetector.of(scorers, undisturbed, List::size, quiet.size());
              detectors.put(name, other::alarms);
            });
    for (FaultKind kind : FaultKind.values()) {
      progress.accept("looking for faults of the kind " + kind);
      SimulatedStreams.Labelled labelled = streams.disturbed(List.of(kind));
      figures.addRecall("byChance." + kind, Judgement.of(quiet, labelled.faults(), weeks));
      detectors.forEach(
          (name, detector) -> {
            List<Alarm> alarms = detector.apply(labelled.series());
            Judgement judgement = Judgement.of(alarms, labelled.faults(), weeks);
            figures.add(name + "." + kind, judgement);
            sums.merge(name, judgement, Judgement::plus);
          });
    }
    sums.forEach((name, judgement) -> figures.add(name + ".all", judgement));
  }
}
