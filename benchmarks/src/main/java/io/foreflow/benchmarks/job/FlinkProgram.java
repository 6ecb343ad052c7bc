package io.foreflow.benchmarks.job;

import java.util.List;
import org.apache.flink.configuration.MemorySize;

/**
 * What is submitted to Flink, and the TaskManager that it needs.
 *
 * @param main the class whose main method submits the job
 * @param heap of the TaskManager, for the job
 */
record FlinkProgram(String main, List<String> arguments, MemorySize heap) {
  FlinkProgram {
    arguments = List.copyOf(arguments);
  }
}
