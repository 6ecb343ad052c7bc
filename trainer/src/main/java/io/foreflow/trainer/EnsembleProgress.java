package io.foreflow.trainer;

import io.foreflow.trainer.loop.TrainingListener;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reports the progress of the networks of an ensemble as progress of the whole. They may learn at
 * the same time.
 */
final class EnsembleProgress {

  private final TrainingListener all;
  private final int atATime;
  private final int[] done;
  private final double[] slotsPerSecond;
  private int ofEach;

  /**
   * Measured at a step that is not a network's last one, because no time is left at the last one.
   */
  private double secondsPerStep = Double.NaN;

  /**
   * @param networks number of networks
   * @param atATime number of networks that learn at the same time
   */
  EnsembleProgress(TrainingListener all, int networks, int atATime) {
    this.all = all;
    this.atATime = atATime;
    this.done = new int[networks];
    this.slotsPerSecond = new double[networks];
  }

  /** Hears of the progress of one network, from 0. */
  TrainingListener of(int network) {
    return progress -> on(network, progress);
  }

  /** Notes that a network learns no more, whether or not it has made all steps. */
  synchronized void ended(int network) {
    done[network] = Integer.MAX_VALUE;
    slotsPerSecond[network] = 0;
  }

  private synchronized void on(int network, TrainingListener.Progress progress) {
    ofEach = progress.of();
    done[network] = progress.step();
    slotsPerSecond[network] = progress.slotsPerSecond();
    int left = progress.of() - progress.step();
    if (left > 0) {
      secondsPerStep = progress.secondsLeft() / left;
    }
    all.on(
        new TrainingListener.Progress(
            progress.phase(),
            done.length * ofEach - left(),
            done.length * ofEach,
            progress.loss(),
            progress.validationLoss(),
            Arrays.stream(slotsPerSecond).sum(),
            secondsLeft(),
            done.length));
  }

  /** The steps that are left of all networks. */
  private int left() {
    return Arrays.stream(done).map(this::left).sum();
  }

  private int left(int made) {
    return Math.max(0, ofEach - made);
  }

  private double secondsLeft() {
    int left = left();
    int learning = (int) IntStream.of(done).filter(made -> left(made) > 0).count();
    return left == 0 ? 0 : left * secondsPerStep / Math.min(atATime, learning);
  }
}
