package io.foreflow.cli.demo;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.FreePorts;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.retrain.RetrainParts;
import io.foreflow.cli.simulate.SimulatedSeries;
import io.foreflow.cli.simulate.Simulation;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Terminal;
import io.foreflow.console.Console;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A demo of drift in one process: broker, store, job, readings that change, retraining, swap,
 * refusal and rollback.
 */
public final class DriftDemo {

  private static final Logger LOG = LoggerFactory.getLogger(DriftDemo.class);

  private static final int PARTITIONS = 4;
  private static final Duration JOB_START = Duration.ofSeconds(60);
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration FRAME = Duration.ofMillis(250);

  /** The time without a new forecast after which no more is expected. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DriftPlan plan;
  private final BooleanSupplier stop;
  private final DriftScreen screen;
  private final DriftStory story;
  private final DemoTopics topics = DemoTopics.ofJob();
  private final LiveAccuracy accuracy = new LiveAccuracy();
  private final VersionTally versions = new VersionTally();
  private final PipelineMonitor monitor =
      new PipelineMonitor(List.of(), 0, versions::seen, accuracy::seen);

  /**
   * @param stop ends the demo early
   * @param terminal where a person looks
   */
  public DriftDemo(DriftPlan plan, BooleanSupplier stop, Terminal terminal) {
    this.plan = plan;
    // A training and a watch catch Ctrl-C themselves.
    this.stop = () -> stop.getAsBoolean() || StopSignal.exitCode().isPresent();
    this.screen = new DriftScreen(terminal);
    this.story = new DriftStory(screen::step, screen::doing);
  }

  /**
   * Runs the demo, and deletes its files unless they are to be kept.
   *
   * @return what came of it; empty if it was told to stop
   */
  public Optional<DriftResult> run() throws Exception {
    // Known before the broker starts, so that the page is there from the first second on.
    int port = FreePorts.next();
    try (DemoFolder folder = DemoFolder.of(plan.keep());
        Console console = startConsole(port)) {
      screen.say("Log: " + RunLog.file());
      if (console != null) {
        screen.say("Console: " + console.address());
      }
      story.doing("starting a Kafka broker");
      try (LocalBroker broker =
              LocalBroker.start(
                  BrokerOptions.temporary().withPort(port).withFolder(folder.broker()));
          PrintWriter log = new PrintWriter(Files.newBufferedWriter(folder.retrainLog()))) {
        Optional<DriftResult> result =
            runOn(broker.bootstrapServers(), broker, folder, log);
        plan.keep()
            .ifPresent(
                kept ->
                    screen.say(
                        "Kept in "
                            + kept
                            + ": kafka/, store/, pipeline.yaml, retrain.yaml, retrain.log, log"));
        return result;
      }
    }
  }

  private @Nullable Console startConsole(int brokerPort) throws IOException {
    return plan.console()
        ? ConsoleStart.besideJob(
            KafkaConnection.to("127.0.0.1:" + brokerPort),
            topics.forConsole(
                Map.of(
                    TopicRole.MODELS, List.of(DriftPipeline.MODELS),
                    TopicRole.EVENTS, List.of(DriftPipeline.EVENTS))))
        : null;
  }

  private Optional<DriftResult> runOn(
      String bootstrapServers, LocalBroker broker, DemoFolder folder, PrintWriter log)
      throws Exception {
    broker.createTopics(PARTITIONS, topics.all());
    broker.createTopics(1, List.of(DriftPipeline.EVENTS));
    boolean unused =
        new KafkaCluster(KafkaConnection.to(bootstrapServers), BROKER_PATIENCE)
            .createCompacted(DriftPipeline.MODELS);
    PipelineConfig job = DriftPipeline.write(plan, bootstrapServers, topics, folder);
    DriftScript[] script = new DriftScript[1];
    RetrainParts parts =
        new RetrainParts(
            folder.retrainFile(),
            new CommandOutput(log, fields -> script[0].decided(fields)),
            Clock.systemUTC());
    script[0] = new DriftScript(plan, parts, story, monitor, accuracy, versions, stop);
    try (ReadingPublisher publisher =
        new ReadingPublisher(
            bootstrapServers, topics.readings(), TopicFormat.of(WireFormat.JSON))) {
      ReadingSink sink = monitor.before(publisher);
      story.doing("writing " + Numbers.span(plan.history()) + " of history");
      sendHistory(sink);
      publisher.flush();
      story.tell(
          DriftStep.Kind.BROKER,
          monitor.eventTime(),
          null,
          "A Kafka broker runs at %s. It has %s readings: %s of %d sensors."
              .formatted(
                  bootstrapServers,
                  Numbers.count(monitor.tracker().counts().readings()),
                  Numbers.span(plan.history()),
                  plan.simulation().series()),
          Map.of());
      script[0].trainFirst();
      try (LocalFlink flink = startJob(job, folder);
          PipelineMonitor.OutputReaders readers =
              monitor.read(bootstrapServers, topics, WireFormat.JSON)) {
        return stream(script[0], sink, publisher, flink, readers);
      }
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private void sendHistory(ReadingSink sink) {
    SimulatedSeries fleet = SimulatedSeries.of(plan.simulation());
    long start = plan.simulation().startSlot();
    long slots = plan.simulation().slotsIn(plan.history());
    for (long slot = start - slots; slot < start && !stop.getAsBoolean(); slot++) {
      for (int number = 0; number < fleet.size(); number++) {
        if (!fleet.missing(number, slot)) {
          sink.reading(fleet.reading(number, slot));
        }
      }
    }
  }

  private LocalFlink startJob(PipelineConfig job, DemoFolder folder) throws Exception {
    story.doing("starting the job on a local Flink");
    int parallelism = Math.min(PARTITIONS, Runtime.getRuntime().availableProcessors());
    LocalFlink flink =
        LocalFlink.start(job, parallelism, LocalFlink.DEFAULT_PORTS, folder.flink());
    try {
      flink.awaitRunning(JOB_START);
    } catch (Exception e) {
      flink.close();
      throw e;
    }
    return flink;
  }

  private Optional<DriftResult> stream(
      DriftScript script,
      ReadingSink sink,
      ReadingPublisher publisher,
      LocalFlink flink,
      PipelineMonitor.OutputReaders readers)
      throws InterruptedException {
    List<String> failures = new ArrayList<>();
    BooleanSupplier isOver = () -> stop.getAsBoolean() || flink.ended();
    try {
      awaitRest(flink, readers);
      live(script, sink, publisher, flink, readers, isOver);
      awaitRest(flink, readers);
    } catch (CompletionException e) {
      if (e.getCause() instanceof CancellationException) {
        return Optional.empty();
      }
      failed(e.getCause(), failures);
    } catch (RuntimeException e) {
      failed(e, failures);
    }
    screen.end(status());
    flink.failure().ifPresent(cause -> failures.add("the job failed: " + cause.getMessage()));
    flink.close();
    try {
      readers.drain();
    } catch (RuntimeException e) {
      failed(e, failures);
    }
    return Optional.of(DriftResult.judge(story, monitor, versions, failures));
  }

  private static void failed(Throwable cause, List<String> failures) {
    LOG.error("The demo failed", cause);
    failures.add(String.valueOf(cause.getMessage()));
  }

  private void live(
      DriftScript script,
      ReadingSink sink,
      ReadingPublisher publisher,
      LocalFlink flink,
      PipelineMonitor.OutputReaders readers,
      BooleanSupplier isOver)
      throws InterruptedException {
    story.tell(
        DriftStep.Kind.LIVE,
        monitor.eventTime(),
        null,
        "The job has answered %s readings. Now %s of event time pass in a second. Flink's web page: %s"
            .formatted(
                Numbers.count(monitor.tracker().counts().forecasts()),
                Numbers.span(eventTimePerSecond()),
                flink.webPage()),
        Map.of("error", accuracy.newest()));
    AtomicBoolean isPlayed = new AtomicBoolean();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> send(sink, publisher, () -> isPlayed.get() || isOver.getAsBoolean()),
            task -> new Thread(task, "demo-simulator").start());
    CompletableFuture<Void> playing =
        CompletableFuture.runAsync(
            () -> play(script), task -> new Thread(task, "demo-script").start());
    try {
      while (!playing.isDone() && !flink.ended()) {
        screen.show(status());
        readers.check();
        Thread.sleep(FRAME.toMillis());
      }
      playing.join();
    } finally {
      isPlayed.set(true);
      sending.join();
    }
  }

  private static void play(DriftScript script) {
    try {
      script.play();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void send(ReadingSink sink, ReadingPublisher publisher, BooleanSupplier isOver) {
    long unused =
        new Simulation(
                plan.simulation(),
                new Simulation.Pace(plan.rate(), Optional.empty()),
                Simulation.BadOrder.none(WireFormat.JSON))
            .run(
                SimulatedSeries.of(
                    plan.simulation(), Optional.empty(), Optional.of(plan.change())),
                sink,
                isOver);
    publisher.flush();
  }

  private Duration eventTimePerSecond() {
    return Duration.ofMillis(
        Math.round(plan.slotsPerSecond() * plan.simulation().cadence().toMillis()));
  }

  private DriftScreen.Status status() {
    return new DriftScreen.Status(
        story.since(),
        accuracy.last(200),
        accuracy.newest(),
        plan.bound(),
        monitor.tracker().counts(),
        story.doing());
  }

  /** Waits until each reading has its forecast, or nothing new has come for a while. */
  private void awaitRest(LocalFlink flink, PipelineMonitor.OutputReaders readers)
      throws InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (monitor.tracker().counts().waiting() > 0
        && !flink.ended()
        && System.nanoTime() - since < PATIENCE.toNanos()) {
      readers.check();
      long now = monitor.tracker().counts().forecasts();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
      Thread.sleep(20);
    }
  }
}
