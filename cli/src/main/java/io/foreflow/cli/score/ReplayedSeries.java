package io.foreflow.cli.score;

/** How far the replay of one series has come. */
final class ReplayedSeries {
  /** No model has stepped the series yet. */
  static final int NO_VERSION = -1;

  /** The number of the version that stepped the series last. */
  int version = NO_VERSION;

  /** The slot of the last forecast that was emitted. */
  long lastSlot;

  /** Whether that forecast was ready. */
  boolean wasReady;
}
