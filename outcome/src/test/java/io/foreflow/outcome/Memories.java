package io.foreflow.outcome;

import java.util.Arrays;
import java.util.List;

/** One memory with what tests want to say about it in few words. */
final class Memories {
  static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  final OutcomePlan plan;
  final OutcomeMemory memory;
  final MetForecasts met;
  final byte[] bytes;
  final int at;

  Memories(OutcomePlan plan, byte[] bytes, int at) {
    this.plan = plan;
    this.bytes = bytes;
    this.at = at;
    memory = new OutcomeMemory(plan);
    met = new MetForecasts(plan);
    memory.begin(bytes, at, 1, 1, false);
  }

  Memories(OutcomePlan plan) {
    this(plan, new byte[plan.bytes()], 0);
  }

  /** A memory of forecasts of some steps, with levels 0.1, 0.5 and 0.9 and the default steps. */
  static Memories ofHorizon(int horizon, boolean calibrate) {
    return new Memories(new OutcomePlan(horizon, LEVELS, TrackedSteps.DEFAULT, calibrate));
  }

  MetForecasts meet(long slot, double reading) {
    memory.meet(bytes, at, slot, (float) reading, met);
    return met;
  }

  /** Remembers a forecast of a middle and a band of half width 1 that is the same at each step. */
  void remember(double middle) {
    remember(middle, middle);
  }

  void remember(double middle, double naive) {
    float[] naives = new float[plan.tracked()];
    Arrays.fill(naives, (float) naive);
    memory.remember(bytes, at, forecast(plan, middle - 1, middle, middle + 1), naives);
  }

  /** A forecast that is the same at each step. */
  static float[] forecast(OutcomePlan plan, double... levels) {
    float[] forecast = new float[plan.levels() * plan.horizon()];
    for (int row = 0; row < levels.length; row++) {
      Arrays.fill(forecast, row * plan.horizon(), (row + 1) * plan.horizon(), (float) levels[row]);
    }
    return forecast;
  }
}
