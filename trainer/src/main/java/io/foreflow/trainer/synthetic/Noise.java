package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/** Noise and paths of mean 0 that families are made of. */
final class Noise {

  /** Waves in a smooth path. The sum of this many is near a normal process. */
  private static final int WAVES = 24;

  private Noise() {}

  static double[] white(int slots, Draw draw) {
    double[] values = new double[slots];
    Arrays.setAll(values, i -> draw.normal());
    return values;
  }

  /**
   * An autoregressive process of order one with deviation 1, from its stationary distribution. It
   * is the kernel {@code exp(-distance / length)} at whole slots.
   *
   * @param length slots in which the memory falls to 1/e
   */
  static double[] rough(int slots, double length, Draw draw) {
    double keep = StrictMath.exp(-1 / length);
    double fresh = Math.sqrt(1 - keep * keep);
    double[] values = new double[slots];
    double state = draw.normal();
    for (int i = 0; i < slots; i++) {
      values[i] = state;
      state = keep * state + fresh * draw.normal();
    }
    return values;
  }

  /**
   * The sum of random Fourier features: waves whose frequencies are drawn from the spectrum of the
   * kernel {@code exp(-distance² / (2 length²))}. Its cost grows with the slots, and not with their
   * cube.
   */
  static double[] smooth(int slots, double length, Draw draw) {
    double[] values = new double[slots];
    double size = Math.sqrt(2.0 / WAVES);
    for (int wave = 0; wave < WAVES; wave++) {
      Oscillator sine = new Oscillator(draw.normal() / length, draw.uniform(0, 2 * Math.PI));
      for (int i = 0; i < slots; i++) {
        values[i] += size * sine.next();
      }
    }
    return values;
  }

  /** A sum of steps of any noise: each slot is the one before plus a step. */
  static double[] walk(double[] steps) {
    double[] values = new double[steps.length];
    double at = 0;
    for (int i = 0; i < steps.length; i++) {
      values[i] = at;
      at += steps[i];
    }
    return values;
  }
}
