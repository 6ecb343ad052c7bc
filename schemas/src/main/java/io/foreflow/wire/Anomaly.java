package io.foreflow.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of an episode of readings that were not forecast. Series, kind and begin identify the
 * episode.
 *
 * @param series the series of the episode
 * @param change what happened to the episode
 * @param kind what the episode is made of
 * @param begin slot of the first reading, in epoch milliseconds; of a silence, the first slot
 *     without one
 * @param time event time of the reading that made the change, in epoch milliseconds; where a
 *     silence opens, the end of the last slot that was waited for
 * @param peak slot of the least likely reading that was reported, in epoch milliseconds; null for
 *     another kind than {@link Kind#UNLIKELY}
 * @param end with {@link Change#CLOSED}, the slot of the last reading, in epoch milliseconds; of a
 *     silence, the last slot without one; null otherwise
 * @param direction on which side of the forecast the least likely reading lies
 * @param actual the reading that made the change; NaN where it is not part of the episode
 * @param expected the middle of its forecast; NaN where {@code actual} is
 * @param lower the lower end of the band of its forecast; NaN where {@code actual} is
 * @param upper the upper end of the band of its forecast; NaN where {@code actual} is
 * @param probability of a reading at least as far out as the least likely one; NaN for another kind
 *     than {@link Kind#UNLIKELY}
 * @param readings how many readings belong to the episode so far
 * @param model name of the model that forecasts the series at this time
 * @param modelVersion version of that model
 */
public record Anomaly(
    String series,
    Change change,
    Kind kind,
    long begin,
    long time,
    @Nullable Long peak,
    @Nullable Long end,
    Direction direction,
    float actual,
    float expected,
    float lower,
    float upper,
    float probability,
    int readings,
    String model,
    String modelVersion) {

  /** What can happen to an episode. */
  public enum Change {
    OPENED,
    WORSENED,
    CLOSED;

    /** The name in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an episode can be made of. */
  public enum Kind {
    /** Readings that the forecast did not expect. */
    UNLIKELY,
    /** Equal readings, one after the other. */
    STUCK,
    /** Slots without a reading. */
    SILENT;

    /** The name in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** On which side of a forecast a reading can lie. */
  public enum Direction {
    ABOVE,
    BELOW,
    NONE;

    /** The name in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The id of the episode: its records have it in common. */
  public String episode() {
    return series + '@' + begin + '@' + kind.code();
  }
}
