package io.foreflow.cli.demo;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.FreePorts;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.demo.DemoTraining.Trained;
import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.simulate.HistoryFile;
import io.foreflow.cli.simulate.SimulatedSeries;
import io.foreflow.cli.train.HeldOutFigures;
import io.foreflow.cli.train.TrainingProgress;
import io.foreflow.cli.view.DisplayedSeries;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Terminal;
import io.foreflow.console.Console;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.manifest.Manifest;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.trainer.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A demo of the whole pipeline in one process. The job begins with the seed model of the cadence,
 * and a model that is trained meanwhile takes over. Where there is no such seed model, the training
 * comes first.
 */
public final class Demo {

  private static final int PARTITIONS = 4;
  private static final int DISPLAYED = 4;

  /** The number of series that can be shown when they have an episode. */
  private static final int MOST_KEPT = 1000;

  private final DemoPlan plan;
  private final StopSignal stop;
  private final StageMessages stages;
  private final DemoTopics topics = DemoTopics.ofJob();
  private @Nullable Console console;
  private final Optional<SeedStart> start;
  private final VersionTally versions = new VersionTally();
  private final ModelScores scores = new ModelScores();
  private final long began = System.nanoTime();

  /**
   * @param stop ends the live stream early
   * @param terminal where a person looks
   */
  public Demo(DemoPlan plan, StopSignal stop, Terminal terminal) {
    this.plan = plan;
    this.stop = stop;
    this.stages = new StageMessages(terminal);
    this.start = SeedStart.of(plan.simulation().cadence());
  }

  /**
   * Runs the demo, and deletes its files unless they are to be kept.
   *
   * @return what came of it; empty if it was told to stop before forecasts came
   */
  public Optional<DemoResult> run() throws Exception {
    // Known before the broker starts, so that the page is there from the first second on.
    int port = FreePorts.next();
    try (DemoFolder folder = DemoFolder.of(plan.keep());
        Console shown = startConsole(port)) {
      console = shown;
      stages.say("Log: " + RunLog.file());
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      try (LocalBroker broker = startBroker(folder, port)) {
        Optional<DemoResult> result = runOn(broker, folder);
        plan.keep()
            .ifPresent(
                kept -> stages.say("Kept in " + kept + ": kafka/, history.csv, model.onnx, log"));
        return result;
      }
    }
  }

  private @Nullable Console startConsole(int brokerPort) throws IOException {
    if (!plan.console()) {
      return null;
    }
    Console started =
        ConsoleStart.besideJob(
            KafkaConnection.to("127.0.0.1:" + brokerPort),
            topics.forConsole(start.isPresent() ? DemoTopics.OF_MODELS : Map.of()));
    stages.say("Console: " + started.address());
    return started;
  }

  private LocalBroker startBroker(DemoFolder folder, int port) {
    stages.begin("Starting a Kafka broker", "about 3 seconds");
    LocalBroker broker =
        LocalBroker.start(BrokerOptions.temporary().withPort(port).withFolder(folder.broker()));
    broker.createTopics(PARTITIONS, topics.all());
    if (start.isPresent()) {
      topics.createOfModels(broker);
    }
    stages.done("at " + broker.bootstrapServers() + ", topics " + String.join(", ", topics.all()));
    return broker;
  }

  private Optional<DemoResult> runOn(LocalBroker broker, DemoFolder folder) throws Exception {
    TrainingConfig training = DemoTraining.config(plan, start);
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    if (start.isPresent()) {
      return runJob(broker, folder, training, start.get().manifest());
    }
    writeHistory(folder);
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    Trained trained = train(training, folder);
    return stop.getAsBoolean()
        ? Optional.empty()
        : runJob(broker, folder, training, trained.model().manifest());
  }

  /** Runs the job and the stream with the model that there is, and replaces a seed model. */
  private Optional<DemoResult> runJob(
      LocalBroker broker, DemoFolder folder, TrainingConfig training, Manifest model)
      throws Exception {
    try (LocalFlink flink = startJob(broker, folder)) {
      PipelineMonitor monitor = monitor();
      try (PipelineMonitor.OutputReaders readers =
              monitor.read(broker.bootstrapServers(), topics, plan.format());
          DemoTakeover takeover = takeover(broker, folder)) {
        DemoStream stream =
            new DemoStream(
                plan,
                broker.bootstrapServers(),
                topics,
                monitor,
                flink,
                readers,
                Optional.ofNullable(takeover));
        int warmUp = Math.max(warmUpSlots(training), model.warmup());
        DemoResult result = stream.run(stages, stop, warmUp, model, began);
        boolean tooEarly = stop.getAsBoolean() && result.counts().forecasts() == 0;
        return tooEarly ? Optional.empty() : Optional.of(result);
      }
    }
  }

  private @Nullable DemoTakeover takeover(LocalBroker broker, DemoFolder folder) {
    if (start.isEmpty()) {
      return null;
    }
    return new DemoTakeover(
        plan, start.get(), folder, broker.bootstrapServers(), versions, scores, began, stop);
  }

  private void writeHistory(DemoFolder folder) throws IOException {
    int days = plan.training().historyDays();
    stages.begin("Writing " + days + " days of history", "about 2 seconds");
    long readings =
        HistoryFile.write(
            folder.history(), plan.simulation(), plan.simulation().slotsIn(Duration.ofDays(days)));
    stages.done(
        "%s readings of %s series (%s)"
            .formatted(
                Numbers.count(readings),
                Numbers.count(plan.simulation().series()),
                plan.simulation().kind()));
  }

  private Trained train(TrainingConfig config, DemoFolder folder) throws IOException {
    stages.begin(
        "Training a " + config.network().cell().text().toUpperCase(Locale.ROOT),
        "about half a minute");
    Trained trained;
    try (TrainingProgress progress = new TrainingProgress(stages.terminal())) {
      trained =
          DemoTraining.run(
              folder.history(),
              plan.simulation().cadence(),
              config,
              Optional.empty(),
              progress,
              stop);
    }
    trained.model().writeTo(folder.model());
    stages.done("%,d KB of ONNX%s".formatted(Files.size(folder.model()) / 1000, accuracy(trained)));
    return trained;
  }

  private static String accuracy(Trained trained) {
    return Optional.ofNullable(trained.model().manifest().backtest())
        .flatMap(HeldOutFigures::of)
        .map(
            figures ->
                "; on the readings held out MASE %s, %s %s"
                    .formatted(
                        Numbers.decimal(figures.mase(), 3),
                        figures.naive(),
                        Numbers.decimal(figures.maseSeasonalNaive(), 3)))
        .orElse("");
  }

  private LocalFlink startJob(LocalBroker broker, DemoFolder folder) throws Exception {
    stages.begin(
        "Starting the job on a local Flink"
            + start.map(one -> " with the model " + one.seed().uri()).orElse(""),
        "about 5 seconds");
    PipelineConfig config =
        DemoPipeline.config(plan, broker.bootstrapServers(), topics, folder, start);
    int parallelism = DemoFlink.parallelism(PARTITIONS);
    LocalFlink flink = DemoFlink.start(config, parallelism, folder, console);
    stages.done("%s, parallelism %d, %s".formatted(flink.webPage(), parallelism, plan.delivery()));
    return flink;
  }

  private PipelineMonitor monitor() {
    SimulatedSeries fleet = SimulatedSeries.of(plan.simulation());
    List<DisplayedSeries> series =
        IntStream.range(0, Math.min(MOST_KEPT, fleet.size()))
            .mapToObj(number -> new DisplayedSeries(fleet.name(number), plan.simulation().grid()))
            .toList();
    return new PipelineMonitor(series, DISPLAYED, versions::seen, scores::seen);
  }

  /** The number of slots of history that a series needs before its forecasts count. */
  private int warmUpSlots(TrainingConfig config) {
    long history = plan.simulation().slotsIn(Duration.ofDays(plan.training().historyDays()));
    return (int) Math.min(history, Math.max(config.warmup(), config.features().context()));
  }
}
