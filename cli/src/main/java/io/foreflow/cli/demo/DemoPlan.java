package io.foreflow.cli.demo;

import io.foreflow.cli.simulate.FaultPlan;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The series, the rate, the model and the files of a demo.
 *
 * @param simulation the series
 * @param rate live readings a second
 * @param duration of the live stream; empty for no end
 * @param bad how many records that no reader accepts to put among the readings
 * @param format of readings and forecasts
 * @param delivery as the job's option of that name
 * @param training what is trained
 * @param console whether a console shows it on a page
 * @param keep where to keep topics, model, history and log; empty for nowhere
 */
public record DemoPlan(
    SimulationSpec simulation,
    double rate,
    Optional<Duration> duration,
    int bad,
    WireFormat format,
    String delivery,
    Training training,
    boolean console,
    Optional<Path> keep) {

  private static final double FAULTS_PER_SECOND = 0.5;
  private static final double FALSE_ALARMS_PER_SECOND = 1;

  /** The default of the job. */
  private static final double MOST_FALSE_ALARMS_PER_WEEK = 1;

  /**
   * The faults of the live stream: one in two seconds, in all series together. A stream that is too
   * slow for that has fewer.
   */
  FaultPlan faults() {
    double most = FaultPlan.mostPerWeek(simulation.cadence().toMillis()) / 4;
    return FaultPlan.ofAllKinds(Math.min(FAULTS_PER_SECOND / weeksPerSecond(), most));
  }

  /**
   * The false alarms that are allowed in a week of a series. A stream may make many weeks in a
   * second. It may have fewer false alarms in each, so that a person can follow.
   */
  double falseAlarmsPerWeek() {
    return Math.min(FALSE_ALARMS_PER_SECOND / weeksPerSecond(), MOST_FALSE_ALARMS_PER_WEEK);
  }

  /** The weeks of event time in a second, of all series together. */
  private double weeksPerSecond() {
    return rate * simulation.cadence().toMillis() / Duration.ofDays(7).toMillis();
  }

  /**
   * A short training. It starts from the weights of the seed model that the demo begins with, or
   * from random weights.
   *
   * @param cell {@code gru} or {@code lstm}, from random weights
   * @param historyDays how much history there is to learn from
   * @param horizon slots ahead, from random weights
   * @param hidden width of the recurrent layer, from random weights
   * @param steps weight updates, from random weights
   * @param furtherSteps weight updates from a seed model; 0 to start from random weights always
   */
  public record Training(
      String cell, int historyDays, int horizon, int hidden, int steps, int furtherSteps) {

    private static final String USUAL_CELL = "gru";
    private static final int HISTORY_DAYS = 42;
    private static final int WIDTH = 48;
    private static final int HORIZON = 48;
    private static final int STEPS = 250;
    private static final int FURTHER_STEPS = 80;

    /** A training that shows good forecasts after half a minute. */
    public static Training standard() {
      return new Training(USUAL_CELL, HISTORY_DAYS, HORIZON, WIDTH, STEPS, FURTHER_STEPS);
    }

    /** The same from random weights, with a cell. */
    public static Training standard(String cell) {
      return new Training(cell, HISTORY_DAYS, HORIZON, WIDTH, STEPS, 0);
    }

    /** A copy with another number of weight updates. */
    public Training withSteps(int number) {
      return new Training(
          cell, historyDays, horizon, hidden, number, furtherSteps == 0 ? 0 : number);
    }
  }
}
