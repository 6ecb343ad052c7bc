package io.foreflow.benchmarks.job;

import java.util.List;

/**
 * A program to submit to Flink.
 *
 * @param main the class whose main method submits the job
 * @param arguments the arguments of the main method
 */
record FlinkProgram(String main, List<String> arguments) {
  FlinkProgram {
    arguments = List.copyOf(arguments);
  }
}
