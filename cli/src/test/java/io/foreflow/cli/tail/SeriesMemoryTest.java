package io.foreflow.cli.tail;

import static io.foreflow.cli.tail.TailedRecords.BEGIN;
import static io.foreflow.cli.tail.TailedRecords.HOUR;
import static io.foreflow.cli.tail.TailedRecords.forecast;
import static io.foreflow.cli.tail.TailedRecords.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Reading;
import io.foreflow.wire.StepScore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesMemoryTest {

  @Test
  void seriesAreSortedByName() {
    SeriesMemory memory = new SeriesMemory(Optional.empty(), 8, true);
    for (String name : new String[] {"c", "a", "b", "a"}) {
      memory.forecast(forecast(name, 1), 0);
    }

    assertThat(memory.first(2)).extracting(SeenSeries::name).containsExactly("a", "b");
    assertThat(memory.size()).isEqualTo(3);
  }

  @Test
  void longSilentSeriesGoFirst() {
    SeriesMemory memory = new SeriesMemory(Optional.empty(), 1, true);
    for (int i = 0; i < SeriesMemory.MOST; i++) {
      memory.forecast(forecast("s" + i, 1), 0);
    }
    assertThat(memory.forgot()).isFalse();
    memory.forecast(forecast("s0", 2), 0);
    memory.forecast(forecast("another", 1), 0);

    assertThat(memory.size()).isEqualTo(SeriesMemory.MOST);
    assertThat(memory.forgot()).isTrue();
    assertThat(memory.first(SeriesMemory.MOST))
        .extracting(SeenSeries::name)
        .contains("s0", "another")
        .doesNotContain("s1");
  }

  @Test
  void onlyTheNamedSeriesIsRemembered() {
    SeriesMemory memory = new SeriesMemory(Optional.of("b"), 8, true);
    for (int i = 0; i < 20; i++) {
      memory.forecast(forecast("a" + i, 1), 0);
    }
    memory.forecast(forecast("b", 1), 0);

    assertThat(memory.first(9)).extracting(SeenSeries::name).containsExactly("b");
    assertThat(memory.others()).containsExactly("a0", "a1", "a10", "a11", "a12");
  }

  @Test
  void scoresOfAllStepsAndRecordsAddUp() {
    SeriesMemory memory = new SeriesMemory(Optional.empty(), 8, true);
    memory.score(score("a", 50));
    memory.forecast(forecast("a", 1), 0);
    assertThat(memory.first(1).get(0).scores()).isEmpty();
    memory.score(score("a", 50));
    memory.score(score("a", 100));

    StepScore sum = memory.first(1).get(0).scores().orElseThrow();
    assertThat(sum.mase()).isEqualTo(0.75);
    assertThat(sum.coverage()).isEqualTo(0.75);
    assertThat(sum.forecasts()).isEqualTo(200);
  }

  @Test
  void readingsOfUnknownSeriesAreLeftOut() {
    SeriesMemory memory = new SeriesMemory(Optional.empty(), 8, true);
    memory.reading(new Reading("a", BEGIN + HOUR, 5));

    assertThat(memory.size()).isZero();
  }
}
