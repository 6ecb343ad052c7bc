package io.foreflow.trainer.loop;

import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.loop.TrainingListener.Progress;
import java.util.function.LongSupplier;

/** Reports progress and speed of a fit to the listener. */
final class ProgressReporter {

  private static final double LATELY = 0.05;

  private final LongSupplier nanoClock;
  private final int steps;
  private final TrainingListener listener;
  private final long began;
  private double loss = Double.NaN;
  private double validationLoss = Double.NaN;
  private long slots;
  private int before;

  ProgressReporter(LongSupplier nanoClock, int steps, TrainingListener listener) {
    this.nanoClock = nanoClock;
    this.steps = steps;
    this.listener = listener;
    this.began = nanoClock.getAsLong();
  }

  /** Notes that an earlier run made the steps up to this one. */
  void startsAfter(int step) {
    before = step;
  }

  void learnt(int step, double value, int slotsOfStep) {
    loss = Double.isNaN(loss) ? value : loss + LATELY * (value - loss);
    slots += slotsOfStep;
    double left = seconds() / (step - before) * (steps - step);
    listener.on(
        new Progress(Phase.LEARNING, step, steps, loss, validationLoss, slotsPerSecond(), left));
  }

  void validated(double held) {
    validationLoss = held;
  }

  double slotsPerSecond() {
    return slots / seconds();
  }

  private double seconds() {
    return Math.max(1e-9, (nanoClock.getAsLong() - began) / 1e9);
  }
}
