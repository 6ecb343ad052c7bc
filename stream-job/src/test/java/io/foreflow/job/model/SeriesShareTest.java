package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class SeriesShareTest {
  private static final int SERIES = 100_000;

  @Test
  void zeroHasNoneAndOneHasAll() {
    assertThat(count(0)).isZero();
    assertThat(count(1)).isEqualTo(SERIES);
  }

  @Test
  void aShareHasAboutItsSize() {
    assertThat(count(0.1) / (double) SERIES).isCloseTo(0.1, within(0.01));
    assertThat(count(0.5) / (double) SERIES).isCloseTo(0.5, within(0.01));
  }

  @Test
  void aLargerShareHoldsTheSmaller() {
    SeriesShare small = new SeriesShare(0.1);
    SeriesShare large = new SeriesShare(0.3);
    assertThat(names().filter(small::holds)).isNotEmpty().allMatch(large::holds);
  }

  @Test
  void takesFromEachTaskAlike() {
    SeriesShare share = new SeriesShare(0.25);
    for (int task = 0; task < 4; task++) {
      int own = task;
      long of = names().filter(name -> task(name) == own).count();
      long taken = names().filter(name -> task(name) == own && share.holds(name)).count();
      assertThat(taken / (double) of).isCloseTo(0.25, within(0.02));
    }
  }

  @Test
  void isTheSameInEveryRelease() {
    // Whoever changes the hash moves every shadow model to other series.
    SeriesShare share = new SeriesShare(0.5);
    assertThat(IntStream.range(0, 24).filter(i -> share.holds("s" + i)).toArray())
        .containsExactly(0, 4, 6, 11, 13, 14, 15, 16, 18, 19, 21, 23);
  }

  private static int task(String name) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(name, 128, 4);
  }

  private static long count(double share) {
    return names().filter(new SeriesShare(share)::holds).count();
  }

  private static Stream<String> names() {
    return IntStream.range(0, SERIES).mapToObj(i -> "sensor-" + i);
  }
}
