package io.foreflow.evaluation.baseline;

import java.util.ArrayList;
import java.util.List;

/** The forecasts that a model is measured against. */
public final class Baselines {

  private Baselines() {}

  /** All of them: seasonal naive once for each season, those with one season with the shortest. */
  public static List<Baseline> all(List<Integer> seasons) {
    List<Baseline> all = new ArrayList<>(naive(seasons));
    int season = seasons.isEmpty() ? 1 : seasons.get(0);
    all.add(new Drift());
    all.add(new Theta(season, false));
    all.add(new HoltWinters(season));
    all.add(new Theta(season, true));
    all.add(new VolatilityBand());
    return List.copyOf(all);
  }

  /** Those that cost next to nothing: the last reading, and the last one of each season. */
  public static List<Baseline> naive(List<Integer> seasons) {
    List<Baseline> naive = new ArrayList<>();
    naive.add(new SeasonalNaive(1));
    seasons.forEach(season -> naive.add(new SeasonalNaive(season)));
    return List.copyOf(naive);
  }
}
