package io.foreflow.cli.demo;

import io.foreflow.cli.canary.DriftCondition;
import io.foreflow.cli.simulate.RegimeChange;
import io.foreflow.cli.simulate.SeriesKind;
import io.foreflow.cli.simulate.SimulationSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The series, the speed and the model of a demo of drift.
 *
 * @param simulation the series
 * @param slotsPerSecond the speed: slots of event time in a second
 * @param history the readings that are there before the live stream, which the first model learns
 *     from
 * @param calm the part of the live stream before the change
 * @param network what is trained
 * @param drift the condition that starts a retraining
 * @param console whether a console shows it on a page
 * @param keep where to keep topics, store, configuration and logs; empty for nowhere
 */
public record DriftPlan(
    SimulationSpec simulation,
    double slotsPerSecond,
    Duration history,
    Duration calm,
    Network network,
    DriftCondition drift,
    boolean console,
    Optional<Path> keep) {

  /** The number of series by default. */
  static final int SERIES = 50;

  /** Of fewer series, no difference between two models is significant. */
  static final int FEWEST_SERIES = 7;

  private static final double SLOTS_PER_SECOND = 20;

  /**
   * A network.
   *
   * @param horizon slots ahead
   * @param hidden width of the recurrent layer
   * @param steps weight updates
   */
  public record Network(int horizon, int hidden, int steps) {}

  /** A demo of less than three minutes. */
  public static DriftPlan standard(int series, long seed, boolean console, Optional<Path> keep) {
    return new DriftPlan(
        new SimulationSpec(
            SeriesKind.SENSORS, series, seed, Duration.ofHours(1), SimulationSpec.DEFAULT_START),
        SLOTS_PER_SECOND,
        Duration.ofDays(28),
        Duration.ofDays(7),
        new Network(12, 24, 150),
        DriftCondition.parse("scores.mase > 0.9 for 7d"),
        console,
        keep);
  }

  /** Readings a second, of all series together. */
  double rate() {
    return slotsPerSecond * simulation.series();
  }

  /** How much event time passes in a second. */
  Duration eventTimePerSecond() {
    return Duration.ofMillis(Math.round(slotsPerSecond * simulation.cadence().toMillis()));
  }

  /** What changes, and when. */
  RegimeChange change() {
    return RegimeChange.from(simulation.start().plus(calm));
  }

  /** The largest error of a day that is good, in that of the seasonal naive forecast. */
  double bound() {
    return drift.bound();
  }
}
