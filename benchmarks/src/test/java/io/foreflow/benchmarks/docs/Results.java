package io.foreflow.benchmarks.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reports in {@code benchmarks/results}. */
final class Results {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<ResultFile, BenchReport> reports;

  private Results(Map<ResultFile, BenchReport> reports) {
    this.reports = reports;
  }

  /** Reads every report of the folder. */
  static Results read(Path folder) throws IOException {
    Map<ResultFile, BenchReport> reports = new EnumMap<>(ResultFile.class);
    for (ResultFile file : ResultFile.values()) {
      byte[] json = Files.readAllBytes(folder.resolve(file.fileName()));
      reports.put(file, JSON.readValue(json, BenchReport.class));
    }
    return new Results(reports);
  }

  BenchReport report(ResultFile file) {
    return found(reports.get(file), file, "a report");
  }

  Spread spread(ResultFile file, String variant) {
    return found(report(file).variants().get(variant), file, variant);
  }

  double median(ResultFile file, String variant) {
    return spread(file, variant).median();
  }

  double ratio(ResultFile file, String ratio) {
    return found(report(file).ratios().get(ratio), file, ratio);
  }

  private static <T> T found(@Nullable T value, ResultFile file, String name) {
    if (value == null) {
      throw new IllegalArgumentException(file.fileName() + " has no " + name);
    }
    return value;
  }
}
