package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.loop.EngineSetup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinedTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void gradientsReachEachOfTheArrays(int count) {
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu());
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray learnt = manager.ones(new Shape(2, 3));
      learnt.setRequiresGradient(true);
      NDList arrays = new NDList();
      for (int i = 0; i < count; i++) {
        arrays.add(learnt.mul(2));
      }

      collector.backward(Joined.of(arrays, 1).sum());

      assertThat(learnt.getGradient().toFloatArray()).containsOnly(2f * count);
    }
  }
}
