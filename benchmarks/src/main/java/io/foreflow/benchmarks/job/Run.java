package io.foreflow.benchmarks.job;

import io.foreflow.flink.JavaProcess;

/** An application that reads the backlog, until it is closed. */
interface Run extends AutoCloseable {

  /** The process that steps the series, whose processor time is counted. */
  JavaProcess worker();

  /** Whether it reads the backlog again when it has read it. */
  default boolean startsOver() {
    return false;
  }

  /** Throws with the reason if it does not run any more. */
  void requireRunning() throws Exception;

  @Override
  void close() throws Exception;
}
