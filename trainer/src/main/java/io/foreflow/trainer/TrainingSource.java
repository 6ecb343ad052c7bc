package io.foreflow.trainer;

import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.synthetic.SyntheticRecipe;
import java.util.List;
import java.util.Optional;

/**
 * What a training learns from.
 *
 * @param series the histories
 * @param recipe the recipe that they were drawn by; empty for real histories
 * @param chosen the options that were chosen for them, for the manifest; empty for none
 */
public record TrainingSource(
    List<SeriesHistory> series,
    Optional<SyntheticRecipe> recipe,
    Optional<Provenance.Chosen> chosen) {

  public TrainingSource {
    series = List.copyOf(series);
  }

  /** Histories without chosen options. */
  public TrainingSource(List<SeriesHistory> series, Optional<SyntheticRecipe> recipe) {
    this(series, recipe, Optional.empty());
  }

  /** A copy with the options that were chosen. */
  public TrainingSource choosing(Optional<Provenance.Chosen> options) {
    return new TrainingSource(series, recipe, options);
  }

  /** Real histories. */
  public static TrainingSource of(List<SeriesHistory> series) {
    return new TrainingSource(series, Optional.empty());
  }

  /** Generated series. */
  public static TrainingSource drawnBy(SyntheticRecipe recipe) {
    return new TrainingSource(recipe.draw(), Optional.of(recipe));
  }

  /** The digest of the recipe, or of the histories themselves. */
  String digest() {
    return recipe.map(SyntheticRecipe::digest).orElseGet(() -> HistoryDigest.of(series));
  }

  /** The generator as the manifest names it. */
  Optional<Provenance.Generated> generated() {
    return recipe.map(
        one -> new Provenance.Generated(one.kind().text(), one.seed(), one.version()));
  }
}
