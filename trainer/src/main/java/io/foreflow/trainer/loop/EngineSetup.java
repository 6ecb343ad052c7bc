package io.foreflow.trainer.loop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Starts the training engine with settings that suit a loop of small steps, unless the user has
 * chosen others.
 */
public final class EngineSetup {

  private static final String ENGINE = "PyTorch";

  /** More numbers than the engine works on without asking for its threads. */
  private static final long LARGE = 1 << 17;

  private EngineSetup() {}

  /** The engine; natives come from the class path, never from the network. */
  public static Engine start() {
    setDefault("ai.djl.offline", "true");
    // The products of a step are small, and each waits for all its threads: where the cores have
    // other work to do, a second thread slows a training down many times.
    setDefault("ai.djl.pytorch.num_threads", "1");
    setDefault("ai.djl.pytorch.num_interop_threads", "1");
    // The engine has no graph to optimise: the network is built call by call.
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
    Engine engine = Engine.getEngine(ENGINE);
    settleThread(engine);
    return engine;
  }

  /**
   * Gives this thread the engine's number of threads. A thread takes it over no sooner than with
   * its first large array; products before that are run by as many threads as there are cores,
   * which wait for each other.
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
