package io.foreflow.trainer.optimizer;

import java.util.ArrayList;
import java.util.List;

/**
 * How large the steps are along the way.
 *
 * @param schedule one of {@link RateOptions#SCHEDULES}
 * @param peak the highest rate
 * @param rise share of the steps over which the rate rises to the peak, in [0, 1)
 * @param end the rate at the end as a share of the peak, in (0, 1]; 1 with a constant rate
 * @param stairs how many rates {@code step} goes down through; 0 for others
 */
public record RateConfig(String schedule, double peak, double rise, double end, int stairs) {

  public RateConfig {
    List<String> problems = new ArrayList<>();
    RateOptions.SCHEDULE.check(problems, schedule);
    RateOptions.LEARNING_RATE.check(problems, peak);
    RateOptions.RATE_RISE.check(problems, rise);
    RateOptions.RATE_END.check(problems, end);
    if (schedule.equals(RateOptions.CONSTANT) && end != 1) {
      problems.add(
          "rate-end is " + end + ", but schedule constant ends as it goes on: leave it out");
    }
    if (schedule.equals(RateOptions.STEP)) {
      RateOptions.RATE_STAIRS.check(problems, stairs);
    } else if (RateOptions.SCHEDULES.contains(schedule) && stairs != 0) {
      problems.add(
          "rate-stairs is "
              + stairs
              + ", but schedule "
              + schedule
              + " has none: leave it out, or choose step");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
