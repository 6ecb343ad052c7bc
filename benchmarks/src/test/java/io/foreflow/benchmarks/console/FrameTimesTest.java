package io.foreflow.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameTimesTest {

  @Test
  void findsTheTimesInAnyOrder() {
    double[] millis = IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

    assertThat(FrameTimes.of(millis)).isEqualTo(new FrameTimes(100, 50, 95, 100));
  }

  @Test
  void takesOneFrame() {
    assertThat(FrameTimes.of(new double[] {16.5})).isEqualTo(new FrameTimes(1, 16.5, 16.5, 16.5));
  }

  @Test
  void refusesAPageWithoutFrames() {
    assertThatThrownBy(() -> FrameTimes.of(new double[0])).hasMessage("the page drew no frame");
  }
}
