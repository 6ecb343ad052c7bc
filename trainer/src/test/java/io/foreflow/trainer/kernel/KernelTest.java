package io.foreflow.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {

  private static final int ROWS = 70;
  private static final int INPUTS = 9;
  private static final int UNITS = 7;
  private static final int OUTPUTS = 5;

  @ParameterizedTest
  @ValueSource(strings = {Kernel.FASTEST_PRODUCTS, Kernel.PRODUCTS_OF_EVERY_ENGINE})
  void everyScriptOfProductsGivesTheProducts(String products) {
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu())) {
      Kernel product = Kernel.load("product", products);
      Kernel back = Kernel.load("head_backward", products);
      NDArray x = numbers(manager, 1, ROWS, INPUTS);
      NDArray w = numbers(manager, 2, INPUTS, UNITS);
      // Columns of a larger matrix have gaps between their rows.
      NDArray cut = numbers(manager, 3, INPUTS, 2 * UNITS).get(":, 0:" + UNITS);

      same(product.run(manager, x, w).get(0), x.matMul(w));
      same(product.run(manager, x, cut).get(0), x.matMul(cut));

      NDArray layer = numbers(manager, 4, ROWS, UNITS);
      NDArray w2 = numbers(manager, 5, OUTPUTS, UNITS);
      for (NDArray grad :
          List.of(
              numbers(manager, 6, ROWS, OUTPUTS), numbers(manager, 6, OUTPUTS, ROWS).transpose())) {
        List<NDArray> found = back.run(manager, grad, x, layer, w2);
        NDArray inner = grad.matMul(w2).mul(layer.gt(0));
        same(found.get(0), inner.transpose().matMul(x));
        same(found.get(2), grad.transpose().matMul(layer));
        same(found.get(4), inner);
      }
    }
  }

  @Test
  void aScriptThatIsMissingIsNamed() {
    assertThatThrownBy(() -> Kernel.load("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing.py");
  }

  private static void same(NDArray found, NDArray expected) {
    assertThat(found.getShape()).isEqualTo(expected.getShape());
    assertThat(found.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-4f));
  }

  private static NDArray numbers(NDManager manager, long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return manager.create(numbers, new Shape(rows, columns));
  }
}
