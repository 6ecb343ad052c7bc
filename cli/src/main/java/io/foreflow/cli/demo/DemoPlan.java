package io.foreflow.cli.demo;

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
    Optional<Path> keep) {

  /**
   * A short training.
   *
   * @param cell {@code gru} or {@code lstm}
   * @param historyDays how much history there is to learn from
   * @param horizon slots ahead
   * @param hidden width of the recurrent layer
   * @param steps weight updates
   */
  public record Training(String cell, int historyDays, int horizon, int hidden, int steps) {

    /** A training that shows good forecasts after half a minute. */
    public static Training standard(String cell) {
      return new Training(cell, 42, 24, 48, 250);
    }

    /** A copy with another number of weight updates. */
    public Training withSteps(int number) {
      return new Training(cell, historyDays, horizon, hidden, number);
    }
  }
}
