package io.foreflow.trainer.loop;

/** Hears how a training goes, on the training's own thread, so it must be quick. */
@FunctionalInterface
public interface TrainingListener {

  /** The phases of a training. */
  enum Phase {
    /** The feature graph runs over the history. */
    FEATURES,
    /** The network learns. */
    LEARNING,
    /** The file is written, stepped and compared. */
    EXPORT
  }

  /**
   * The progress of a training at a moment.
   *
   * @param phase the current phase
   * @param step number of steps of the phase that are done
   * @param of number of steps of the phase in all
   * @param loss recent mean training loss; NaN outside {@link Phase#LEARNING}
   * @param validationLoss loss of the last validation; NaN while there is none
   * @param slotsPerSecond number of slots learnt from in a second; 0 while unknown
   * @param secondsLeft seconds until the end of this phase; NaN while unknown
   * @param networks number of networks of the ensemble
   */
  record Progress(
      Phase phase,
      int step,
      int of,
      double loss,
      double validationLoss,
      double slotsPerSecond,
      double secondsLeft,
      int networks) {

    /** The progress of the training of a single network. */
    public Progress(
        Phase phase,
        int step,
        int of,
        double loss,
        double validationLoss,
        double slotsPerSecond,
        double secondsLeft) {
      this(phase, step, of, loss, validationLoss, slotsPerSecond, secondsLeft, 1);
    }

    /** The progress of a phase without figures of its own. */
    public static Progress of(Phase phase, int step, int of) {
      return new Progress(phase, step, of, Double.NaN, Double.NaN, 0, Double.NaN);
    }
  }

  /** A listener that does nothing. */
  TrainingListener NONE = progress -> {};

  void on(Progress progress);
}
