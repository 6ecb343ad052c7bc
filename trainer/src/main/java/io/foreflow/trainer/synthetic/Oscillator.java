package io.foreflow.trainer.synthetic;

/** A sine of the time that turns by the same angle in each slot, without a sine for each slot. */
final class Oscillator {

  private final double turnCos;
  private final double turnSin;
  private double cos;
  private double sin;

  /**
   * @param frequency angle for each slot, in radians
   * @param phase angle at the first slot
   */
  Oscillator(double frequency, double phase) {
    turnCos = StrictMath.cos(frequency);
    turnSin = StrictMath.sin(frequency);
    cos = StrictMath.cos(phase);
    sin = StrictMath.sin(phase);
  }

  /** The cosine at this slot; the next call gives that of the next slot. */
  double next() {
    double value = cos;
    double turned = cos * turnCos - sin * turnSin;
    sin = sin * turnCos + cos * turnSin;
    cos = turned;
    return value;
  }
}
