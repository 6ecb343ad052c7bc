package io.foreflow.trainer.auto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names for what a training chooses by itself for a kind of series. A preset says which kind it is,
 * and asks for a horizon and levels. All else follows from the kind and from the history. An option
 * given next to a preset overrides the preset's. Presets do not set the cadence, because it follows
 * from the data.
 */
public final class Presets {

  private static final Map<String, Preset> ALL = new LinkedHashMap<>();

  /** Levels from a price's worst case to its best case. */
  private static final String WIDE = "0.05,0.1,0.25,0.5,0.75,0.9,0.95";

  static {
    add(
        "sensor-hourly",
        "hourly sensors with a day and a week: a day ahead",
        SeriesKind.SENSORS,
        Map.of("horizon", "24"),
        new HistoryTraits(24, List.of(24, 168), 0.05, false, 7, 8_640, 60_480));
    add(
        "demand-half-hourly",
        "half-hourly demand that drifts: a day ahead, with a week of context",
        SeriesKind.DEMAND,
        Map.of("horizon", "48"),
        new HistoryTraits(48, List.of(48, 336), 0.4, false, 1, 7_000, 7_000));
    add(
        "price-hourly",
        "hourly prices: no season, wide levels, likely moves rather than a path",
        SeriesKind.PRICES,
        Map.of("horizon", "24", "levels", WIDE),
        new HistoryTraits(24, List.of(), 0, true, 1, 550, 550));
    add(
        "price-minute",
        "prices by the minute: no season, half an hour ahead",
        SeriesKind.PRICES,
        Map.of("horizon", "30", "levels", WIDE),
        new HistoryTraits(30, List.of(), 0, true, 1, 550, 550));
    add(
        "many-short-series",
        "thousands of series of a few weeks: a large batch, one model for all",
        SeriesKind.MANY_SHORT,
        Map.of("horizon", "24"),
        new HistoryTraits(24, List.of(24, 168), 0.05, false, 414, 850, 350_000));
  }

  /**
   * A named kind of series.
   *
   * @param description a description to choose the preset by
   * @param kind the kind of series
   * @param asked the options that do not follow from a history, as texts by name
   * @param typical the traits of a typical history
   */
  public record Preset(
      String name,
      String description,
      SeriesKind kind,
      Map<String, String> asked,
      HistoryTraits typical) {

    public Preset {
      asked = Map.copyOf(asked);
    }

    /** The options for a typical history, as texts by name. */
    public Map<String, String> options() {
      Map<String, String> options = new TreeMap<>(kind.options(typical));
      options.putAll(asked);
      return options;
    }
  }

  private Presets() {}

  private static void add(
      String name,
      String description,
      SeriesKind kind,
      Map<String, String> asked,
      HistoryTraits typical) {
    ALL.put(name, new Preset(name, description, kind, asked, typical));
  }

  /** The preset of this name. */
  public static Optional<Preset> byName(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** All presets, in the order of the reference page. */
  public static List<Preset> all() {
    return List.copyOf(ALL.values());
  }

  /** The presets of a kind. */
  public static List<Preset> of(SeriesKind kind) {
    return ALL.values().stream().filter(preset -> preset.kind() == kind).toList();
  }
}
