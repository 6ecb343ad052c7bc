package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Readings per second of TaskManager processor time. It compares the job, the job without one of
 * its parts, and other programs that make the same forecasts. Variants run one at a time, round
 * after round.
 */
public final class JobBench {
  private static final String UNIT = "readings/CPU-s";
  private static final int PROCESS_SHARE = 3;
  private static final int MOST_EXTENSIONS = 5;

  private final JobBenchOptions options;
  private final Consumer<String> progress;
  private final Map<JobVariant, double[]> measured = new EnumMap<>(JobVariant.class);
  private final Map<String, String> skipped = new LinkedHashMap<>();
  private final Map<Series, Backlog> backlogs = new EnumMap<>(Series.class);

  private int runs;

  /** How many series a backlog has. */
  private enum Series {
    AS_CONFIGURED,
    MANY;

    static Series of(JobVariant variant) {
      return variant == JobVariant.MILLION_SERIES ? MANY : AS_CONFIGURED;
    }
  }

  private JobBench(JobBenchOptions options, Consumer<String> progress) throws IOException {
    this.options = options;
    this.progress = progress;
    boolean peers = Peer.classPath().isPresent();
    for (JobVariant variant : options.variants()) {
      if (variant.isPeer() && !peers) {
        skipped.put(variant.code(), "not built; to build it: " + Peer.BUILD);
      } else {
        measured.put(variant, new double[options.rounds()]);
      }
    }
  }

  /**
   * Measures all variants.
   *
   * @param progress takes progress lines
   */
  public static BenchReport run(JobBenchOptions options, Consumer<String> progress)
      throws Exception {
    JobBench bench = new JobBench(options, progress);
    try (WorkFolder folder = WorkFolder.create();
        Broker broker = Broker.start(folder.path().resolve("broker"));
        Applications applications =
            new Applications(
                broker, Files.createDirectories(folder.path().resolve("applications")), options)) {
      bench.measure(broker, applications);
    }
    return bench.report();
  }

  private void measure(Broker broker, Applications applications) throws Exception {
    Backlog configured = Backlog.of("readings", options.series(), options.readings());
    backlogs.put(Series.AS_CONFIGURED, fill(configured, broker));
    if (measured.containsKey(JobVariant.MILLION_SERIES)) {
      Backlog many = Backlog.of("readings.many", options.manySeries(), options.readings());
      backlogs.put(Series.MANY, fill(many, broker));
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (JobVariant variant : List.copyOf(measured.keySet())) {
        try {
          add(variant, round, measure(variant, broker, applications));
        } catch (IllegalStateException e) {
          fail(variant, e);
        }
      }
    }
  }

  /**
   * Measures a variant. If the backlog is too short for a fast machine, it is extended by the
   * measured rate and measured again.
   */
  private Measurement.Figure measure(JobVariant variant, Broker broker, Applications applications)
      throws Exception {
    for (int extensions = 0; ; extensions++) {
      Backlog backlog = backlog(variant);
      try (RunTopics topics = RunTopics.create(broker, "run-" + ++runs);
          Run run = applications.start(variant, backlog, topics)) {
        Measurement measurement = new Measurement(run, topics, backlog);
        measurement.warmUp(warmUp(variant));
        Measurement.Figure figure = measurement.measure(options.span());
        topics.requireNothingPutAside();
        return figure;
      } catch (BacklogExhaustedException e) {
        if (extensions == MOST_EXTENSIONS) {
          throw e;
        }
        long needed = e.readingsFor(warmUp(variant).plus(options.span()));
        // A rate measured while an application starts says little, so each extension is larger than
        // the one before.
        extend(variant, Math.max(backlog.readings() << (extensions + 1), needed), broker);
      }
    }
  }

  private Backlog backlog(JobVariant variant) {
    return Objects.requireNonNull(backlogs.get(Series.of(variant)));
  }

  private void extend(JobVariant variant, long readings, Broker broker) throws Exception {
    progress.accept(
        "%s has read the whole backlog: making it longer, %,d readings"
            .formatted(variant.code(), readings));
    Backlog longer = backlog(variant).extended(broker, readings);
    backlogs.put(Series.of(variant), longer);
  }

  /** A process that ends with its measurement has less code to compile than Flink. */
  private Duration warmUp(JobVariant variant) {
    return variant.isProcess() ? options.warmUp().dividedBy(PROCESS_SHARE) : options.warmUp();
  }

  private void add(JobVariant variant, int round, Measurement.Figure figure) {
    double[] figures = measured.get(variant);
    if (figures != null) {
      figures[round] = figure.perCpuSecond();
      progress.accept(
          "round %d of %d, %s: %,.0f %s, %,.0f readings/s"
              .formatted(
                  round + 1,
                  options.rounds(),
                  variant.code(),
                  figure.perCpuSecond(),
                  UNIT,
                  figure.perSecond()));
    }
  }

  /**
   * Continues without a failed variant, because the others' figures took long to measure. Without
   * the job there is nothing to compare with, so its failure ends the benchmark.
   */
  private void fail(JobVariant variant, IllegalStateException e) {
    if (variant == JobVariant.JOB) {
      throw e;
    }
    progress.accept("%s has failed: %s".formatted(variant.code(), e.getMessage()));
    measured.remove(variant);
    skipped.put(variant.code(), "failed: " + e.getMessage());
  }

  private Backlog fill(Backlog backlog, Broker broker) throws Exception {
    progress.accept(
        "writing %,d readings of %,d series".formatted(backlog.readings(), backlog.series()));
    backlog.fill(broker, Map.of());
    return backlog;
  }

  private BenchReport report() {
    Map<String, double[]> figures = new LinkedHashMap<>();
    measured.forEach((variant, found) -> figures.put(variant.code(), found));
    List<Variant> variants =
        figures.keySet().stream().map(name -> new Variant(name, UNIT, () -> 0)).toList();
    List<Ratio> ratios = new ArrayList<>();
    for (JobVariant variant : measured.keySet()) {
      switch (variant) {
        case JOB, HIDDEN_128 -> {}
        case CALIBRATED, EVERYTHING -> addExtra(ratios, variant);
        case ROCKSDB, MILLION_SERIES ->
            ratios.add(new Ratio(variant.code(), variant.code(), JobVariant.JOB.code()));
        default -> ratios.add(new Ratio(variant.code(), JobVariant.JOB.code(), variant.code()));
      }
    }
    return BenchReport.of("job", variants, figures, ratios).skipping(skipped);
  }

  /** Compares a job that does more than by default with the one that remembers nothing. */
  private void addExtra(List<Ratio> ratios, JobVariant variant) {
    if (measured.containsKey(JobVariant.TRACK_NONE)) {
      ratios.add(new Ratio(variant.code(), variant.code(), JobVariant.TRACK_NONE.code()));
    }
  }
}
