package io.foreflow.trainer.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 33})
  void theSolutionSolvesTheEquations(int size) {
    SplittableRandom random = new SplittableRandom(3);
    double[] matrix = new double[size * size];
    for (int row = 0; row < 2 * size; row++) {
      double[] x = random.doubles(size, -1, 1).toArray();
      for (int i = 0; i < size * size; i++) {
        matrix[i] += x[i / size] * x[i % size];
      }
    }
    double[] right = random.doubles(size + 1, -1, 1).toArray();
    double[] solution = right.clone();

    Cholesky.of(matrix, size, 0.5).solve(solution, 1);

    assertThat(solution[0]).isEqualTo(right[0]);
    for (int row = 0; row < size; row++) {
      double sum = 0.5 * solution[1 + row];
      for (int column = 0; column < size; column++) {
        sum += matrix[row * size + column] * solution[1 + column];
      }
      assertThat(sum).isCloseTo(right[1 + row], within(1e-10));
    }
  }

  @Test
  void aMatrixWithoutFactorIsRefused() {
    assertThatThrownBy(() -> Cholesky.of(new double[] {1, 0, 2, 1}, 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not positive definite at 1");
  }
}
