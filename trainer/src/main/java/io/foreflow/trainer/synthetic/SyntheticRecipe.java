package io.foreflow.trainer.synthetic;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything that decides generated series, apart from the code of the generator. The same recipe
 * gives the same series on every machine.
 *
 * @param kind which series
 * @param seed seed of all random numbers of the series
 * @param series how many; the first of them are the same with any number
 */
public record SyntheticRecipe(SyntheticKind kind, long seed, int series) {

  public SyntheticRecipe {
    if (series < 1) {
      throw new IllegalArgumentException("series: found " + series + ", expected at least 1");
    }
  }

  /** The version of the generator. Another version draws other series. */
  public int version() {
    return SeriesGenerator.VERSION;
  }

  /** The digest of this recipe and of the generator's version: {@code sha256:...}. */
  public String digest() {
    return "sha256:" + HistoryDigest.of(toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Draws all series onto the heap. */
  public List<SeriesHistory> draw() {
    return draw(UnaryOperator.identity());
  }

  /** Draws all series, and keeps their values in a store. */
  public List<SeriesHistory> draw(ColumnStore store) {
    return draw(
        drawn ->
            new SeriesHistory(
                drawn.series(), drawn.firstSlot(), store.keep(drawn.values()), drawn.covariates()));
  }

  private List<SeriesHistory> draw(UnaryOperator<SeriesHistory> kept) {
    SeriesGenerator generator = new SeriesGenerator(kind, seed);
    List<SeriesHistory> all = new ArrayList<>(series);
    for (int number = 0; number < series; number++) {
      all.add(kept.apply(generator.series(number)));
    }
    return all;
  }

  @Override
  public String toString() {
    return "synthetic %s, %d series, seed %d, generator %d"
        .formatted(kind.text(), series, seed, version());
  }
}
