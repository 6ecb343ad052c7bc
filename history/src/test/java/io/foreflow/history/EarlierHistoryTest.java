package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlierHistoryTest {

  private static final float NONE = Float.NaN;

  private static SeriesHistory part(String name, long first, float... values) {
    return new SeriesHistory(name, first, values);
  }

  @Test
  void isPutBeforeTheSeriesOfItsName() {
    List<SeriesHistory> joined =
        new EarlierHistory(List.of(part("a", 10, 1, 2), part("b", 10, 3)), 2)
            .before(List.of(part("a", 14, 5, 6), part("c", 14, 7)));

    assertThat(joined).hasSize(2);
    assertThat(joined.get(0).firstSlot()).isEqualTo(10);
    assertThat(joined.get(0).values()).containsExactly(1, 2, NONE, NONE, 5, 6);
    assertThat(joined.get(1).values()).containsExactly(7);
  }

  @Test
  void endsWhereTheHistoryBegins() {
    List<SeriesHistory> joined =
        new EarlierHistory(List.of(part("a", 10, 1, 2, 3, 4, 5, 6)), 0)
            .before(List.of(part("a", 12, NONE, 9)));

    assertThat(joined.get(0).values()).containsExactly(1, 2, NONE, 9);
  }

  @Test
  void isLeftOutBeforeALongGap() {
    SeriesHistory part = part("a", 14, 5, 6);

    assertThat(new EarlierHistory(List.of(part("a", 10, 1, 2)), 1).before(List.of(part)))
        .containsExactly(part);
    assertThat(
            new EarlierHistory(List.of(part("a", 0, 1), part("a", 13, 2)), 1)
                .before(List.of(part))
                .get(0)
                .values())
        .containsExactly(2, 5, 6);
  }

  @Test
  void onlyTheFirstPartHasAnythingBefore() {
    SeriesHistory second = part("a", 90, 7);

    assertThat(
            new EarlierHistory(List.of(part("a", 13, 2)), 1)
                .before(List.of(part("a", 14, 5), second))
                .get(1))
        .isEqualTo(second);
  }

  @Test
  void covariatesComeAlong() {
    Covariates before = new Covariates(List.of("t", "u"), new float[] {1, 2, 3, 4, 5, 6});
    // The row of slot 12 is known ahead in both histories, and the later history counts.
    Covariates after = new Covariates(List.of("u", "t"), new float[] {60, 50, 80, 70});
    List<SeriesHistory> joined =
        new EarlierHistory(List.of(new SeriesHistory("a", 10, new float[] {1, 2}, before)), 0)
            .before(List.of(new SeriesHistory("a", 12, new float[] {3}, after)));

    assertThat(joined.get(0).covariates().names()).containsExactly("u", "t");
    assertThat(joined.get(0).covariates().values()).containsExactly(2, 1, 4, 3, 60, 50, 80, 70);
  }
}
