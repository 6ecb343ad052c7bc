package io.foreflow.benchmarks.console;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.Variant;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Figures of the console by name, one for each round. */
final class ConsoleFigures {

  private static final String CPU = ".cpu";
  private static final String ALONE = "alone" + CPU;

  private final Map<String, double[]> figures = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private final int rounds;

  ConsoleFigures(int rounds) {
    this.rounds = rounds;
  }

  void put(int round, String name, double figure, String unit) {
    figures.computeIfAbsent(name, each -> new double[rounds])[round] = figure;
    units.put(name, unit);
  }

  /** Processor seconds a second of the console. */
  void cpu(int round, String name, double cores) {
    put(round, name + CPU, cores, "cores");
  }

  void frames(int round, String view, FrameTimes times) {
    put(round, view + ".frames", times.frames(), "frames");
    put(round, view + ".frame.p50", times.median(), "ms");
    put(round, view + ".frame.p95", times.p95(), "ms");
    put(round, view + ".frame.longest", times.longest(), "ms");
  }

  /** How many threads of the whole machine ran or waited for a core in the last minute. */
  static double machineLoad() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /**
   * The report, with the processor time of each part over that of the console alone.
   *
   * @param skipped what was not measured and why
   */
  BenchReport report(Map<String, String> skipped) {
    List<Variant> variants =
        figures.keySet().stream()
            .map(name -> new Variant(name, units.getOrDefault(name, ""), () -> Double.NaN))
            .toList();
    List<Ratio> ratios =
        Stream.of("clients", "list", "series")
            .filter(part -> figures.containsKey(part + CPU))
            .map(part -> new Ratio(part + "ToAlone", part + CPU, ALONE))
            .toList();
    return BenchReport.of("console", variants, figures, ratios).skipping(skipped);
  }
}
