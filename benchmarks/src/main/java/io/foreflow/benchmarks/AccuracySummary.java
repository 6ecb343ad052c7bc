package io.foreflow.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.benchmarks.accuracy.AccuracyResult;
import java.util.List;
import java.util.Map;

/** What {@code foreflow bench accuracy} did, where, and by which code. */
record AccuracySummary(Machine machine, String commit, List<AccuracyResult> tasks) {

  AccuracySummary {
    tasks = List.copyOf(tasks);
  }

  /** One line of JSON. */
  String toJson() {
    try {
      return new ObjectMapper()
          .writeValueAsString(
              Map.of(
                  "bench",
                  "accuracy",
                  "machine",
                  machine,
                  "versions",
                  Versions.current(),
                  "commit",
                  commit,
                  "tasks",
                  tasks));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a summary of plain records did not turn into JSON", e);
    }
  }
}
