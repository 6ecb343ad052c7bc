package io.foreflow.trainer.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What a history is like, before anything is learnt from it.
 *
 * @param series how many
 * @param shortest slots of the shortest series
 * @param median slots of the series in the middle
 * @param longest slots of the longest series
 * @param missing share of the slots without a reading, 0 to 1
 * @param constant names of the series whose readings are all alike
 * @param tiny names of the series too short to learn from
 * @param seasons of those asked for, the ones that most series show
 */
public record HistorySummary(
    int series,
    int shortest,
    int median,
    int longest,
    double missing,
    List<String> constant,
    List<String> tiny,
    List<Integer> seasons) {

  /** A season is shown by an autocorrelation of at least this much. */
  private static final double CLEAR = 0.3;

  /** Looks at no more series than this for seasons; they are spread evenly. */
  private static final int SAMPLE = 200;

  public HistorySummary {
    constant = List.copyOf(constant);
    tiny = List.copyOf(tiny);
    seasons = List.copyOf(seasons);
  }

  /**
   * Looks at histories.
   *
   * @param needed slots below which a series teaches nothing
   * @param candidates lengths of seasons to look for, in slots
   */
  public static HistorySummary of(
      List<SeriesHistory> histories, int needed, List<Integer> candidates) {
    int[] lengths = histories.stream().mapToInt(SeriesHistory::slots).sorted().toArray();
    List<String> constant = new ArrayList<>();
    List<String> tiny = new ArrayList<>();
    long slots = 0;
    long readings = 0;
    for (SeriesHistory history : histories) {
      slots += history.slots();
      readings += history.readings();
      if (history.slots() < needed) {
        tiny.add(history.series());
      } else if (isConstant(history.values())) {
        constant.add(history.series());
      }
    }
    return new HistorySummary(
        lengths.length,
        lengths[0],
        lengths[lengths.length / 2],
        lengths[lengths.length - 1],
        1 - (double) readings / slots,
        constant,
        tiny,
        candidates.stream().filter(season -> isShown(histories, season)).toList());
  }

  /** What a person should know before training, in plain words; mostly nothing. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!tiny.isEmpty()) {
      warnings.add(
          "%d of %d series are too short to learn from, such as %s; they are left out"
              .formatted(tiny.size(), series, tiny.get(0)));
    }
    if (!constant.isEmpty()) {
      warnings.add(
          "%d of %d series never change, such as %s; they teach the model that nothing happens"
              .formatted(constant.size(), series, constant.get(0)));
    }
    if (missing > 1 / 3.0) {
      warnings.add(
          "%.0f %% of the slots have no reading; is the cadence right?".formatted(100 * missing));
    }
    return warnings;
  }

  private static boolean isConstant(float[] values) {
    float first = Float.NaN;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        if (!Float.isNaN(first) && value != first) {
          return false;
        }
        first = value;
      }
    }
    return true;
  }

  private static boolean isShown(List<SeriesHistory> histories, int season) {
    int stride = Math.max(1, histories.size() / SAMPLE);
    int shown = 0;
    int looked = 0;
    for (int i = 0; i < histories.size(); i += stride) {
      float[] values = histories.get(i).values();
      if (values.length >= 3 * season) {
        looked++;
        shown += autocorrelation(values, season) > CLEAR ? 1 : 0;
      }
    }
    return 2 * shown > looked;
  }

  /** Of the readings that both have a value. */
  private static double autocorrelation(float[] values, int lag) {
    double mean =
        java.util.stream.IntStream.range(0, values.length)
            .mapToDouble(i -> values[i])
            .filter(value -> !Double.isNaN(value))
            .average()
            .orElse(0);
    double product = 0;
    double square = 0;
    for (int i = lag; i < values.length; i++) {
      double now = values[i] - mean;
      double then = values[i - lag] - mean;
      if (!Double.isNaN(now) && !Double.isNaN(then)) {
        product += now * then;
        square += (now * now + then * then) / 2;
      }
    }
    return square == 0 ? 0 : product / square;
  }

  @Override
  public String toString() {
    return "%d series of %d to %d slots (median %d), %.1f %% missing, seasons %s"
        .formatted(series, shortest, longest, median, 100 * missing, seasons);
  }
}
