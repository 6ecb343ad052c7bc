package io.foreflow.benchmarks.anomaly;

import io.foreflow.history.SeriesHistory;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.loop.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains models briefly: their bands are calibrated, so they need not be the best. */
final class ShortTraining {

  private static final Map<String, String> COMMON =
      Map.of("model", "anomalies", "validation", "0", "averaging", "ema", "horizon", "24");

  private ShortTraining() {}

  /**
   * Trains a model.
   *
   * @param options {@code NAME=VALUE}, separated by spaces
   */
  static StepModel train(List<SeriesHistory> histories, String options) {
    Map<String, String> all = new TreeMap<>(COMMON);
    for (String option : options.strip().split("\\s+", -1)) {
      int equals = option.indexOf('=');
      all.put(option.substring(0, equals), option.substring(equals + 1));
    }
    TrainingConfig config = TrainingConfig.builder().set(all).build();
    byte[] file = new Trainer().train(histories, config, TrainingListener.NONE).file();
    try {
      return StepModel.open(file);
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("a file that has just proved itself was refused", e);
    }
  }
}
