package io.foreflow.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named sets of options that suit a kind of data. An option given next to a preset overrides the
 * preset's. Presets do not set the cadence, because it follows from the data.
 */
public final class Presets {

  private static final Map<String, Preset> ALL = new LinkedHashMap<>();

  /**
   * Past prices say little about next week, and a network that can memorize them overfits. So the
   * network and its steps are small, the steps are few, and there is no choice of the best round.
   */
  private static final String OF_PRICES =
      " hidden=16 head-units=16 shortcut=false dropout=0.3 weight-decay=0.05"
          + " learning-rate=0.001 steps=150 rounds=1 averaging=ema";

  /** Levels from a price's worst case to its best case. */
  private static final String WIDE = "0.05,0.1,0.25,0.5,0.75,0.9,0.95";

  static {
    add(
        "sensor-hourly",
        "hourly sensors with a day and a week: a day ahead",
        """
        horizon=24 context=336 seasons=24,168 profile=4 linear-window=336
        dropout=0.3 steps=400 batch=16 window=300 averaging=ema members=2
        """);
    add(
        "demand-half-hourly",
        "half-hourly demand that drifts: a day ahead, with a week of context",
        """
        horizon=48 context=336 seasons=48,336 profile=4 cell=lstm
        disturbed=3 disturbance=0.45 dropout=0.3 steps=300 batch=32 averaging=ema members=3
        """);
    add(
        "price-hourly",
        "hourly prices: no season, wide levels, likely moves rather than a path",
        "horizon=24 context=168 seasons= levels=" + WIDE + OF_PRICES);
    add(
        "price-minute",
        "prices by the minute: no season, half an hour ahead",
        "horizon=30 context=240 seasons= levels=" + WIDE + OF_PRICES);
    add(
        "many-short-series",
        "thousands of series of a few weeks: a large batch, a short window, one model for all",
        """
        horizon=24 profile=4 cell=lstm dropout=0.1
        steps=1200 batch=64 window=96 averaging=ema
        """);
  }

  /**
   * A named set of options.
   *
   * @param description a description to choose the preset by
   * @param options the options' values as texts, by name
   */
  public record Preset(String name, String description, Map<String, String> options) {

    public Preset {
      options = Map.copyOf(options);
    }
  }

  private Presets() {}

  private static void add(String name, String description, String options) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String pair : options.strip().split("\\s+", -1)) {
      int equals = pair.indexOf('=');
      texts.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    ALL.put(name, new Preset(name, description, texts));
  }

  /** The preset of this name. */
  public static Optional<Preset> byName(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** All presets, in the order of the reference page. */
  public static List<Preset> all() {
    return List.copyOf(ALL.values());
  }
}
