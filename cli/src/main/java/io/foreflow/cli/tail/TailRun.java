package io.foreflow.cli.tail;

import io.foreflow.cli.kafka.ForecastDecoder;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.TopicReader;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Printable;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistryException;
import io.foreflow.wire.registry.RegistrySettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The work of {@code foreflow tail}. */
final class TailRun {

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final ForecastDecoder bytes;
  private final RecordEncoder<Forecast> toJson = ForecastCodec.encoder(WireFormat.JSON);
  private long shown;

  TailRun(PrintWriter out, PrintWriter err, boolean json, @Nullable RegistrySettings registry) {
    this.bytes = new ForecastDecoder(registry);
    this.out = out;
    this.err = err;
    this.json = json;
  }

  int run(
      String bootstrapServers,
      String topic,
      boolean fromBeginning,
      Optional<String> series,
      long max) {
    new KafkaCluster(bootstrapServers, BROKER_PATIENCE).require(topic);
    TopicReader.From from = fromBeginning ? TopicReader.From.BEGINNING : TopicReader.From.NOW;
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        TopicReader reader = new TopicReader(bootstrapServers, topic, from)) {
      while (shown < max && !stop.getAsBoolean()) {
        reader.poll(POLL, record -> show(record, series, max));
        out.flush();
      }
    }
    return ExitCodes.OK;
  }

  private void show(ConsumerRecord<byte[], byte[]> record, Optional<String> series, long max) {
    if (shown >= max) {
      return;
    }
    try {
      Forecast forecast = bytes.decode(record.value());
      if (series.isEmpty() || series.get().equals(forecast.series())) {
        out.println(
            json
                ? new String(toJson.encode(forecast), StandardCharsets.UTF_8)
                : Printable.of(line(forecast)));
        shown++;
      }
    } catch (MalformedRecordException e) {
      err.printf(
          "%s, partition %d, offset %d: no forecast: %s%n",
          record.topic(),
          record.partition(),
          record.offset(),
          Printable.of(String.valueOf(e.getMessage())));
    } catch (RegistryException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
    }
  }

  private static String line(Forecast forecast) {
    int last = forecast.horizon() - 1;
    return "%s  %s  %s  %s%s  (%s %s)"
        .formatted(
            forecast.series(),
            Instant.ofEpochMilli(forecast.cutoff()),
            forecast.status().code(),
            step(forecast, 0),
            last == 0 ? "" : "  ...  " + step(forecast, last),
            forecast.model(),
            forecast.modelVersion());
  }

  /** Text of a step: its time ahead, its middle level, and the outer levels. */
  private static String step(Forecast forecast, int step) {
    String numbers =
        forecast
            .kind()
            .match(
                quantiles -> quantiles(forecast, quantiles.rows(), step),
                classes -> shares(forecast, classes.names(), step));
    Duration ahead = Duration.ofMillis((step + 1) * forecast.cadenceMillis());
    return "+" + ahead.toString().substring(2) + numbers;
  }

  private static String quantiles(Forecast forecast, int levels, int step) {
    String middle = Numbers.compact(forecast.quantile(levels / 2, step));
    return levels == 1
        ? " " + middle
        : " %s [%s, %s]"
            .formatted(
                middle,
                Numbers.compact(forecast.quantile(0, step)),
                Numbers.compact(forecast.quantile(levels - 1, step)));
  }

  /** Each class with its probability. */
  private static String shares(Forecast forecast, List<String> classes, int step) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < classes.size(); i++) {
      line.append(' ').append(classes.get(i)).append(' ');
      line.append(Numbers.compact(forecast.quantile(i, step)));
    }
    return line.toString();
  }
}
