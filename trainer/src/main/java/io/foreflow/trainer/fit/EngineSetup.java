package io.foreflow.trainer.fit;

import ai.djl.engine.Engine;

/**
 * Starts the training engine with settings that suit a loop of small steps, unless the user has
 * chosen others.
 */
public final class EngineSetup {

  private static final String ENGINE = "PyTorch";

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
    return Engine.getEngine(ENGINE);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
