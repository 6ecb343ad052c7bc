package io.foreflow.trainer;

import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import java.util.List;
import java.util.SplittableRandom;

/** Random covariates without any relation to their series. */
public final class GeneratedCovariates {

  private static final double LOST = 0.1;

  private GeneratedCovariates() {}

  /**
   * Adds covariates with noise around 50, of which one value in ten is missing.
   *
   * @param ahead number of slots after each series' last one for which they are known too
   */
  public static List<SeriesHistory> beside(
      List<SeriesHistory> histories, List<String> names, int ahead, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return histories.stream()
        .map(
            one -> {
              float[] values = new float[(one.slots() + ahead) * names.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] =
                    random.nextDouble() < LOST
                        ? Float.NaN
                        : (float) (50 + 7 * random.nextGaussian());
              }
              return new SeriesHistory(
                  one.series(), one.firstSlot(), one.values(), new Covariates(names, values));
            })
        .toList();
  }
}
