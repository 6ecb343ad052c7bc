package io.foreflow.cli.simulate;

import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Numbers;
import io.foreflow.model.FileProblem;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The work of {@code foreflow simulate}, with checked options. */
final class SimulateRun {

  private static final int PARTITIONS = 4;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(35);

  private final SimulationSpec spec;
  private final Optional<FaultOptions.Order> faults;
  private final SimulatedSeries fleet;
  private final CommandOutput output;

  SimulateRun(
      SimulationSpec spec,
      Optional<FaultOptions.Order> faults,
      Optional<RegimeChange> change,
      CommandOutput output) {
    this.spec = spec;
    this.faults = faults;
    this.output = output;
    fleet = SimulatedSeries.of(spec, faults.map(FaultOptions.Order::plan), change);
  }

  int writeHistory(Path file, int days) {
    if (days < 1) {
      throw CommandFailure.usage("--history must be 1 day or more, found " + days);
    }
    long slots = spec.slotsIn(Duration.ofDays(days));
    long readings;
    try {
      readings = HistoryFile.write(file, spec, fleet, slots);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot write the history to " + file + ": " + FileProblem.of(e), e);
    }
    output.say(
        "%s readings of %s series, the %d days before %s: %s"
            .formatted(
                Numbers.count(readings), Numbers.count(spec.series()), days, spec.start(), file));
    Map<String, Object> fields = fields("file", file.toString(), "readings", readings);
    try (Truth truth = new Truth()) {
      for (long slot = spec.startSlot() - slots; slot < spec.startSlot(); slot++) {
        truth.accept(slot);
      }
      truth.report(fields);
    }
    output.say("Next: foreflow train --data " + file + " --out model.onnx");
    output.result(fields);
    return ExitCodes.OK;
  }

  int send(Destination to, double rate, Optional<Duration> duration, int bad) {
    List<String> made = new KafkaCluster(to.bootstrapServers).create(List.of(to.topic), PARTITIONS);
    if (!made.isEmpty()) {
      output.say("Made the topic %s with %d partitions.".formatted(to.topic, PARTITIONS));
    }
    output.say(
        "Sending %s readings/s of %s series (%s) to the topic %s at %s, %s. Ctrl-C ends it."
            .formatted(
                Numbers.count(Math.round(rate)),
                Numbers.count(spec.series()),
                spec.kind(),
                to.topic,
                to.bootstrapServers,
                duration.map(d -> "for " + Numbers.seconds(d)).orElse("until you stop it")));
    long begin = System.nanoTime();
    long readings;
    Map<String, Object> anomalies = new LinkedHashMap<>();
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        Truth truth = new Truth();
        ReadingPublisher publisher =
            new ReadingPublisher(to.bootstrapServers, to.topic, to.format)) {
      Simulation simulation =
          new Simulation(
              spec, new Simulation.Pace(rate, duration), badOrder(bad, to.format.format()));
      readings = simulation.run(fleet, publisher, stop, truth);
      publisher.flush();
      truth.report(anomalies);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    output.say(
        "Sent %s readings and %s bad records in %s."
            .formatted(Numbers.count(readings), Numbers.count(bad), Numbers.seconds(took)));
    Map<String, Object> fields = fields("readings", readings, "bad", bad);
    fields.putAll(anomalies);
    output.result(fields);
    return ExitCodes.OK;
  }

  private static Simulation.BadOrder badOrder(int bad, WireFormat format) {
    // Bad records of a format with a registry are never asked for.
    return new Simulation.BadOrder(bad, format.needsRegistry() ? WireFormat.AVRO : format);
  }

  private static Map<String, Object> fields(
      String first, Object firstValue, String second, Object secondValue) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(first, firstValue);
    fields.put(second, secondValue);
    return fields;
  }

  /** The file that says where the faults are, if there are any. */
  private final class Truth implements LongConsumer, AutoCloseable {
    private final Optional<FaultFile> file =
        faults.map(order -> new FaultFile(order.truth(), fleet, spec.grid()));

    @Override
    public void accept(long slot) {
      file.ifPresent(truth -> truth.accept(slot));
    }

    /** Says what was written, and adds it to the fields for a program. */
    void report(Map<String, Object> fields) {
      if (faults.isPresent() && file.isPresent()) {
        output.say(
            "%s anomalies among them: %s"
                .formatted(Numbers.count(file.get().count()), faults.get().truth()));
        fields.put("anomalies", file.get().count());
      }
    }

    @Override
    public void close() {
      file.ifPresent(FaultFile::close);
    }
  }

  /** The topic for readings, and their format. */
  record Destination(String bootstrapServers, String topic, TopicFormat format) {}
}
