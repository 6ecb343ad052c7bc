package io.foreflow.benchmarks.job;

/** An application that is a process of its own. */
record ProcessRun(JavaProcess worker, boolean startsOver) implements Run {
  @Override
  public void requireRunning() {
    worker.requireAlive();
  }

  @Override
  public void close() {
    worker.close();
  }
}
