package io.foreflow.trainer.features;

import java.util.List;

/**
 * Makes the features of stretches of series. The same stretch has the same features, bit by bit.
 */
@FunctionalInterface
public interface FeatureMaker {

  /** Hands out features that are held for all slots, see {@link SeriesFeatures}. */
  FeatureMaker HELD =
      wanted -> wanted.stream().map(each -> ((SeriesFeatures) each.series()).whole()).toList();

  /**
   * Some slots of a series.
   *
   * @param from the first slot
   * @param to the slot after the last one
   */
  record Slots(FeaturedSeries series, int from, int to) {}

  /** Features that cover these stretches, in their order. */
  List<FeatureStretch> make(List<Slots> wanted);
}
