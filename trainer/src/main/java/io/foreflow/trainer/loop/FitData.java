package io.foreflow.trainer.loop;

import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.FeaturedSeries;
import io.foreflow.trainer.features.SeriesFeatures;
import java.util.List;

/**
 * What a fit learns from.
 *
 * @param series the series
 * @param copies copies of the series to learn from too, without their held-out tails
 * @param maker makes the features of series and copies
 */
public record FitData(
    List<FeaturedSeries> series, List<FeaturedSeries> copies, FeatureMaker maker) {

  public FitData {
    series = List.copyOf(series);
    copies = List.copyOf(copies);
  }

  /** Series without copies, with features that are held for all slots. */
  public static FitData held(List<SeriesFeatures> series) {
    return new FitData(List.copyOf(series), List.of(), FeatureMaker.HELD);
  }
}
