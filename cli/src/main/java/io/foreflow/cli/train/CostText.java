package io.foreflow.cli.train;

import io.foreflow.cli.view.Numbers;
import io.foreflow.trainer.cost.TrainingCost;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says what a training will take. */
final class CostText {

  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  private CostText() {}

  /** A line for a person. */
  static String line(TrainingCost cost, double readSeconds) {
    Duration time = Duration.ofMillis((long) (1e3 * (readSeconds + cost.seconds())));
    StringBuilder line = new StringBuilder("It takes about " + Numbers.seconds(time));
    line.append(" here and now. It needs ").append(size(cost.heapBytes())).append(" of heap");
    cost.outsideBytes()
        .ifPresent(bytes -> line.append(", ").append(size(bytes)).append(" of other memory"));
    if (cost.diskBytes() > 0) {
      line.append(", and ").append(size(cost.diskBytes())).append(" of disk");
    }
    return line.append('.').toString();
  }

  /** Fields for a program. */
  static Map<String, Object> fields(TrainingCost cost, double readSeconds) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds", readSeconds + cost.seconds());
    fields.put("heapBytes", cost.heapBytes());
    cost.outsideBytes().ifPresent(bytes -> fields.put("outsideBytes", bytes));
    fields.put("diskBytes", cost.diskBytes());
    return fields;
  }

  private static String size(long bytes) {
    return bytes < GIGA
        ? String.format(Locale.ROOT, "%.0f MB", bytes / MEGA)
        : String.format(Locale.ROOT, "%.1f GB", bytes / GIGA);
  }
}
