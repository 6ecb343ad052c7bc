package io.foreflow.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.loop.EngineSetup;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private static final int SMALL_BUFFERS = 20_000;
  private static final Cleaner CLEANER = Cleaner.create();

  @Test
  void aFactorIsKeptForTheGradient() {
    assertThat(gradient(x -> Numbers.times(x, 2))).containsExactly(2, 2, 2);
  }

  @Test
  void aLimitIsKeptForTheGradient() {
    assertThat(gradient(x -> Numbers.atMost(x, 2))).containsExactly(1, 0.5f, 0);
    assertThat(gradient(x -> Numbers.atLeast(x, 2))).containsExactly(0, 0.5f, 1);
  }

  @Test
  void numbersKeepTheTypeOfTheArray() {
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu())) {
      NDArray x = manager.create(new float[] {1, 2, 3});
      assertThat(Numbers.times(x, Math.PI).toFloatArray())
          .containsExactly((float) Math.PI, 2 * (float) Math.PI, 3 * (float) Math.PI);
      assertThat(Numbers.atLeast(x.sum(), 1).toFloatArray()).containsExactly(6);
    }
  }

  /**
   * The gradient at 1, 2 and 3, computed after Java has freed what it can and written elsewhere.
   */
  private static float[] gradient(UnaryOperator<NDArray> operation) {
    Engine engine = EngineSetup.start();
    try (NDManager manager = engine.newBaseManager(Device.cpu());
        GradientCollector collector = engine.newGradientCollector()) {
      NDArray x = manager.create(new float[] {1, 2, 3}).duplicate();
      x.setRequiresGradient(true);
      NDArray result = operation.apply(x).sum();
      collectGarbage();
      List<ByteBuffer> others = overwriteFreedMemory();
      collector.backward(result);
      assertThat(others).hasSize(SMALL_BUFFERS);
      return x.getGradient().toFloatArray();
    }
  }

  private static void collectGarbage() {
    CountDownLatch collected = new CountDownLatch(1);
    CLEANER.register(new Object(), collected::countDown);
    while (collected.getCount() > 0) {
      System.gc();
      Thread.onSpinWait();
    }
    // The memory of buffers is freed by another thread, which the next collection waits for.
    System.gc();
  }

  private static List<ByteBuffer> overwriteFreedMemory() {
    List<ByteBuffer> others = new ArrayList<>();
    for (int i = 0; i < SMALL_BUFFERS; i++) {
      ByteBuffer other = ByteBuffer.allocateDirect(Double.BYTES).order(ByteOrder.nativeOrder());
      others.add(other.putDouble(0, 7));
    }
    return others;
  }
}
