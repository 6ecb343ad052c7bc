package io.foreflow.benchmarks.anomaly;

/** A way to say how strange each reading of one series is, from this one and those before it. */
interface Scorer {

  /** The next reading's score; NaN if it can't be said. A larger one is stranger. */
  double next(float reading);
}
