package io.foreflow.benchmarks.anomaly;

import io.foreflow.model.StepModel;
import java.util.List;
import java.util.function.Consumer;

/** How many episodes series give in which no fault is known: all of them are false alarms. */
final class UndisturbedBench {

  private double weeks;
  private int alarms;

  private UndisturbedBench() {}

  /** Trains a model for each data set, and adds its figures and those of all together. */
  static void run(List<DataSet> sets, FigureTable figures, Consumer<String> progress) {
    UndisturbedBench bench = new UndisturbedBench();
    for (DataSet set : sets) {
      progress.accept(set.name());
      bench.run(set, figures);
    }
    bench.add("all", bench.weeks, bench.alarms, figures);
  }

  private void run(DataSet set, FigureTable figures) {
    List<Alarm> found;
    try (StepModel model =
        ShortTraining.train(WatchedSeries.trainings(set.series()), set.training())) {
      found = Detectors.episodes(model, set.series());
    }
    add(set.name(), set.weeks(), found.size(), figures);
    long stuck = found.stream().filter(Alarm::stuck).count();
    figures.add(set.name() + ".stuckPerWeek", stuck / set.weeks(), "per series and week");
    weeks += set.weeks();
    alarms += found.size();
  }

  private void add(String name, double weeks, int alarms, FigureTable figures) {
    figures.add(name + ".seriesWeeks", weeks, "");
    figures.add(name + ".alarmsPerWeek", alarms / weeks, "per series and week");
  }
}
