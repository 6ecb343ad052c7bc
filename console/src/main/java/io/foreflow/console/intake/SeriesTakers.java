package io.foreflow.console.intake;

import io.foreflow.console.memory.RecordKind;
import io.foreflow.series.FutureBound;
import io.foreflow.series.ReadingIntake;
import io.foreflow.topic.AnomalyDecoder;
import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.ReadingDecoder;
import io.foreflow.topic.ScoreDecoder;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes the takers of records of series: they decode the records and pass them on to a sink. */
public final class SeriesTakers {

  private final PipelineTopics topics;
  private final SeriesSink sink;

  public SeriesTakers(PipelineTopics topics, SeriesSink sink) {
    this.topics = topics;
    this.sink = sink;
  }

  /** A new taker of a topic with this kind of records. */
  public RecordTaker of(RecordKind kind) {
    return switch (kind) {
      case READING -> readings();
      case FORECAST -> forecasts(false);
      case SHADOW_FORECAST -> forecasts(true);
      case SCORE -> scores();
      case ANOMALY -> anomalies();
      case LATE_READING -> lateReadings();
    };
  }

  private RecordTaker readings() {
    ReadingIntake intake =
        new ReadingIntake(
            new ReadingDecoder(topics.registry()),
            new FutureBound(topics.maxFuture(), Clock.systemUTC()));
    return (record, arrival) ->
        sink.reading(intake.read(record.value(), record.timestamp()), arrival);
  }

  private RecordTaker forecasts(boolean shadow) {
    RecordDecoder<Forecast> decoder = new ForecastDecoder(topics.registry());
    return (record, arrival) -> {
      Forecast forecast = decoder.decode(record.value());
      ModelNames.check(forecast.model(), forecast.modelVersion());
      sink.forecast(forecast, shadow, arrival);
    };
  }

  private RecordTaker scores() {
    RecordDecoder<ForecastScore> decoder = new ScoreDecoder(topics.registry());
    return (record, arrival) -> {
      ForecastScore score = decoder.decode(record.value());
      ModelNames.check(score.model(), score.modelVersion());
      sink.score(score, arrival);
    };
  }

  private RecordTaker anomalies() {
    RecordDecoder<Anomaly> decoder = new AnomalyDecoder(topics.registry());
    return (record, arrival) -> {
      Anomaly anomaly = decoder.decode(record.value());
      ModelNames.check(anomaly.model(), anomaly.modelVersion());
      sink.anomaly(anomaly, arrival);
    };
  }

  private RecordTaker lateReadings() {
    RecordDecoder<Reading> decoder = new ReadingDecoder(topics.registry());
    return (record, arrival) ->
        sink.late(AsideReader.read(record), decode(decoder, record.value()), arrival);
  }

  private static @Nullable Reading decode(RecordDecoder<Reading> decoder, byte @Nullable [] value) {
    try {
      return value == null ? null : decoder.decode(value);
    } catch (MalformedRecordException e) {
      return null;
    }
  }
}
