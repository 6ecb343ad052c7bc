package io.foreflow.trainer.features;

import io.foreflow.history.CovariateColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Makes the features of stretches, each from the last snapshot before it on. */
final class StretchPass {

  private final FeatureSteps steps;
  private final FeatureConfig config;

  StretchPass(FeatureSteps steps, FeatureConfig config) {
    this.steps = steps;
    this.config = config;
  }

  /** A stretch that is being made. */
  private record Row(
      FeatureStretch made, SnapshotSeries series, CovariateColumns columns, int start, int to) {

    int slots() {
      return to - start;
    }
  }

  List<FeatureStretch> make(List<FeatureMaker.Slots> wanted) {
    FeatureStretch[] made = new FeatureStretch[wanted.size()];
    List<Row> order = new ArrayList<>();
    for (int i = 0; i < made.length; i++) {
      FeatureMaker.Slots slots = wanted.get(i);
      SnapshotSeries series = (SnapshotSeries) slots.series();
      made[i] = FeatureStretch.empty(series, slots.from(), slots.to(), steps.inputWidth(), config);
      int start = series.snapshotBefore(slots.from());
      CovariateColumns columns = steps.columns(series.history());
      order.add(new Row(made[i], series, columns, start, slots.to()));
    }
    order.sort(Comparator.comparingInt(Row::slots).reversed());
    for (int from = 0; from < order.size(); from += FeatureSteps.BATCH) {
      run(order.subList(from, Math.min(order.size(), from + FeatureSteps.BATCH)));
    }
    return Arrays.asList(made);
  }

  private void run(List<Row> batch) {
    int rows = batch.size();
    int stateSize = steps.stateSize();
    for (int row = 0; row < rows; row++) {
      Row one = batch.get(row);
      one.series().readState(one.start(), steps.state(), row * stateSize, stateSize);
    }
    for (int step = 0; step < batch.get(0).slots(); step++) {
      while (batch.get(rows - 1).slots() <= step) {
        rows--;
      }
      for (int row = 0; row < rows; row++) {
        Row one = batch.get(row);
        steps.observe(row, one.series().history(), one.columns(), one.start() + step);
      }
      steps.run(rows);
      for (int row = 0; row < rows; row++) {
        FeatureStretch made = batch.get(row).made();
        int slot = batch.get(row).start() + step - made.from();
        if (slot >= 0) {
          take(row, made, slot);
        }
      }
      steps.carry(rows);
    }
  }

  private void take(int row, FeatureStretch made, int slot) {
    steps.copy("inputs", row, made.inputs(), slot, steps.inputWidth());
    steps.copy("context", row, made.context(), slot, config.contextWidth());
    steps.copy("base", row, made.base(), slot, config.baseWidth());
    made.scale()[slot] = steps.scale(row);
    made.level()[slot] = steps.level(row);
  }
}
