package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose newest checkpoint is damaged when it is needed. */
class DamagedCheckpointITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 5;
  private static final int HOURS = 30;
  private static final long DEADLINE = Duration.ofMinutes(5).toNanos();

  private final Path folder;
  private final Path checkpoints;
  private final ForecastDecoder bytes = new ForecastDecoder();
  private final Map<String, Forecast> seen = new TreeMap<>();

  DamagedCheckpointITCase(@TempDir Path folder) {
    this.folder = folder;
    this.checkpoints = folder.resolve("checkpoints");
  }

  @Test
  void runContinuesFromTheCheckpointBefore() throws Exception {
    Path model = model();
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(1, List.of("readings", "forecasts", "dead-letters", "late-readings"));
      CompletableFuture<Outcome> ended = new CompletableFuture<>();
      Thread run = new Thread(() -> ended.complete(run(broker.bootstrapServers(), model)));
      run.start();
      try (ReadingPublisher readings =
              new ReadingPublisher(
                  broker.bootstrapServers(), "readings", TopicFormat.of(WireFormat.JSON));
          TopicReader forecasts =
              new TopicReader(broker.bootstrapServers(), "forecasts", TopicReader.From.BEGINNING)) {
        publish(readings, 0, HOURS);
        await(forecasts, HOURS);

        damageTheNewest();
        publish(readings, HOURS, 2 * HOURS);
        await(forecasts, 2 * HOURS);
      } finally {
        run.interrupt();
      }
      Outcome outcome = ended.join();
      assertThat(outcome.err())
          .contains("A checkpoint is damaged: file:" + checkpoints)
          .containsPattern("The job continues from the checkpoint before it, chk-[0-9]+\\. It");
    }
  }

  private Path model() throws IOException {
    Path data = folder.resolve("history.csv");
    StringBuilder csv = new StringBuilder("unique_id,ds,y\n");
    for (int hour = 0; hour < 90; hour++) {
      csv.append("a,").append((480_000 + hour) * HOUR).append(',').append(hour % 24).append('\n');
    }
    Files.writeString(data, csv);
    Path model = folder.resolve("model.onnx");
    Outcome trained =
        CommandRunner.run(
            ("train --horizon 3 --context 16 --seasons 8 --recent 4 --hidden 4 --steps 5 --warmup 4"
                    + " --batch 4 --window 24 --burn-in 4 --validation 10 --data "
                    + data
                    + " --out "
                    + model)
                .split(" "));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    return model;
  }

  private Outcome run(String broker, Path model) {
    return CommandRunner.run(
        "run",
        "-Dkafka.bootstrap.servers=" + broker,
        "-Dmodel.uri=" + model,
        "-Dformat.readings=json",
        "-Dparallelism=1",
        "-Dcheckpoint.interval=300 ms",
        "-Dflink.execution.checkpointing.dir=" + checkpoints.toUri(),
        // So that the states lie in files of their own too.
        "-Dflink.execution.checkpointing.data-inline-threshold=0 b",
        // A checkpoint that can't be written restarts the job, which then needs the newest one.
        "-Dflink.execution.checkpointing.tolerable-failed-checkpoints=0",
        "-Dflink.restart-strategy.type=fixed-delay",
        "-Dflink.restart-strategy.fixed-delay.attempts=1000",
        "-Dflink.restart-strategy.fixed-delay.delay=100 ms");
  }

  private static void publish(ReadingPublisher readings, int from, int to) {
    for (int hour = from; hour < to; hour++) {
      for (int series = 0; series < SERIES; series++) {
        readings.reading(new Reading("s" + series, (480_000L + hour) * HOUR, hour % 24 + series));
      }
    }
  }

  /** Until there is a forecast for each reading; one that comes again is the same. */
  private void await(TopicReader forecasts, int hours) {
    long deadline = System.nanoTime() + DEADLINE;
    while (seen.size() < hours * SERIES && System.nanoTime() < deadline) {
      forecasts.poll(Duration.ofMillis(200), this::keep);
    }
    assertThat(seen).hasSize(hours * SERIES);
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    try {
      Forecast forecast = bytes.decode(record.value());
      Forecast before = seen.putIfAbsent(forecast.id(), forecast);
      if (before != null) {
        assertThat(forecast.quantiles()).as(forecast.id()).isEqualTo(before.quantiles());
      }
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  /** Flips a bit in the newest checkpoint's files, and sees to it that the job needs it. */
  private void damageTheNewest() throws IOException {
    Path job = awaitCheckpoints();
    // A file where the folder of a checkpoint should be: none that is newer can be written.
    long newest = newest(job);
    for (long number = newest + 1; number < newest + 500; number++) {
      try {
        Files.createFile(job.resolve("chk-" + number));
      } catch (FileAlreadyExistsException e) {
        newest = number;
      }
    }
    Path damaged = job.resolve("chk-" + newest);
    long deadline = System.nanoTime() + DEADLINE;
    while (!Files.exists(damaged.resolve("_metadata")) && System.nanoTime() < deadline) {
      if (!Files.exists(damaged)) {
        newest--;
        damaged = job.resolve("chk-" + newest);
      }
      LockSupport.parkNanos(1_000_000);
    }
    try (Stream<Path> files = Files.list(damaged)) {
      for (Path file : files.filter(each -> !each.endsWith("_metadata")).toList()) {
        byte[] written = Files.readAllBytes(file);
        written[written.length / 2] ^= 1;
        Files.write(file, written);
      }
    }
  }

  private Path awaitCheckpoints() throws IOException {
    long deadline = System.nanoTime() + DEADLINE;
    while (System.nanoTime() < deadline) {
      try (Stream<Path> jobs = Files.list(checkpoints)) {
        Path job = jobs.findFirst().orElse(null);
        if (job != null && newest(job) > 2) {
          return job;
        }
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("No checkpoint was taken");
  }

  private static long newest(Path job) throws IOException {
    try (Stream<Path> folders = Files.list(job)) {
      return folders
          .map(each -> each.getFileName().toString())
          .filter(name -> name.startsWith("chk-"))
          .map(name -> Long.parseLong(name.substring(4)))
          .max(Comparator.naturalOrder())
          .orElse(0L);
    }
  }
}
