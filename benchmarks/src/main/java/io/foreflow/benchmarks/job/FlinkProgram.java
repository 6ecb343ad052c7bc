package io.foreflow.benchmarks.job;

import java.util.List;

/**
 * What is submitted to Flink.
 *
 * @param main the class whose main method submits the job
 */
record FlinkProgram(String main, List<String> arguments) {
  FlinkProgram {
    arguments = List.copyOf(arguments);
  }
}
