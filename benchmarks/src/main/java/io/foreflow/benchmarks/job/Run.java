package io.foreflow.benchmarks.job;

import io.foreflow.flink.JavaProcess;

/** An application that reads the backlog, until it is closed. */
interface Run extends AutoCloseable {

  /** The process that steps the series and whose processor time is counted. */
  JavaProcess worker();

  /** Whether it reads the backlog again after its end. */
  default boolean startsOver() {
    return false;
  }

  /** Throws with the reason if it is not running. */
  void requireRunning() throws Exception;

  @Override
  void close() throws Exception;
}
