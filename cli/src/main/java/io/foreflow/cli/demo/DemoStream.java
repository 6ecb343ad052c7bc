package io.foreflow.cli.demo;

import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.simulate.SimulatedSeries;
import io.foreflow.cli.simulate.Simulation;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.Manifest;
import io.foreflow.wire.registry.TopicFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of a demo: a warm-up from the history, the live part, and the wait for the last
 * forecasts. If the demo began with a seed model, the stream is live until the trained model has
 * taken over, and then as long as the plan says.
 */
final class DemoStream {

  private static final Logger LOG = LoggerFactory.getLogger(DemoStream.class);

  private static final Duration FRAME = Duration.ofMillis(250);

  /** The share of the readings that are sent while the training needs the machine. */
  private static final double SHARE_WHILE_TRAINING = 0.25;

  /** The time without anything new after which nothing more is expected. A machine may be busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The same after Ctrl-C. */
  private static final Duration PATIENCE_OF_STOP = Duration.ofSeconds(5);

  private final DemoPlan plan;
  private final String bootstrapServers;
  private final DemoTopics topics;
  private final PipelineMonitor monitor;
  private final LocalFlink flink;
  private final PipelineMonitor.OutputReaders readers;
  private final Optional<DemoTakeover> takeover;

  DemoStream(
      DemoPlan plan,
      String bootstrapServers,
      DemoTopics topics,
      PipelineMonitor monitor,
      LocalFlink flink,
      PipelineMonitor.OutputReaders readers,
      Optional<DemoTakeover> takeover) {
    this.plan = plan;
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.monitor = monitor;
    this.flink = flink;
    this.readers = readers;
    this.takeover = takeover;
  }

  DemoResult run(StageMessages stages, StopSignal stop, int warmUpSlots, Manifest model, long began)
      throws InterruptedException {
    List<String> failures = new ArrayList<>();
    try (ReadingPublisher publisher =
        new ReadingPublisher(bootstrapServers, topics.readings(), TopicFormat.of(plan.format()))) {
      ReadingSink sink = monitor.before(publisher);
      warmUp(sink, publisher, stages, stop, warmUpSlots);
      takeover.ifPresent(DemoTakeover::begin);
      live(sink, publisher, stages, stop, model, began);
      awaitRest(() -> settled(stop), stop);
    } catch (RuntimeException e) {
      failed(e, failures);
    }
    takeover.ifPresent(DemoTakeover::close);
    flink.failure().ifPresent(cause -> failures.add("the job failed: " + cause.getMessage()));
    // Scores and episodes have no count that they must reach. So all that was written counts.
    flink.close();
    try {
      readers.drain();
    } catch (RuntimeException e) {
      failed(e, failures);
    }
    takeover.flatMap(DemoTakeover::problem).ifPresent(failures::add);
    return DemoResult.judge(
        monitor,
        stop.getAsBoolean() ? monitor.deadLetters().count() : plan.bad(),
        began,
        takeover.flatMap(DemoTakeover::change),
        failures);
  }

  private static void failed(RuntimeException cause, List<String> failures) {
    LOG.error("The stream failed", cause);
    failures.add(String.valueOf(cause.getMessage()));
  }

  private void warmUp(
      ReadingSink sink,
      ReadingPublisher publisher,
      StageMessages stages,
      StopSignal stop,
      int slots)
      throws InterruptedException {
    stages.begin("Warming up with the last " + slots + " slots of the history", "a few seconds");
    long start = plan.simulation().startSlot();
    SimulatedSeries.of(plan.simulation()).send(start - slots, start, sink, stop);
    publisher.flush();
    awaitRest(() -> monitor.tracker().counts().waiting() == 0, stop);
    stages.done(Numbers.count(monitor.tracker().counts().forecasts()) + " forecasts");
  }

  private void live(
      ReadingSink sink,
      ReadingPublisher publisher,
      StageMessages stages,
      StopSignal stop,
      Manifest model,
      long began)
      throws InterruptedException {
    stages.say(
        "Live: %s readings/s%s, %s of event time in a second%s"
            .formatted(
                Numbers.count(Math.round(plan.rate())),
                takeover.isPresent() ? ", a quarter of them while your own model is trained" : "",
                Numbers.seconds(eventTimePerSecond()),
                plan.duration()
                    .map(d -> ", for " + Numbers.seconds(d) + afterTakeover())
                    .orElse("; Ctrl-C ends it")));
    SimulatedSeries fleet = SimulatedSeries.of(plan.simulation(), Optional.of(plan.faults()));
    LiveView view =
        new LiveView(stages.terminal(), dashboard(stages, model), monitor, until(began), began);
    long slot = plan.simulation().startSlot();
    if (takeover.isPresent()) {
      view.setUntil(", until your own model takes over");
      BooleanSupplier over = () -> stop.getAsBoolean() || takeover.get().isOver();
      slot =
          watch(
              view,
              stop,
              () ->
                  simulation(plan.simulation(), SHARE_WHILE_TRAINING * plan.rate())
                      .runSlots(fleet, plan.simulation().startSlot(), sink, over));
      view.setUntil(until(began));
    }
    monitor.tracker().startMeasuring();
    SimulationSpec rest = plan.simulation().from(slot);
    long unused = watch(view, stop, () -> send(rest, fleet, sink, publisher, stop));
  }

  private String afterTakeover() {
    return takeover.isPresent() ? " from when your own model takes over" : "";
  }

  /** When the stream ends that begins now, by the time since the demo's begin. */
  private String until(long began) {
    Duration passed = Duration.ofNanos(System.nanoTime() - began);
    return plan.duration()
        .map(live -> " of " + Numbers.seconds(passed.plus(live)))
        .orElse(", until Ctrl-C");
  }

  private Dashboard dashboard(StageMessages stages, Manifest model) {
    return new Dashboard(
        monitor,
        "Kafka " + bootstrapServers + "  Flink " + flink.webPage(),
        model.horizon(),
        model.levels().get(model.levels().size() - 1) - model.levels().get(0),
        stages.terminal().palette(),
        () -> takeover.map(DemoTakeover::line));
  }

  /** Sends in a thread of its own, and shows what comes back meanwhile. */
  private long watch(LiveView view, StopSignal stop, Supplier<Long> send)
      throws InterruptedException {
    CompletableFuture<Long> sending =
        CompletableFuture.supplyAsync(send, task -> new Thread(task, "demo-simulator").start());
    while (!sending.isDone() && !flink.ended()) {
      view.show(System.nanoTime());
      readers.check();
      // Not stop.await: once Ctrl-C has come, that would no longer wait.
      Thread.sleep(FRAME.toMillis());
    }
    if (flink.ended()) {
      stop.ask();
    }
    long result = sending.join();
    view.show(System.nanoTime());
    return result;
  }

  private Simulation simulation(SimulationSpec spec, double rate) {
    return new Simulation(
        spec,
        new Simulation.Pace(rate, plan.duration()),
        new Simulation.BadOrder(plan.bad(), plan.format()));
  }

  private long send(
      SimulationSpec spec,
      SimulatedSeries fleet,
      ReadingSink sink,
      ReadingPublisher publisher,
      BooleanSupplier stop) {
    long readings = simulation(spec, plan.rate()).run(fleet, sink, stop);
    publisher.flush();
    return readings;
  }

  private Duration eventTimePerSecond() {
    double slots = plan.rate() / plan.simulation().series();
    return Duration.ofMillis(Math.round(slots * plan.simulation().cadence().toMillis()));
  }

  private boolean settled(StopSignal stop) {
    return monitor.tracker().counts().waiting() == 0
        && (stop.getAsBoolean() || monitor.deadLetters().count() >= plan.bad());
  }

  /** Waits until everything has arrived, or nothing new has arrived for a while. */
  private void awaitRest(BooleanSupplier complete, StopSignal stop) throws InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (!complete.getAsBoolean() && !flink.ended()) {
      readers.check();
      long now = monitor.tracker().counts().forecasts() + monitor.deadLetters().count();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
      Duration patience = stop.getAsBoolean() ? PATIENCE_OF_STOP : PATIENCE;
      if (System.nanoTime() - since > patience.toNanos()) {
        return;
      }
      // Polled, for the same reason: Ctrl-C may have come, and the rest is still to be counted.
      Thread.sleep(20);
    }
  }
}
