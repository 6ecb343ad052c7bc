package io.foreflow.trainer.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Arrays in the engine's own memory. An array that is made of numbers from Java stays in memory of
 * Java, at any multiple of 16 bytes, wherever the process has room. The engine's own memory begins
 * at a multiple of 64 bytes. The order in which a product adds up may depend on that place.
 */
public final class EngineMemory {

  private EngineMemory() {}

  /** Copies numbers into the engine's memory. */
  public static NDArray copy(NDManager manager, float[] numbers, Shape shape) {
    try (NDArray inJava = manager.create(numbers, shape)) {
      return inJava.duplicate();
    }
  }
}
