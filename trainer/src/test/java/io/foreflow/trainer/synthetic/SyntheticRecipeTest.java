package io.foreflow.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests which series a recipe gives. */
class SyntheticRecipeTest {

  @ParameterizedTest
  @EnumSource
  void everySeriesIsFiniteAndChanges(SyntheticKind kind) {
    Set<String> names = new HashSet<>();
    for (SeriesHistory history : new SyntheticRecipe(kind, 5, 60).draw()) {
      Set<Float> distinct = new HashSet<>();
      for (float value : history.values()) {
        if (!Float.isNaN(value)) {
          assertThat(Float.isFinite(value)).as(history.series()).isTrue();
          distinct.add(value);
        }
      }
      assertThat(distinct.size()).as(history.series()).isGreaterThan(1);
      assertThat(history.values()[0]).as(history.series()).isNotNaN();
      names.add(history.series());
    }
    assertThat(names).hasSize(60);
  }

  @Test
  void aSeriesDoesNotDependOnEarlierOnes() {
    List<SeriesHistory> forwards = new SyntheticRecipe(SyntheticKind.HOURLY, 3, 12).draw();
    List<SeriesHistory> backwards = new ArrayList<>();
    SeriesGenerator generator = new SeriesGenerator(SyntheticKind.HOURLY, 3);
    for (int number = 11; number >= 0; number--) {
      backwards.add(0, generator.series(number));
    }

    assertThat(HistoryDigest.of(backwards)).isEqualTo(HistoryDigest.of(forwards));
    assertThat(HistoryDigest.of(new SyntheticRecipe(SyntheticKind.HOURLY, 3, 5).draw()))
        .isEqualTo(HistoryDigest.of(forwards.subList(0, 5)));
  }

  @Test
  void aStoreHoldsTheSameSeries(@TempDir Path folder) {
    SyntheticRecipe recipe = new SyntheticRecipe(SyntheticKind.HOURLY, 3, 5);

    try (ColumnStore store = new ColumnStore(new WorkSpace(folder, 0))) {
      assertThat(HistoryDigest.of(recipe.draw(store))).isEqualTo(HistoryDigest.of(recipe.draw()));
      assertThat(store.usesFile()).isTrue();
    }
  }

  @Test
  void anotherSeedGivesOtherSeries() {
    List<SeriesHistory> one = new SyntheticRecipe(SyntheticKind.DAILY, 1, 30).draw();
    List<SeriesHistory> other = new SyntheticRecipe(SyntheticKind.DAILY, 2, 30).draw();

    Set<Float> firsts = new HashSet<>();
    one.forEach(history -> firsts.add(history.values()[1]));
    firsts.remove(0f);
    assertThat(other).noneMatch(history -> firsts.contains(history.values()[1]) && !whole(history));
  }

  private static boolean whole(SeriesHistory history) {
    return history.values()[1] == Math.rint(history.values()[1]);
  }

  @Test
  void aMixHoldsEveryFamily() {
    Set<String> families = new HashSet<>();
    new SyntheticRecipe(SyntheticKind.FIVE_MINUTES, 1, 150)
        .draw()
        .forEach(history -> families.add(history.series().replaceFirst("^5-minute-\\d+-", "")));

    assertThat(families).hasSize(FamilyKind.values().length);
  }

  @Test
  void theDigestNamesEverythingInTheRecipe() {
    SyntheticRecipe recipe = new SyntheticRecipe(SyntheticKind.HOURLY, 1, 10);

    assertThat(recipe.digest()).startsWith("sha256:").hasSize(71);
    assertThat(
            Set.of(
                recipe.digest(),
                new SyntheticRecipe(SyntheticKind.DAILY, 1, 10).digest(),
                new SyntheticRecipe(SyntheticKind.HOURLY, 2, 10).digest(),
                new SyntheticRecipe(SyntheticKind.HOURLY, 1, 11).digest()))
        .hasSize(4);
    assertThat(recipe).hasToString("synthetic hourly, 10 series, seed 1, generator 3");
  }

  /**
   * If this fails, the generator draws other series: raise its version, and take the new digest.
   */
  @Test
  void theVersionStandsForTheseSeries() {
    List<SeriesHistory> all = new ArrayList<>();
    for (SyntheticKind kind : SyntheticKind.values()) {
      all.addAll(new SyntheticRecipe(kind, 1, 40).draw());
    }

    assertThat(SeriesGenerator.VERSION).isEqualTo(3);
    assertThat(HistoryDigest.of(all))
        .isEqualTo("sha256:1f88d5c335bab57b8de07bf1dc31d9d86a3226cdf5be7b9cf0687f2a957f6c2d");
  }

  @Test
  void refusesARecipeWithoutSeries() {
    assertThatThrownBy(() -> new SyntheticRecipe(SyntheticKind.HOURLY, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("series: found 0, expected at least 1");
  }
}
