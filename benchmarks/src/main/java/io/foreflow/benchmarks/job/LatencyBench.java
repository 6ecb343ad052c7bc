package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.Variant;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * Measures the latency from a reading to its forecast under a scheduled load. It counts from the
 * broker's timestamp of the reading and from the time when the reading was due. It ends at a
 * consumer that reads uncommitted forecasts and at one that reads committed ones. One job runs all
 * the time. It warms up on a backlog, which also shows its saturation rate.
 */
public final class LatencyBench {
  private static final String SATURATION = "saturation";

  private final LatencyOptions options;
  private final Consumer<String> progress;
  private final Broker broker;
  private final Latencies latencies;
  private int nextSlot;

  private LatencyBench(LatencyOptions options, Consumer<String> progress, Broker broker) {
    this.options = options;
    this.progress = progress;
    this.broker = broker;
    this.latencies = new Latencies(options.rounds());
  }

  /**
   * Measures all latencies.
   *
   * @param progress takes progress lines
   */
  public static BenchReport run(LatencyOptions options, Consumer<String> progress)
      throws Exception {
    try (WorkFolder folder = WorkFolder.create();
        Broker broker = Broker.start(folder.path().resolve("broker"));
        Applications applications =
            new Applications(
                broker,
                Files.createDirectories(folder.path().resolve("applications")),
                options.forJob())) {
      return new LatencyBench(options, progress, broker).measure(applications);
    }
  }

  private BenchReport measure(Applications applications) throws Exception {
    Backlog backlog = Backlog.of("readings", options.series(), options.readings());
    nextSlot = backlog.slots();
    progress.accept("writing %,d readings".formatted(backlog.readings()));
    backlog.fill(
        broker,
        Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.toString()));
    double saturation;
    try (RunTopics topics = RunTopics.create(broker, "latency");
        Run run = applications.start(JobVariant.JOB, backlog, topics)) {
      Measurement measurement = new Measurement(run, topics, backlog);
      measurement.warmUp(options.warmUp());
      saturation = measurement.measure(options.forJob().span()).perSecond();
      progress.accept("saturated at %,.0f readings/s".formatted(saturation));
      awaitEnd(backlog, topics, run);
      load("rate", options.rate(), topics);
      load("halfOfSaturation", Math.max(1, (int) (saturation / 2)), topics);
      run.requireRunning();
      topics.requireNothingPutAside();
    }
    Map<String, double[]> figures = latencies.figures();
    List<Variant> variants =
        figures.keySet().stream().map(name -> new Variant(name, "ms", () -> 0)).toList();
    return BenchReport.of("latency", variants, figures, List.of())
        .with(SATURATION, saturation, "readings/s");
  }

  /**
   * Waits until the whole backlog is forecast, that is, until nothing was committed for three
   * intervals.
   */
  private void awaitEnd(Backlog backlog, RunTopics topics, Run run) throws Exception {
    long committed = -1;
    long found = broker.committed(topics.forecasts());
    while (found != committed || found < backlog.readings()) {
      committed = found;
      Thread.sleep(3 * options.checkpointInterval().toMillis());
      run.requireRunning();
      found = broker.committed(topics.forecasts());
    }
  }

  private void load(String name, int perSecond, RunTopics topics) throws Exception {
    int first = readings(perSecond, options.settle());
    int ofSpan = readings(perSecond, options.span());
    BenchReadings readings = new BenchReadings("readings", options.series());
    LoadSchedule schedule = new LoadSchedule(perSecond, first + options.rounds() * ofSpan);
    progress.accept(
        "%s: %,d readings/s for %,d s"
            .formatted(name, perSecond, (long) schedule.readings() / perSecond));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (ForecastWatcher soon = watcher(topics, IsolationLevel.READ_UNCOMMITTED, schedule);
        ForecastWatcher committed = watcher(topics, IsolationLevel.READ_COMMITTED, schedule)) {
      Future<long[]> seenSoon = threads.submit(soon);
      Future<long[]> seenCommitted = threads.submit(committed);
      long[] appended = new LiveLoad(readings, nextSlot, schedule).send(broker);
      long[] due =
          LongStream.range(0, schedule.readings()).map(n -> schedule.due((int) n)).toArray();
      latencies.add(name + ".readUncommitted", appended, seenSoon.get(), first, ofSpan);
      latencies.add(name + ".readUncommitted.fromSchedule", due, seenSoon.get(), first, ofSpan);
      latencies.add(name + ".readCommitted", appended, seenCommitted.get(), first, ofSpan);
      latencies.add(name + ".readCommitted.fromSchedule", due, seenCommitted.get(), first, ofSpan);
    } finally {
      threads.shutdownNow();
    }
    // The last slot may have been sent only in part, so the next load starts with a new one.
    nextSlot += schedule.readings() / options.series() + 1;
  }

  private static int readings(int perSecond, Duration duration) {
    return (int) (perSecond * duration.toNanos() / 1_000_000_000L);
  }

  private ForecastWatcher watcher(
      RunTopics topics, IsolationLevel isolation, LoadSchedule schedule) {
    return new ForecastWatcher(broker, topics.forecasts(), isolation, options.series(), schedule);
  }
}
