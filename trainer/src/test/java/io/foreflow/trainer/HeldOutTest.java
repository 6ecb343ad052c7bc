package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutTest {

  @Test
  void measuresAllSeriesOfSmallHistories() {
    List<SeriesHistory> histories = flat(100, 5_000);
    assertThat(HeldOut.measured(histories)).isEqualTo(histories);
  }

  @Test
  void measuresSomeSeriesOfLargeHistories() {
    List<SeriesHistory> measured = HeldOut.measured(flat(4_000, 5_000));
    assertThat(measured).hasSize(1_000);
    assertThat(measured.get(1).series()).isEqualTo("s4");
    assertThat(measured.get(999).series()).isEqualTo("s3996");
  }

  @Test
  void measuresTheNewestSlotsOfLongSeries() {
    SeriesHistory measured = HeldOut.measured(flat(1, 6_000_000)).get(0);
    assertThat(measured.slots()).isEqualTo(20_000);
    assertThat(measured.firstSlot()).isEqualTo(5_980_000);
  }

  private static List<SeriesHistory> flat(int series, int slots) {
    float[] values = new float[slots];
    List<SeriesHistory> histories = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      histories.add(new SeriesHistory("s" + i, 0, values));
    }
    return histories;
  }
}
