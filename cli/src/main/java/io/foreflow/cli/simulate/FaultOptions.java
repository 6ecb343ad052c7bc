package io.foreflow.cli.simulate;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.OutputFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that put faults into a simulation. */
final class FaultOptions {

  @Option(
      names = "--anomalies",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "" + FaultPlan.DEFAULT_PER_WEEK,
      description =
          "Put anomalies into the readings, N in a series and week: spikes, dropouts, level shifts,"
              + " stuck values, larger variance and a shifted phase. Default for N:"
              + " ${FALLBACK-VALUE}.")
  private Optional<Double> perWeek = Optional.empty();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "The file for --anomalies that says where they are: CSV with the columns unique_id, kind,"
              + " begin, end, size.")
  private Optional<Path> truth = Optional.empty();

  /** Faults, and the file that says where they are. */
  record Order(FaultPlan plan, Path truth) {}

  /** What was asked for, checked; empty for readings without faults. */
  Optional<Order> order(SimulationSpec spec) {
    if (perWeek.isPresent() != truth.isPresent()) {
      throw CommandFailure.usage(
          "--anomalies and --truth go together: found "
              + (truth.isPresent() ? "--truth alone" : "--anomalies alone")
              + ". Example: --anomalies --truth truth.csv");
    }
    if (perWeek.isEmpty()) {
      return Optional.empty();
    }
    FaultPlan plan = FaultPlan.ofAllKinds(perWeek.get());
    try {
      plan.slotsPerFault(spec.cadence().toMillis());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--anomalies: " + e.getMessage());
    }
    truth.ifPresent(path -> OutputFile.checkWritable("--truth", path));
    return Optional.of(new Order(plan, truth.orElseThrow()));
  }
}
