package io.foreflow.trainer.features;

import java.util.List;

/**
 * Says where the columns of the head's context are if the horizon is another one. The context has a
 * few columns for each step: the reading one season before it and the means of the profiles. All
 * others are the same for every horizon.
 */
public final class ContextMove {

  private final FeatureConfig to;
  private final int steps;
  private final int others;
  private final int blocks;

  /**
   * @param from the features of the columns
   * @param horizon the other horizon
   */
  public ContextMove(FeatureConfig from, int horizon) {
    this.to = from.withHorizon(horizon);
    this.steps = from.horizon();
    this.blocks = from.profiled().size() + (from.seasons().isEmpty() ? 0 : 1);
    this.others = from.contextWidth() - blocks * steps;
    if (!from.covariates().known().isEmpty() && steps != horizon) {
      throw new IllegalArgumentException("known covariates have columns for each step");
    }
  }

  /** The number of columns of the other context. */
  public int newWidth() {
    return to.contextWidth();
  }

  /**
   * For each column its place in the other context, or -1 if there is none. A step past the horizon
   * has the place of a step whole seasons earlier. If that is in the past, it has the place of that
   * reading.
   *
   * @param later number of slots by which the steps are moved, 0 for none
   */
  public int[] places(int later) {
    int[] places = new int[blocks * steps + others];
    for (int block = 0; block < blocks; block++) {
      for (int step = 1; step <= steps; step++) {
        places[block * steps + step - 1] = place(block, step + later);
      }
    }
    for (int i = 0; i < others; i++) {
      places[blocks * steps + i] = blocks * to.horizon() + i;
    }
    return places;
  }

  private int place(int block, int step) {
    List<Integer> seasons = to.seasons();
    // The columns of a block repeat after its own season, so that one loses nothing.
    int own = block == 0 ? to.baseLag() : seasons.get(block - 1);
    int season = own <= to.horizon() ? own : seasons.get(0);
    int moved = step;
    while (moved > to.horizon()) {
      moved -= season;
    }
    if (moved >= 1) {
      return block * to.horizon() + moved - 1;
    }
    int newest = to.lagWidth() - 1;
    return -moved < to.recent() ? newest + moved : -1;
  }
}
