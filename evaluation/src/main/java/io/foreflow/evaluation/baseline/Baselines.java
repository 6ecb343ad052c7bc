package io.foreflow.evaluation.baseline;

import java.util.ArrayList;
import java.util.List;

/** The baselines that a model is compared with. */
public final class Baselines {

  private Baselines() {}

  /**
   * All baselines. There is one seasonal naive forecast for each season. Baselines with one season
   * use the shortest season.
   */
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

  /**
   * The baselines that cost almost nothing: the last reading, and for each season the last reading
   * at the same place in the season.
   */
  public static List<Baseline> naive(List<Integer> seasons) {
    List<Baseline> naive = new ArrayList<>();
    naive.add(seasonalNaive(1));
    seasons.forEach(season -> naive.add(seasonalNaive(season)));
    return List.copyOf(naive);
  }

  /** The last reading at the same place in a season; for a season of 1, the last reading. */
  public static Baseline seasonalNaive(int season) {
    return new SeasonalNaiveBaseline(season);
  }
}
