package io.foreflow.trainer.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenChoiceTest {

  private static final List<Integer> ALL = IntStream.range(0, 10).boxed().toList();

  @Test
  void choosesElementsAtEvenDistances() {
    assertThat(EvenChoice.of(ALL, 4)).containsExactly(0, 2, 5, 7);
  }

  @Test
  void choosesAllIfThereAreFewer() {
    assertThat(EvenChoice.of(ALL, 10)).isEqualTo(ALL);
    assertThat(EvenChoice.of(ALL, 11)).isEqualTo(ALL);
    assertThat(EvenChoice.of(List.of(), 3)).isEmpty();
  }
}
