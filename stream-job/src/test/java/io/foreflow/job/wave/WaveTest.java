package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaveTest {

  @Test
  void isFullWhenEveryRowHasASeries() {
    Wave wave = new Wave(2);
    wave.add(AcceptedReadings.of("a", 1, 1));
    assertThat(wave.isFull()).isFalse();
    wave.add(AcceptedReadings.of("b", 1, 1));
    assertThat(wave.isFull()).isTrue();
    assertThat(series(wave)).containsExactly("a", "b");
  }

  @Test
  void aSecondReadingWaitsForTheNextWave() {
    Wave wave = new Wave(4);
    wave.add(AcceptedReadings.of("a", 1, 1));
    wave.add(AcceptedReadings.of("a", 2, 2));
    wave.add(AcceptedReadings.of("b", 1, 3));
    assertThat(series(wave)).containsExactly("a", "b");
    assertThat(wave.row(0).reading().time()).isEqualTo(1);

    wave.advance();

    assertThat(series(wave)).containsExactly("a");
    assertThat(wave.row(0).reading().time()).isEqualTo(2);
    wave.advance();
    assertThat(wave.isEmpty()).isTrue();
  }

  @Test
  void isFullWhenTooManyReadingsWait() {
    Wave wave = new Wave(2);
    wave.add(AcceptedReadings.of("a", 1, 1));
    wave.add(AcceptedReadings.of("a", 2, 1));
    assertThat(wave.isFull()).isFalse();
    wave.add(AcceptedReadings.of("a", 3, 1));
    assertThat(wave.isFull()).isTrue();
    assertThat(wave.size()).isEqualTo(1);
  }

  @Test
  void waitingReadingsCanFillTheNextWave() {
    Wave wave = new Wave(3);
    for (int time = 1; time <= 2; time++) {
      wave.add(AcceptedReadings.of("a", time, 1));
      wave.add(AcceptedReadings.of("b", time, 1));
    }
    wave.add(AcceptedReadings.of("c", 1, 1));
    assertThat(wave.isFull()).isTrue();
    wave.advance();
    assertThat(series(wave)).containsExactly("a", "b");
    wave.add(AcceptedReadings.of("c", 2, 1));
    assertThat(wave.isFull()).isTrue();
  }

  @Test
  void keepsEveryReadingInItsSeriesOrder() {
    for (int capacity : new int[] {1, 2, 3, 7, 16, 128}) {
      Random random = new Random(capacity);
      Wave wave = new Wave(capacity);
      Map<String, Deque<AcceptedReading>> held = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        // Few series and many: "Aa" and "BB" have one hash code, so the table's chains are walked.
        String series = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(1 + i % 40);
        AcceptedReading reading = AcceptedReadings.of(series, i, 0);
        wave.add(reading);
        held.computeIfAbsent(series, name -> new ArrayDeque<>()).add(reading);
        while (wave.isFull() || (random.nextInt(50) == 0 && !wave.isEmpty())) {
          run(wave, held);
        }
      }
      while (!wave.isEmpty()) {
        run(wave, held);
      }
      assertThat(held.values()).allMatch(Deque::isEmpty);
    }
  }

  private static void run(Wave wave, Map<String, Deque<AcceptedReading>> held) {
    assertThat(series(wave)).doesNotHaveDuplicates();
    for (int row = 0; row < wave.size(); row++) {
      AcceptedReading stepped = wave.row(row);
      assertThat(held.getOrDefault(stepped.reading().series(), new ArrayDeque<>()).poll())
          .isSameAs(stepped);
    }
    wave.advance();
  }

  private static List<String> series(Wave wave) {
    List<String> series = new ArrayList<>();
    for (int row = 0; row < wave.size(); row++) {
      series.add(wave.row(row).reading().series());
    }
    return series;
  }
}
