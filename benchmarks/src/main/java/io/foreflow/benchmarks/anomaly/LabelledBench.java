package io.foreflow.benchmarks.anomaly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What detectors find in public streams with labels: JSON with the windows of each file, {@code
 * {"folder/file.csv": [["begin", "end"], ...]}}. One configuration serves all streams. The other
 * detectors give as many alarms outside of all windows as the episodes.
 */
final class LabelledBench {

  private final JsonNode labels;
  private final Map<String, Judgement> sums = new LinkedHashMap<>();

  private LabelledBench(JsonNode labels) {
    this.labels = labels;
  }

  /** Trains a model for each set, runs all detectors, and adds figures by set and of all. */
  static void run(List<DataSet> sets, Path labels, FigureTable figures, Consumer<String> progress)
      throws IOException {
    LabelledBench bench = new LabelledBench(new ObjectMapper().readTree(labels.toFile()));
    for (DataSet set : sets) {
      progress.accept(set.name());
      bench.run(set, figures);
    }
    bench.sums.forEach((name, judgement) -> figures.add(name + ".all", judgement));
  }

  private void run(DataSet set, FigureTable figures) {
    List<LabelledFault> windows = windows(set);
    List<WatchedSeries> series = set.series();
    List<Alarm> episodes;
    try (StepModel model = ShortTraining.train(WatchedSeries.trainings(series), set.training())) {
      episodes = Detectors.episodes(model, series);
    }
    Judgement own = Judgement.of(episodes, windows, set.weeks());
    add(Detectors.EPISODES, set, own, figures);
    Detectors.others()
        .forEach(
            (name, scorers) -> {
              ScoredDetector other =
                  ScoredDetector.of(
                      scorers,
                      series,
                      alarms -> Judgement.of(alarms, windows, 1).wrong(),
                      own.wrong());
              add(name, set, Judgement.of(other.alarms(series), windows, set.weeks()), figures);
            });
  }

  private void add(String name, DataSet set, Judgement judgement, FigureTable figures) {
    figures.add(name + "." + set.name(), judgement);
    sums.merge(name, judgement, Judgement::plus);
  }

  /** The windows that lie in the part that counts. */
  private List<LabelledFault> windows(DataSet set) {
    List<LabelledFault> windows = new ArrayList<>();
    for (int index = 0; index < set.series().size(); index++) {
      WatchedSeries one = set.series().get(index);
      for (JsonNode window : labels.path(one.history().series())) {
        int begin = index(window.get(0), one.history(), set);
        int end = index(window.get(1), one.history(), set);
        if (end >= one.counted()) {
          windows.add(new LabelledFault(index, Math.max(begin, one.counted()), end));
        }
      }
    }
    return windows;
  }

  private static int index(JsonNode time, SeriesHistory history, DataSet set) {
    Instant instant = Instant.parse(time.asText().replace(' ', 'T') + "Z");
    long slot = Math.floorDiv(instant.toEpochMilli(), set.cadence().toMillis());
    return (int) (slot - history.firstSlot());
  }
}
