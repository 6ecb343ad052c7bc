package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSplitTest {

  private static final SeriesHistory EARLY = new SeriesHistory("early", 10, new float[] {0, 1, 2});
  private static final SeriesHistory LATE =
      new SeriesHistory(
          "late",
          12,
          new float[] {2, 3},
          new Covariates(List.of("a", "b"), new float[] {20, 21, 30, 31, 40, 41}));

  @Test
  void cutsEachHistoryAtTheSlot() {
    List<SeriesHistory> before = TimeSplit.upTo(List.of(EARLY, LATE), 12);
    assertThat(before.get(0)).isSameAs(EARLY);
    assertThat(before.get(1).values()).containsExactly(2);
    // What is known ahead of a slot that is cut off must not reach the training.
    assertThat(before.get(1).covariates().values()).containsExactly(20, 21);

    List<SeriesHistory> after = TimeSplit.from(List.of(EARLY, LATE), 13);
    assertThat(after).hasSize(1);
    assertThat(after.get(0).firstSlot()).isEqualTo(13);
    assertThat(after.get(0).values()).containsExactly(3);
    assertThat(after.get(0).covariates().values()).containsExactly(30, 31, 40, 41);
  }

  @Test
  void leavesOutHistoriesWithoutASlot() {
    assertThat(TimeSplit.upTo(List.of(EARLY, LATE), 11)).hasSize(1);
    assertThat(TimeSplit.upTo(List.of(EARLY, LATE), 9)).isEmpty();
    assertThat(TimeSplit.first(List.of(EARLY, LATE))).isEqualTo(10);
    assertThat(TimeSplit.last(List.of(EARLY, LATE))).isEqualTo(13);
  }
}
