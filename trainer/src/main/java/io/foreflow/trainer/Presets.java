package io.foreflow.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options that suit a kind of data, by name. What is given beside a preset wins over it; the
 * cadence is left to the data.
 */
public final class Presets {

  private static final Map<String, Preset> ALL = new LinkedHashMap<>();

  static {
    add(
        "sensor-hourly",
        "hourly sensors with a day and a week: a day ahead",
        "horizon",
        "24",
        "averaging",
        "ema");
    add(
        "demand-half-hourly",
        "half-hourly demand that drifts: a day ahead, with a week of context",
        "horizon",
        "48",
        "context",
        "336",
        "seasons",
        "48,336",
        "averaging",
        "ema");
    add(
        "price-hourly",
        "hourly prices: no season, wide levels, likely moves rather than a path",
        "horizon",
        "24",
        "context",
        "168",
        "seasons",
        "",
        "levels",
        "0.05,0.1,0.25,0.5,0.75,0.9,0.95",
        "dropout",
        "0.1",
        "averaging",
        "ema");
    add(
        "price-minute",
        "prices by the minute: no season, half an hour ahead",
        "horizon",
        "30",
        "context",
        "240",
        "seasons",
        "",
        "levels",
        "0.05,0.1,0.25,0.5,0.75,0.9,0.95",
        "dropout",
        "0.1",
        "averaging",
        "ema");
    add(
        "many-short-series",
        "thousands of series of a few weeks: a large batch, a short window, one model for all",
        "horizon",
        "24",
        "batch",
        "64",
        "dropout",
        "0.1",
        "averaging",
        "ema");
  }

  /**
   * One of them.
   *
   * @param description for a person to choose by
   * @param options texts by the options' names
   */
  public record Preset(String name, String description, Map<String, String> options) {

    public Preset {
      options = Map.copyOf(options);
    }
  }

  private Presets() {}

  private static void add(String name, String description, String... options) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    ALL.put(name, new Preset(name, description, texts));
  }

  /** The preset of this name. */
  public static Optional<Preset> byName(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** All, in the order of the reference page. */
  public static List<Preset> all() {
    return List.copyOf(ALL.values());
  }
}
