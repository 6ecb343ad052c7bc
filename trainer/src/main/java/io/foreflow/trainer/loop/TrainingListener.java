package io.foreflow.trainer.loop;

/** Is told how a training goes, on the training's own thread: be quick. */
@FunctionalInterface
public interface TrainingListener {

  /** What a training is at. */
  enum Phase {
    /** The feature graph runs over the history. */
    FEATURES,
    /** The network learns. */
    LEARNING,
    /** The file is written, stepped and compared. */
    EXPORT
  }

  /**
   * A moment of a training.
   *
   * @param phase what it is at
   * @param step steps of the phase done
   * @param of steps of the phase in all
   * @param loss mean training loss of late; NaN outside {@link Phase#LEARNING}
   * @param validationLoss of the last validation; NaN while there is none
   * @param slotsPerSecond how many slots of history it learns from in a second; 0 while unknown
   * @param secondsLeft of this phase; NaN while unknown
   * @param network which network of an ensemble it is at, from 1
   * @param networks how many the ensemble has
   */
  record Progress(
      Phase phase,
      int step,
      int of,
      double loss,
      double validationLoss,
      double slotsPerSecond,
      double secondsLeft,
      int network,
      int networks) {

    /** A moment of the training of one network alone. */
    public Progress(
        Phase phase,
        int step,
        int of,
        double loss,
        double validationLoss,
        double slotsPerSecond,
        double secondsLeft) {
      this(phase, step, of, loss, validationLoss, slotsPerSecond, secondsLeft, 1, 1);
    }

    /** A phase without figures of its own. */
    public static Progress of(Phase phase, int step, int of) {
      return new Progress(phase, step, of, Double.NaN, Double.NaN, 0, Double.NaN);
    }
  }

  /** Hears nothing. */
  TrainingListener NONE = progress -> {};

  void on(Progress progress);
}
