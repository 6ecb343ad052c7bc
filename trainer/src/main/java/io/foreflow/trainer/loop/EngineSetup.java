package io.foreflow.trainer.loop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Starts the training engine with settings that suit a loop of small steps. A setting that the user
 * has chosen is not changed.
 */
public final class EngineSetup {

  private static final String ENGINE = "PyTorch";

  /** A size of arrays above which the engine uses its thread pool. */
  private static final long LARGE = 1 << 17;

  private EngineSetup() {}

  /** Starts the engine. Its native libraries come from the class path, never from the network. */
  public static Engine start() {
    setDefault("ai.djl.offline", "true");
    // The matrix products of a step are small, and each waits for all its threads. If the cores
    // have other work, a second thread makes a training many times slower.
    setDefault("ai.djl.pytorch.num_threads", "1");
    setDefault("ai.djl.pytorch.num_interop_threads", "1");
    // The engine has no graph to optimise, because the network is built call by call.
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
    // Where a virtual machine hides the sizes of its caches, the AVX-512 code of oneDNN computes
    // wrong LSTMs, with no word about it.
    EngineEnvironment.setDefault("ONEDNN_MAX_CPU_ISA", "AVX2");
    Engine engine = Engine.getEngine(ENGINE);
    settleThread(engine);
    return engine;
  }

  /**
   * Applies the engine's number of threads to this thread. A thread takes it over only with its
   * first large array. Products before that would run on as many threads as there are cores, and
   * these threads wait for each other.
   */
  static void settleThread(Engine engine) {
    try (NDManager manager = engine.newBaseManager(Device.cpu());
        NDArray large = manager.zeros(new Shape(LARGE))) {
      large.addi(1);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
