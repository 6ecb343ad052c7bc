package io.foreflow.cli.retrain;

import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.options.Durations;
import io.foreflow.store.StoredVersion;
import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.MalformedRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The proof that a version is in use: its name in the forecasts. It reads the forecasts that are
 * written after it was opened.
 */
final class ForecastProof implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final StoredVersion version;
  private final Duration patience;
  private final ForecastDecoder decoder;
  private final TopicReader reader;
  private final String topic;
  private final Map<String, Boolean> isOfVersion = new HashMap<>();

  ForecastProof(PipelineConfig config, KafkaConnection connection, StoredVersion version) {
    this.version = version;
    this.patience = config.get(WatchOptions.PROOF);
    this.decoder = new ForecastDecoder(config.registry().orElse(null));
    this.topic = config.get(KafkaOptions.FORECASTS_TOPIC);
    this.reader = new TopicReader(connection, topic, TopicReader.From.NOW);
  }

  /** Reads until so many series have forecasts of the version, or until the patience ends. */
  void read(long series) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (ofVersion() < series && System.nanoTime() < deadline) {
      reader.poll(POLL, record -> take(record.value()));
    }
  }

  private void take(byte[] value) {
    try {
      Forecast forecast = decoder.decode(value);
      if (forecast.model().equals(version.model())) {
        isOfVersion.put(forecast.series(), forecast.modelVersion().equals(version.version()));
      }
    } catch (MalformedRecordException e) {
      // Somebody else's record is no forecast, and no proof.
    }
  }

  /** The number of series whose last forecast was made by the version. */
  long ofVersion() {
    return isOfVersion.values().stream().filter(is -> is).count();
  }

  /** What was seen, in words. */
  String text() {
    return ofVersion() == 0
        ? "no forecast of version %s came on topic %s within %s"
            .formatted(version.version(), topic, Durations.write(patience))
        : "version %s made the last forecast of %d of %d series on topic %s"
            .formatted(version.version(), ofVersion(), isOfVersion.size(), topic);
  }

  /** What was seen, for a program. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", topic);
    fields.put("series", isOfVersion.size());
    fields.put("seriesOfVersion", ofVersion());
    return fields;
  }

  @Override
  public void close() {
    reader.close();
  }
}
