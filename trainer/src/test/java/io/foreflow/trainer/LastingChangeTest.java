package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.loop.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Demand whose day gets another shape for good, after the end of the history. */
class LastingChangeTest {

  private static final int DAY = 24;
  private static final int HORIZON = 12;
  private static final int LEARNT = 90 * DAY;
  private static final int CHANGE = LEARNT + 2 * DAY;

  /** The profile of four seasons has adapted by then. */
  private static final int ADAPTED = CHANGE + 8 * DAY;

  private static final int END = ADAPTED + 14 * DAY;

  @Test
  void networkTrustsTheProfileMoreThanTheClock() throws InvalidModelFileException {
    Errors without = errors(0);
    Errors with = errors(2);

    // 0.141 without copies and 0.100 with them; without a change 0.058 and 0.059.
    assertThat(with.changed()).isLessThan(0.9 * without.changed());
    assertThat(with.same()).isLessThan(1.05 * without.same());
  }

  /**
   * The mean absolute errors of a model.
   *
   * @param same on demand that stays as it was
   * @param changed after the profile has adapted to a change
   */
  private record Errors(double same, double changed) {}

  private static Errors errors(int copies) throws InvalidModelFileException {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(
                Map.of(
                    "horizon",
                    "" + HORIZON,
                    "seasons",
                    "24",
                    "profile",
                    "4",
                    "cell",
                    "lstm",
                    "hidden",
                    "16",
                    "head-units",
                    "32",
                    "steps",
                    "160",
                    "batch",
                    "16"))
            .set(Map.of("window", "96", "averaging", "ema", "validation", "0"))
            .set(Map.of("disturbed", "" + copies, "disturbance", "0.45"))
            .build();
    TrainedModel model = new Trainer().train(series(false, LEARNT), config, TrainingListener.NONE);
    try (StepModel step = StepModel.open(model.file())) {
      return new Errors(error(step, series(false, END)), error(step, series(true, END)));
    }
  }

  private static double error(StepModel model, List<SeriesHistory> whole) {
    int median = model.manifest().levels().indexOf(0.5) * HORIZON;
    double[] sum = new double[2];
    ModelReplay.step(
        model,
        whole,
        (index, slot, forecast) -> {
          for (int step = 0; slot >= ADAPTED && slot < END - HORIZON && step < HORIZON; step++) {
            float actual = whole.get(index).value(slot + 1 + step);
            sum[0] += Math.abs(actual - forecast[median + step]);
            sum[1] += actual;
          }
        });
    return sum[0] / sum[1];
  }

  private static List<SeriesHistory> series(boolean changes, int slots) {
    List<SeriesHistory> series = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      float[] values = Arrays.copyOf(demand(new SplittableRandom(70 + i), changes), slots);
      series.add(new SeriesHistory("demand-" + i, 10_000L * DAY, values));
    }
    return series;
  }

  /** Two peaks a day, of which both move and change their heights. */
  private static float[] demand(SplittableRandom random, boolean changes) {
    double morning = random.nextDouble(7, 9);
    double evening = random.nextDouble(17, 19);
    double later = random.nextDouble(1.5, 3);
    double lower = random.nextDouble(0.4, 0.7);
    float[] values = new float[END];
    double level = 0;
    for (int slot = 0; slot < END; slot++) {
      boolean changed = changes && slot >= CHANGE;
      level = 0.95 * level + 0.02 * random.nextGaussian();
      double shape =
          0.3
              + (changed ? lower : 1) * peak(slot % DAY, changed ? morning + later : morning, 1.8)
              + peak(slot % DAY, changed ? evening - later : evening, 2.5);
      values[slot] = (float) (100 * shape * Math.exp(level + 0.04 * random.nextGaussian()));
    }
    return values;
  }

  private static double peak(int hour, double centre, double width) {
    double off = Math.abs(hour - centre);
    double around = Math.min(off, DAY - off);
    return Math.exp(-around * around / (2 * width * width));
  }
}
