package io.foreflow.cli.demo;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.FreePorts;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.retrain.RetrainParts;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Terminal;
import io.foreflow.console.Console;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
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

  /** More days than a line of a terminal has columns. */
  private static final int DAYS = 200;

  private final DriftPlan plan;
  private final BooleanSupplier stop;
  private final DriftScreen screen;
  private final DriftStory story;
  private final DemoTopics topics = DemoTopics.ofJob();
  private final LiveAccuracy accuracy = new LiveAccuracy();
  private final VersionTally versions = new VersionTally();
  private @Nullable Console console;
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
        Console shown = startConsole(port)) {
      console = shown;
      screen.say("Log: " + RunLog.file());
      if (console != null) {
        screen.say("Console: " + console.address());
      }
      story.doing("starting a Kafka broker");
      try (LocalBroker broker =
              LocalBroker.start(
                  BrokerOptions.temporary().withPort(port).withFolder(folder.broker()));
          PrintWriter log = new PrintWriter(Files.newBufferedWriter(folder.retrainLog()))) {
        Optional<DriftResult> result = runOn(broker.bootstrapServers(), broker, folder, log);
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
            KafkaConnection.to("127.0.0.1:" + brokerPort), topics.forConsole(DemoTopics.OF_MODELS))
        : null;
  }

  private Optional<DriftResult> runOn(
      String bootstrapServers, LocalBroker broker, DemoFolder folder, PrintWriter log)
      throws Exception {
    broker.createTopics(PARTITIONS, topics.all());
    topics.createOfModels(broker);
    PipelineConfig job = DriftPipeline.write(plan, bootstrapServers, topics, folder);
    AtomicReference<Map<String, Object>> decision = new AtomicReference<>(Map.of());
    RetrainParts parts =
        new RetrainParts(
            folder.retrainFile(), new CommandOutput(log, decision::set), Clock.systemUTC());
    DriftScript script =
        new DriftScript(plan, parts, decision, story, monitor, accuracy, versions, stop);
    try (ReadingPublisher publisher =
        new ReadingPublisher(
            bootstrapServers, topics.readings(), TopicFormat.of(WireFormat.JSON))) {
      DriftStream stream = new DriftStream(plan, monitor, publisher, stop);
      story.doing("writing " + Numbers.span(plan.history()) + " of history");
      stream.sendHistory();
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
      script.trainFirst();
      try (LocalFlink flink = startJob(job, folder);
          PipelineMonitor.OutputReaders readers =
              monitor.read(bootstrapServers, topics, WireFormat.JSON)) {
        return play(script, stream, flink, readers);
      }
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private LocalFlink startJob(PipelineConfig job, DemoFolder folder) throws Exception {
    story.doing("starting the job on a local Flink");
    return DemoFlink.start(job, DemoFlink.parallelism(PARTITIONS), folder, console);
  }

  private Optional<DriftResult> play(
      DriftScript script,
      DriftStream stream,
      LocalFlink flink,
      PipelineMonitor.OutputReaders readers)
      throws InterruptedException {
    List<String> failures = new ArrayList<>();
    try {
      stream.awaitRest(flink, readers);
      tellLive(flink);
      stream.live(script::play, flink, readers, () -> screen.show(status()));
      stream.awaitRest(flink, readers);
    } catch (CancellationException e) {
      return Optional.empty();
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

  private static void failed(RuntimeException cause, List<String> failures) {
    LOG.error("The demo failed", cause);
    failures.add(String.valueOf(cause.getMessage()));
  }

  private void tellLive(LocalFlink flink) {
    story.tell(
        DriftStep.Kind.LIVE,
        monitor.eventTime(),
        null,
        "The job has answered %s readings. Now %s of event time pass in a second. Flink's web page: %s"
            .formatted(
                Numbers.count(monitor.tracker().counts().forecasts()),
                Numbers.span(plan.eventTimePerSecond()),
                flink.webPage()),
        Map.of());
  }

  private DriftScreen.Status status() {
    return new DriftScreen.Status(
        story.since(),
        accuracy.last(DAYS),
        accuracy.newest(),
        plan.bound(),
        monitor.tracker().counts(),
        story.doing());
  }
}
