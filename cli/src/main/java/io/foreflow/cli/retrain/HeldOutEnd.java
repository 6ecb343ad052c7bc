package io.foreflow.cli.retrain;

import io.foreflow.options.ValueType;
import io.foreflow.series.SlotGrid;
import java.time.Duration;

/**
 * The newest part of the data, which models are judged on and not trained on.
 *
 * @param share the part as a share of the time from the first slot to the last one; 0 if a duration
 *     is given
 * @param duration the part as a duration; zero if a share is given
 */
record HeldOutEnd(double share, Duration duration) {

  static final ValueType<HeldOutEnd> TYPE =
      new ValueType<>("a share such as 0.1, or a duration such as 7d", HeldOutEnd::parse);

  /** Reads a share or a duration. */
  private static HeldOutEnd parse(String text) {
    String part = text.strip();
    if (part.matches("0?\\.\\d+")) {
      double share = Double.parseDouble(part);
      if (share > 0) {
        return new HeldOutEnd(share, Duration.ZERO);
      }
    } else {
      Duration duration = ValueType.DURATION.parse(part);
      if (duration.compareTo(Duration.ZERO) > 0) {
        return new HeldOutEnd(0, duration);
      }
    }
    throw new IllegalArgumentException(text);
  }

  /** The number of slots. */
  long slots(long all, SlotGrid grid) {
    return duration.isZero() ? Math.round(all * share) : Math.max(1, grid.slotsIn(duration));
  }
}
