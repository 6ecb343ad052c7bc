package io.foreflow.trainer.synthetic;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.random.SeededRandom;
import io.foreflow.trainer.random.SeededRandom.Purpose;
import java.time.Instant;
import java.util.Locale;

/**
 * Draws series one by one. A series depends on the kind, the seed and its number alone, and not on
 * which others were drawn before it.
 */
final class SeriesGenerator {

  /** Changes with every change of what is drawn. */
  static final int VERSION = 3;

  /** Every series begins within four years from here, at any slot. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final int FIRST_DAYS = 4 * 365;
  private static final long DAY_MILLIS = 86_400_000;

  /** Some series have missing readings, whatever their family. */
  private static final double CHANCE_OF_MISSING = 0.2;

  private final SyntheticKind kind;
  private final long seed;

  SeriesGenerator(SyntheticKind kind, long seed) {
    this.kind = kind;
    this.seed = seed;
  }

  /** The series of this number. */
  SeriesHistory series(int number) {
    Draw draw = new Draw(SeededRandom.of(seed, Purpose.SYNTHETIC_SERIES, number));
    FamilyKind family = kind.family(draw);
    Timeline timeline = kind.timeline(draw);
    long cadence = kind.cadence().toMillis();
    long first =
        FIRST.toEpochMilli() / cadence
            + draw.integer(0, (int) (FIRST_DAYS * DAY_MILLIS / cadence) - 1);
    String name = String.format(Locale.ROOT, "%s-%06d-%s", kind.text(), number, family.text());
    return new SeriesHistory(name, first, floats(values(family, timeline, draw)));
  }

  /** The values of a series of a family, with its events, in its unit. NaN = missing. */
  static double[] values(FamilyKind family, Timeline timeline, Draw draw) {
    double[] values = family.draw(timeline, draw.split());
    Draw ofEvents = draw.split();
    Draw ofUnit = draw.split();
    Draw ofMissing = draw.split();
    switch (family.range()) {
      case FREE -> {
        Values.standardize(values);
        for (EventKind event : EventKind.values()) {
          if (ofEvents.chance(event.chance())) {
            event.change(values, timeline, ofEvents.split());
          }
        }
        Units.free(values, ofUnit);
      }
      case FROM_ZERO -> Units.fromZero(values, ofUnit);
      case WHOLE -> {}
    }
    if (ofMissing.chance(CHANCE_OF_MISSING)) {
      new MissingStretches().change(values, timeline, ofMissing);
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
