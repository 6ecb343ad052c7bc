package io.foreflow.benchmarks.accuracy;

import io.foreflow.benchmarks.report.Commit;
import io.foreflow.benchmarks.report.JsonLine;
import io.foreflow.benchmarks.report.Machine;
import io.foreflow.benchmarks.report.Versions;
import java.util.List;
import java.util.Map;

/** What {@code foreflow bench accuracy} did, where, and by which code. */
record AccuracySummary(
    String bench,
    Machine machine,
    Map<String, String> versions,
    String commit,
    List<AccuracyResult> tasks) {

  AccuracySummary {
    tasks = List.copyOf(tasks);
  }

  /** Of tasks that were done here and now. */
  static AccuracySummary of(List<AccuracyResult> tasks) {
    return new AccuracySummary(
        "accuracy", Machine.current(), Versions.current(), Commit.current(), tasks);
  }

  /** One line of JSON. */
  String toJson() {
    return JsonLine.of(this);
  }
}
