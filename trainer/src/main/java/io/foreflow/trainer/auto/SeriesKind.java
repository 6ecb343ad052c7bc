package io.foreflow.trainer.auto;

import io.foreflow.options.Choice;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A kind of series, with the options that suit it. The options depend on the history's traits. */
public enum SeriesKind implements Choice {
  /** Readings without a season and without a level, such as prices. */
  PRICES("prices", "they have no season, and they wander without a level to return to") {
    @Override
    boolean suits(HistoryTraits traits) {
      return traits.isWalk();
    }

    /**
     * Past prices say little about the next ones, and a network that can memorize them overfits. So
     * the network is small, and there is no choice of the best round.
     */
    @Override
    Options own(HistoryTraits traits) {
      boolean isShort = traits.slots() < LONG_PRICES;
      Options options = new Options();
      if (traits.typicalSlots() < FEW_PRICES) {
        options.put("members", "1,ridge");
      }
      return options
          .put("seasons", "")
          .put("context", within(64, 7 * traits.horizon(), LARGE_CONTEXT))
          .put("hidden", 16)
          .put("head-units", 16)
          .put("shortcut", false)
          .put("dropout", isShort ? 0.3 : 0.1)
          .put("weight-decay", isShort ? 0.05 : 0.01)
          .put("learning-rate", isShort ? 0.001 : 0.003)
          .put("steps", steps(traits, 1))
          .put("rounds", 1);
    }
  },

  /** Many series that are not long, for one model. */
  MANY_SHORT("many-short-series", "they are many, and none is long") {
    @Override
    boolean suits(HistoryTraits traits) {
      return traits.series() >= MANY && traits.typicalSlots() < SHORT;
    }

    @Override
    Options own(HistoryTraits traits) {
      return new Options()
          .put("cell", "lstm")
          .put("profile", 4)
          .put("dropout", dropout(traits, 0.1))
          .put("steps", steps(traits, 1.2))
          .put("batch", 64)
          .put("window", Math.max(96, 2 * traits.horizon()));
    }
  },

  /** What people use: a day and a clearly different weekend. */
  DEMAND("demand", "their week is much clearer than their day, as with what people use") {
    @Override
    boolean suits(HistoryTraits traits) {
      return traits.longGain() >= CLEAR_WEEK;
    }

    @Override
    Options own(HistoryTraits traits) {
      return new Options()
          .put("cell", "lstm")
          .put("profile", 4)
          .put("disturbed", 3)
          .put("disturbance", 0.45)
          .put("dropout", dropout(traits, 0.3))
          .put("steps", steps(traits, 1))
          .put("members", 3);
    }
  },

  /** Machines and their surroundings: a season, and readings that follow the last ones. */
  SENSORS("sensors", "they have a season") {
    @Override
    boolean suits(HistoryTraits traits) {
      return !traits.seasons().isEmpty();
    }

    /** The minimal cell was better than the others on held-out readings, and costs a job less. */
    @Override
    Options own(HistoryTraits traits) {
      int linear = within(traits.longest(), SENSOR_SEASONS * traits.shortest(), LINEAR_WINDOW);
      return withLinear(linear, traits).put("profile", 4).put("cell", "min-gru");
    }
  },

  /** Readings that return to a level and have no season. */
  NO_SEASON("no-season", "they have no season, and they return to a level") {
    @Override
    boolean suits(HistoryTraits traits) {
      return true;
    }

    @Override
    Options own(HistoryTraits traits) {
      return withLinear(within(64, 4 * traits.horizon(), LINEAR_WINDOW), traits)
          .put("members", "2,ridge");
    }
  };

  private static final int MANY = 50;
  private static final int SHORT = 3_000;
  private static final int LONG_PRICES = 5_000;

  /** A network learns fewer prices than these by heart. More were not tried with a regression. */
  private static final int FEW_PRICES = 250;

  private static final double CLEAR_WEEK = 0.2;
  private static final int LARGE_CONTEXT = 400;
  private static final int LINEAR_WINDOW = 336;
  private static final int SENSOR_SEASONS = 14;

  /** A linear window is at most this part of a series. */
  private static final int PART = 4;

  /** The number of slots for which 150 steps were found to be good. */
  private static final double BASE_SLOTS = 550;

  private static final int BASE_STEPS = 150;

  /** Steps grow with this power of the number of slots: from 150 for 550 to 1,000 for 350,000. */
  private static final double GROWTH = 0.3;

  private static final int MOST_STEPS = 3_000;

  /** From so many slots on, memorizing is no danger that much dropout is needed against. */
  private static final long MANY_SLOTS = 200_000;

  private static final long VERY_MANY_SLOTS = 3_000_000;

  private final String text;
  private final String why;

  SeriesKind(String text, String why) {
    this.text = text;
    this.why = why;
  }

  /** The kind of a history. */
  static SeriesKind of(HistoryTraits traits) {
    for (SeriesKind kind : values()) {
      if (kind.suits(traits)) {
        return kind;
      }
    }
    throw new IllegalStateException("the last kind suits every history");
  }

  /** Whether a history is of this kind and of none before it. */
  abstract boolean suits(HistoryTraits traits);

  /** The options that only this kind has. */
  abstract Options own(HistoryTraits traits);

  @Override
  public String text() {
    return text;
  }

  /** The reason for this kind, about the readings of a history. */
  public String why() {
    return why;
  }

  /** The options that suit a history of this kind, as texts by name. */
  public Map<String, String> options(HistoryTraits traits) {
    String seasons = traits.seasons().toString().replace(" ", "").replace("[", "").replace("]", "");
    Map<String, String> all = new TreeMap<>();
    all.put("seasons", seasons);
    all.put("averaging", "ema");
    all.putAll(own(traits).texts);
    return all;
  }

  /** Options of a network with a linear path. */
  private static Options withLinear(int asked, HistoryTraits traits) {
    int linear = (int) Math.max(2, Math.min(asked, traits.typicalSlots() / PART));
    int window = Math.max(within(64, linear, 300), 2 * traits.horizon());
    return new Options()
        .put("linear-window", linear)
        .put("dropout", dropout(traits, 0.3))
        .put("steps", steps(traits, 0.65))
        .put("batch", 16)
        .put("window", window)
        .put("members", 2);
  }

  private static int steps(HistoryTraits traits, double factor) {
    double more = StrictMath.pow(Math.max(1, traits.slots()) / BASE_SLOTS, GROWTH);
    long steps = 10 * Math.round(factor * BASE_STEPS * Math.max(1, more) / 10);
    return (int) Math.min(MOST_STEPS, steps);
  }

  private static double dropout(HistoryTraits traits, double most) {
    if (traits.slots() >= VERY_MANY_SLOTS) {
      return 0;
    }
    return traits.slots() >= MANY_SLOTS ? Math.min(most, 0.1) : most;
  }

  private static int within(int least, int wanted, int most) {
    return Math.max(least, Math.min(wanted, most));
  }

  /** Options under way. */
  private static final class Options {
    private final Map<String, String> texts = new TreeMap<>();

    Options put(String name, Object value) {
      texts.put(
          name, value instanceof Double ? String.format(Locale.ROOT, "%s", value) : "" + value);
      return this;
    }
  }
}
