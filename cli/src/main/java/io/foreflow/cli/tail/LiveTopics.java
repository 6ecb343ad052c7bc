package io.foreflow.cli.tail;

import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.ReadingDecoder;
import io.foreflow.topic.ScoreDecoder;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.registry.RegistrySettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topics behind the screen: forecasts, and readings and scores where they exist. */
record LiveTopics(
    String place,
    TopicReader forecasts,
    Optional<TopicReader> readings,
    Optional<TopicReader> scores,
    ForecastDecoder forecastDecoder,
    ReadingDecoder readingDecoder,
    ScoreDecoder scoreDecoder)
    implements AutoCloseable {

  /** Of each series the newest forecast is enough, but its sparkline needs readings. */
  private static final long RECENT_FORECASTS = 5_000;

  private static final long RECENT_READINGS = 50_000;
  private static final long RECENT_SCORES = 10_000;

  /** Names of topics that exist. */
  record Names(String forecasts, Optional<String> readings, Optional<String> scores) {}

  /**
   * Opens the topics.
   *
   * @param fromBeginning whether to read all records that are there, not only the newest ones
   */
  static LiveTopics open(
      String bootstrapServers,
      Names names,
      boolean fromBeginning,
      @Nullable RegistrySettings registry) {
    Opener opener = new Opener(bootstrapServers, fromBeginning);
    return new LiveTopics(
        names.forecasts() + " at " + bootstrapServers,
        opener.open(names.forecasts(), RECENT_FORECASTS),
        names.readings().map(topic -> opener.open(topic, RECENT_READINGS)),
        names.scores().map(topic -> opener.open(topic, RECENT_SCORES)),
        new ForecastDecoder(registry),
        new ReadingDecoder(registry),
        new ScoreDecoder(registry));
  }

  private record Opener(String bootstrapServers, boolean fromBeginning) {
    TopicReader open(String topic, long recent) {
      return fromBeginning
          ? new TopicReader(bootstrapServers, topic, TopicReader.From.BEGINNING)
          : TopicReader.recent(bootstrapServers, topic, recent);
    }
  }

  @Override
  public void close() {
    forecasts.close();
    readings.ifPresent(TopicReader::close);
    scores.ifPresent(TopicReader::close);
  }
}
