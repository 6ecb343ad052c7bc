package io.foreflow.benchmarks.accuracy;

import io.foreflow.benchmarks.report.Commit;
import io.foreflow.benchmarks.report.JsonLine;
import io.foreflow.benchmarks.report.Machine;
import io.foreflow.benchmarks.report.Versions;
import java.util.List;
import java.util.Map;

/** The result of {@code foreflow bench accuracy}, with the machine and the commit. */
record AccuracySummary(
    String bench,
    Machine machine,
    Map<String, String> versions,
    String commit,
    List<AccuracyResult> tasks) {

  AccuracySummary {
    tasks = List.copyOf(tasks);
  }

  /** The summary of tasks that were run on this machine with this code. */
  static AccuracySummary of(List<AccuracyResult> tasks) {
    return new AccuracySummary(
        "accuracy", Machine.current(), Versions.current(), Commit.current(), tasks);
  }

  /** The summary as one line of JSON. */
  String toJson() {
    return JsonLine.of(this);
  }
}
