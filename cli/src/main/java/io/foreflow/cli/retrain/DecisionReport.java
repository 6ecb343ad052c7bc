package io.foreflow.cli.retrain;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.gate.Finding;
import io.foreflow.evaluation.gate.GateOutcome;
import io.foreflow.evaluation.report.Report;
import io.foreflow.model.StepModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page about a challenger on the held-out end, for the record of the decision. */
final class DecisionReport {

  private static final String PAGE = "report.html";

  private DecisionReport() {}

  /** The files of the page, by their names. */
  static Map<String, byte[]> files(
      StepModel challenger,
      RetrainData data,
      BacktestResult<?> result,
      GateOutcome outcome,
      ChallengerStart start,
      Path folder) {
    List<String> notes = new ArrayList<>();
    notes.add(start.text() + ".");
    for (Finding finding : outcome.findings()) {
      notes.add("%s %s: %s.".formatted(finding.rule(), finding.verdict().text(), finding.why()));
    }
    try {
      Path own = Files.createTempDirectory(folder, "report");
      new Report(challenger, data.series(), ZoneOffset.UTC, result, Optional.empty(), notes)
          .writeTo(own.resolve(PAGE));
      return taken(own);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the report in " + folder + ": " + e, e);
    }
  }

  /** Reads all files of a folder, and deletes it. */
  private static Map<String, byte[]> taken(Path folder) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        Files.delete(file);
      }
    }
    Files.delete(folder);
    return files;
  }
}
