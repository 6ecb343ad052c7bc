package io.foreflow.cli.simulate;

import io.foreflow.cli.simulate.IndexedRandom.Stream;

/**
 * A sensor: a daily and a weekly season of the series' own phase and amplitude, a drift over weeks,
 * weather that wanders over hours, now and then a level shift for some days, and measurement noise.
 * All in proportion to the series' magnitude, which spans three orders from series to series.
 */
final class SensorSignal implements SeriesSignal {

  private static final double HOUR = 3_600_000;
  private static final double DAY = 24 * HOUR;
  private static final double WEEK = 7 * DAY;

  private static final double WEATHER_LATTICE = 9 * HOUR;

  /** How much the weather changes in an hour, as a share of its size. */
  private static final double WEATHER_CHANGE = 0.2;

  private static final double SHIFT_BLOCK = 60 * DAY;
  private static final double SHIFT_PROBABILITY = 0.25;

  private final IndexedRandom random;
  private final double magnitude;
  private final Wave[] waves;
  private final double weather;
  private final double measurement;

  SensorSignal(IndexedRandom random) {
    this.random = random;
    this.magnitude = StrictMath.pow(10, character(0, 0, 3));
    double daily = character(1, 0.15, 0.45);
    double weekly = character(2, 0.05, 0.15);
    this.waves =
        new Wave[] {
          new Wave(DAY, daily, phase(3)),
          new Wave(DAY / 2, daily * character(4, 0.1, 0.5), phase(5)),
          new Wave(WEEK, weekly, phase(6)),
          new Wave(WEEK / 2, weekly * 0.5, phase(7)),
          new Wave(character(8, 40, 120) * DAY, 0.08, phase(9)),
          new Wave(character(10, 15, 40) * DAY, 0.04, phase(11)),
        };
    this.weather = character(12, 0.02, 0.06);
    this.measurement = character(13, 0.01, 0.04);
  }

  @Override
  public double value(long slot, long time) {
    double value = 1;
    for (Wave wave : waves) {
      value += wave.at(time);
    }
    value += weather * weather(time) + levelShift(time);
    value += measurement * random.gaussian(Stream.MEASUREMENT, slot);
    return magnitude * value;
  }

  @Override
  public double noise(long slot, long time) {
    double ofWeather = weather * WEATHER_CHANGE;
    return magnitude * StrictMath.sqrt(ofWeather * ofWeather + measurement * measurement);
  }

  /**
   * Smooth weather: Gaussian knots with a curve between them, so that an hour is similar to the
   * next.
   */
  private double weather(long time) {
    double position = time / WEATHER_LATTICE;
    long knot = (long) StrictMath.floor(position);
    double left = random.gaussian(Stream.WEATHER, knot);
    double right = random.gaussian(Stream.WEATHER, knot + 1);
    double weight = (1 - StrictMath.cos(StrictMath.PI * (position - knot))) / 2;
    return left + (right - left) * weight;
  }

  private double levelShift(long time) {
    double position = time / SHIFT_BLOCK;
    long block = (long) StrictMath.floor(position);
    if (random.uniform(Stream.LEVEL_SHIFT, 4 * block) >= SHIFT_PROBABILITY) {
      return 0;
    }
    double from = random.uniform(Stream.LEVEL_SHIFT, 4 * block + 1, 0, 0.8);
    double length = random.uniform(Stream.LEVEL_SHIFT, 4 * block + 2, 0.05, 0.2);
    double within = position - block;
    return within >= from && within < from + length
        ? 0.2 * random.gaussian(Stream.LEVEL_SHIFT, 4 * block + 3)
        : 0;
  }

  private double character(int index, double from, double to) {
    return random.uniform(Stream.CHARACTER, index, from, to);
  }

  private double phase(int index) {
    return character(index, 0, 2 * StrictMath.PI);
  }

  private record Wave(double period, double amplitude, double phase) {

    double at(long time) {
      return amplitude * StrictMath.sin(2 * StrictMath.PI * (time % period) / period + phase);
    }
  }
}
