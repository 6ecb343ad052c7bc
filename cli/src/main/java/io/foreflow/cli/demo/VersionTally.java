package io.foreflow.cli.demo;

import io.foreflow.wire.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the versions of the model in the forecasts, over all series and in turn. Thread-safe. */
final class VersionTally {

  private final Map<String, List<String>> turns = new HashMap<>();
  private final Map<String, Long> forecasts = new LinkedHashMap<>();

  synchronized void seen(Forecast forecast) {
    forecasts.merge(forecast.modelVersion(), 1L, Long::sum);
    List<String> ofSeries = turns.computeIfAbsent(forecast.series(), name -> new ArrayList<>());
    if (ofSeries.isEmpty() || !last(ofSeries).equals(forecast.modelVersion())) {
      ofSeries.add(forecast.modelVersion());
    }
  }

  private static String last(List<String> versions) {
    return versions.get(versions.size() - 1);
  }

  /** The number of series whose newest forecast was made by a version. */
  synchronized int seriesOf(String version) {
    return (int) turns.values().stream().filter(of -> last(of).equals(version)).count();
  }

  /** The number of forecasts of each version, in the order of their first one. */
  synchronized Map<String, Long> forecasts() {
    return new LinkedHashMap<>(forecasts);
  }

  /** The number of series by the versions that made their forecasts, one after another. */
  synchronized Map<List<String>, Long> seriesByTurns() {
    return turns.values().stream()
        .map(List::copyOf)
        .collect(
            Collectors.groupingBy(
                of -> of,
                () -> new TreeMap<>(Comparator.comparing(List::toString)),
                Collectors.counting()));
  }
}
