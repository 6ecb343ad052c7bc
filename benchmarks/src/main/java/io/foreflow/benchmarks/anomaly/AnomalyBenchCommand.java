package io.foreflow.benchmarks.anomaly;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench anomalies}. */
@Command(
    name = "anomalies",
    mixinStandardHelpOptions = true,
    description = {
      "How good anomaly episodes are, beside a z-score, an EWMA band and a random cut forest with",
      "the same number of false alarms.",
      "",
      "By default on simulated series with faults. With --undisturbed: how many false alarms there",
      "are in series without known faults. With --labels: on public streams with labels.",
      "Each round has series, faults and a model of its own."
    })
public final class AnomalyBenchCommand extends BenchCommand {
  private static final int FEWEST_WEEKS = 4;

  @Option(names = "--series", defaultValue = "40", description = "Simulated series.")
  private int series;

  @Option(names = "--weeks", defaultValue = "26", description = "Weeks of them that count.")
  private int weeks;

  @Option(names = "--steps", defaultValue = "150", description = "Training steps of a model.")
  private int steps;

  @Option(
      names = "--undisturbed",
      description = "Count false alarms in series without known faults.")
  private boolean undisturbed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with public data sets for --undisturbed and --labels: ett, m4,"
              + " los_loop, nab.")
  private @Nullable Path data;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Compare with the labels of the streams in DIR/nab: JSON with the windows of each file.")
  private @Nullable Path labels;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Also draw one found fault of each kind: SVG.")
  private @Nullable Path picture;

  AnomalyBenchCommand() {
    super(1);
  }

  @Override
  protected BenchReport measure() throws IOException {
    requireAtLeast(1, "--series", series);
    requireAtLeast(FEWEST_WEEKS, "--weeks", weeks);
    requireAtLeast(1, "--steps", steps);
    if (labels != null) {
      return labelled(labels);
    }
    return undisturbed ? undisturbed() : simulated();
  }

  private String options(String others) {
    return "steps=%d hidden=%d batch=16 %s".formatted(steps, hidden, others);
  }

  private BenchReport simulated() throws IOException {
    FigureTable figures = new FigureTable();
    for (int round = 1; round <= rounds; round++) {
      SimulatedStreams streams = new SimulatedStreams(series, weeks, round);
      AnomalyBench.run(streams, options(SimulatedStreams.TRAINING), figures, progress());
    }
    if (picture != null) {
      SimulatedStreams streams = new SimulatedStreams(series, weeks, 1);
      Files.writeString(picture, AnomalyPicture.draw(streams, options(SimulatedStreams.TRAINING)));
    }
    return figures.report("anomalies");
  }

  private BenchReport undisturbed() throws IOException {
    FigureTable figures = new FigureTable();
    for (int round = 1; round <= rounds; round++) {
      SimulatedStreams streams = new SimulatedStreams(series, weeks, round);
      List<DataSet> sets = new ArrayList<>(streams.withoutFaults());
      if (data != null) {
        sets.addAll(new PublicData(data).undisturbed());
      }
      UndisturbedBench.run(withOptions(sets), figures, progress());
    }
    BenchReport report = figures.report("anomalies-undisturbed");
    return data != null
        ? report
        : report.skipping(Map.of("public data sets", "give their folder with --data DIR"));
  }

  private BenchReport labelled(Path labels) throws IOException {
    if (data == null) {
      throw refusal("--labels needs --data DIR, the folder that holds the folder nab");
    }
    FigureTable figures = new FigureTable();
    LabelledBench.run(withOptions(new PublicData(data).nab()), labels, figures, progress());
    return figures.report("anomalies-labelled");
  }

  private List<DataSet> withOptions(List<DataSet> sets) {
    return sets.stream().map(set -> set.with(options(set.options()))).toList();
  }
}
