package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The class of each move in histories. A move is measured as in a training: from the reading in the
 * features, in units of the scale in the features. Immutable.
 */
public final class ClassifiedMoves implements Targets<ClassErrors> {

  /** No class, because the move's end is missing or its origin is before the first reading. */
  public static final int NONE = -1;

  private static final ForecastKind.Classes KIND = new ForecastKind.Classes(Direction.CLASSES);

  private final List<SeriesHistory> histories;
  private final List<FloatBuffer> readings;
  private final List<FloatBuffer> scales;
  private final int[] firsts;
  private final Direction direction;

  /**
   * Classifies the moves of histories.
   *
   * @param readings the reading that moves begin from, for each history and slot
   * @param scales the unit that moves are measured in, for each history and slot
   * @param direction the rule for the classes, from the loss that the model was trained with
   */
  public ClassifiedMoves(
      List<SeriesHistory> histories,
      List<FloatBuffer> readings,
      List<FloatBuffer> scales,
      Direction direction) {
    this.histories = List.copyOf(histories);
    this.readings = List.copyOf(readings);
    this.scales = List.copyOf(scales);
    this.direction = direction;
    firsts = histories.stream().mapToInt(one -> FirstReading.of(one)).toArray();
  }

  @Override
  public ForecastKind kind() {
    return KIND;
  }

  @Override
  public List<SeriesHistory> histories() {
    return histories;
  }

  @Override
  public float came(int series, int slot, int step) {
    int found = of(series, slot, step);
    return found == NONE ? Float.NaN : found;
  }

  @Override
  public List<String> baselines() {
    return ClassBaselineRun.NAMES;
  }

  @Override
  public BaselineRun baselineRun(int series, int horizon) {
    return new ClassBaselineRun(this, series, horizon, KIND.rows());
  }

  @Override
  public ClassErrors errors() {
    return new ClassErrors(KIND);
  }

  @Override
  public Supplier<ClassErrors> errors(int series, int firstOrigin) {
    return this::errors;
  }

  @Override
  public Optional<KnownPast> past(List<ClassErrors> bySeries, int[] known) {
    return Optional.empty();
  }

  /**
   * The class, as an index, of the move from a slot to the slot {@code step} later. {@link #NONE}
   * if there is no such move.
   */
  public int of(int series, int slot, int step) {
    SeriesHistory history = histories.get(series);
    int target = slot + step;
    if (slot < firsts[series] || target >= history.slots() || Float.isNaN(history.value(target))) {
      return NONE;
    }
    float move =
        (history.value(target) - readings.get(series).get(slot)) / scales.get(series).get(slot);
    return direction.of(move, step);
  }
}
