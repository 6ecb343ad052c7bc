package io.foreflow.console.waves;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the waves of a job are, over its tasks.
 *
 * @param flink where Flink is asked, or null if nobody said
 * @param medianSize readings that step together, as a mean of the tasks; not a number if unknown
 * @param largestSize the largest wave of any task
 * @param medianStep how long the model takes for a wave in milliseconds, as a mean of the tasks
 * @param longStep the same, for 99 waves of 100, in the slowest task
 * @param takeoversLeft series that have not moved to the model in use yet, at most
 */
public record WaveFigures(
    State state,
    @Nullable String flink,
    double medianSize,
    double largestSize,
    double medianStep,
    double longStep,
    double takeoversLeft) {

  /** Whether the figures are known. */
  public enum State {
    /** Nobody said where Flink is. */
    OFF,
    /** Flink has not answered yet, or does not answer any more. */
    AWAY,
    /** Flink answers, and runs no job of Foreflow, or one without a wave so far. */
    NO_WAVES,
    /** They are known. */
    READ;

    /** The name in answers. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static WaveFigures without(State state, @Nullable String flink) {
    return new WaveFigures(
        state, flink, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }
}
