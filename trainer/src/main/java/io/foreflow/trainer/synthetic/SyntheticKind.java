package io.foreflow.trainer.synthetic;

import io.foreflow.options.Choice;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model of generated series is for: a cadence, with the seasons and the families of series
 * that are usual at it.
 */
@SuppressWarnings("ImmutableEnumChecker") // The record and the weights never change.
public enum SyntheticKind implements Choice {
  HOURLY(
      "hourly",
      Duration.ofHours(1),
      new Lengths(600, 1_100),
      Mix.USUAL,
      "horizon=48 seasons=24,168 hidden=96 head-units=96 shortcut-maps=6"),
  HALF_HOURLY(
      "half-hourly",
      Duration.ofMinutes(30),
      new Lengths(1_100, 2_000),
      Mix.USUAL,
      "horizon=96 seasons=48,336 hidden=64 head-units=64 shortcut-maps=3"),
  QUARTER_HOURLY(
      "15-minute",
      Duration.ofMinutes(15),
      new Lengths(1_000, 2_200),
      Mix.USUAL,
      "horizon=96 seasons=96 hidden=80 head-units=72 shortcut-maps=3"),
  FIVE_MINUTES(
      "5-minute",
      Duration.ofMinutes(5),
      new Lengths(1_500, 3_000),
      Mix.FAST,
      "horizon=72 seasons=288 hidden=80 head-units=80 shortcut-maps=5"),
  MINUTE(
      "1-minute",
      Duration.ofMinutes(1),
      new Lengths(2_500, 5_000),
      Mix.FAST,
      "horizon=60 seasons=60 hidden=96 head-units=80 shortcut-maps=5"),
  DAILY(
      "daily",
      Duration.ofDays(1),
      new Lengths(300, 1_100),
      Mix.SLOW,
      "horizon=30 seasons=7 hidden=96 head-units=96 shortcut-maps=6");

  /** What all kinds have in common. A generated day of the week means nothing, so none is shown. */
  private static final String USUAL_OPTIONS =
      " levels=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9 profile=4 calendar=none cell=lstm layers=2"
          + " steps=2500 window=96 origins-apart=4";

  private static final Duration DAY = Duration.ofDays(1);
  private static final int DAYS_OF_WEEK = 7;
  private static final int DAYS_OF_YEAR = 365;

  /** An hour of fewer slots is too coarse for a cycle of its own. */
  private static final int SHORTEST_HOUR = 12;

  private final String text;
  private final Duration cadence;
  private final Lengths lengths;
  private final Mix mix;
  private final String options;

  /** The least and the largest number of slots of a series. */
  private record Lengths(int from, int to) {}

  /** How often each family is drawn, in the order of {@link #FAMILIES}. */
  private enum Mix {
    USUAL(19, 14, 19, 6, 14, 4, 7, 5, 8, 4),
    /** Machines and people minute by minute: more counts, changes of state and large moves. */
    FAST(17, 11, 9, 11, 11, 9, 6, 7, 9, 10),
    /** Days: more trend, more prices, and hardly a bound. */
    SLOW(18, 17, 18, 4, 7, 7, 2, 6, 6, 15);

    private static final List<FamilyKind> FAMILIES =
        List.of(
            FamilyKind.KERNELS,
            FamilyKind.TREND_SEASON,
            FamilyKind.STRONG_TREND,
            FamilyKind.REGIMES,
            FamilyKind.CHANGING_PROFILE,
            FamilyKind.HEAVY_TAILS,
            FamilyKind.CLIPPED,
            FamilyKind.INTERMITTENT,
            FamilyKind.COUNTS,
            FamilyKind.WALKS);

    private final double[] weights;

    Mix(double... weights) {
      this.weights = weights;
    }

    FamilyKind draw(Draw draw) {
      return FAMILIES.get(draw.index(weights));
    }
  }

  SyntheticKind(String text, Duration cadence, Lengths lengths, Mix mix, String options) {
    this.text = text;
    this.cadence = cadence;
    this.lengths = lengths;
    this.mix = mix;
    this.options = options;
  }

  @Override
  public String text() {
    return text;
  }

  /** The time from slot to slot. */
  public Duration cadence() {
    return cadence;
  }

  /** The options of a training that suit these series, by name. Any other may be given instead. */
  public Map<String, String> options() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("cadence", cadence.toString());
    for (String pair : (options + USUAL_OPTIONS).split(" ", -1)) {
      int equals = pair.indexOf('=');
      all.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return all;
  }

  FamilyKind family(Draw draw) {
    return mix.draw(draw);
  }

  /** The cycles of this cadence around a series of a random length. */
  Timeline timeline(Draw draw) {
    return timeline(draw.integer(lengths.from(), lengths.to()));
  }

  Timeline timeline(int slots) {
    if (cadence.equals(DAY)) {
      return new Timeline(slots, DAYS_OF_WEEK, DAYS_OF_YEAR, 0);
    }
    int day = (int) DAY.dividedBy(cadence);
    int hour = day / 24;
    return new Timeline(slots, day, DAYS_OF_WEEK * day, hour >= SHORTEST_HOUR ? hour : 0);
  }
}
