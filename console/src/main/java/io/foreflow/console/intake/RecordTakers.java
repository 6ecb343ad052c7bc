package io.foreflow.console.intake;

import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.console.memory.PipelineMemory;
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
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementBytes;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes the takers of each topic: they decode its records and write them into memory. */
final class RecordTakers {

  private final PipelineTopics topics;
  private final PipelineMemory memory;
  private final IntakeListener listener;

  RecordTakers(PipelineTopics topics, PipelineMemory memory, IntakeListener listener) {
    this.topics = topics;
    this.memory = memory;
    this.listener = listener;
  }

  RecordTaker of(TopicRole role) {
    return switch (role) {
      case READINGS -> readings();
      case FORECASTS -> forecasts(false);
      case SHADOW_FORECASTS -> forecasts(true);
      case SCORES -> scores();
      case ANOMALIES -> anomalies();
      case EVENTS -> events();
      case MODELS -> announcements();
      case DEAD_LETTERS ->
          (record, arrival) -> memory.deadLetter(AsideReader.read(record), arrival);
      case LATE_READINGS -> lateReadings();
    };
  }

  private RecordTaker readings() {
    ReadingIntake intake =
        new ReadingIntake(
            new ReadingDecoder(topics.registry()),
            new FutureBound(topics.maxFuture(), Clock.systemUTC()));
    return (record, arrival) -> {
      Reading reading = intake.read(record.value(), record.timestamp());
      memory.reading(reading, arrival);
      listener.reading(reading.series(), reading.time(), reading.value(), false);
    };
  }

  private RecordTaker forecasts(boolean shadow) {
    RecordDecoder<Forecast> decoder = new ForecastDecoder(topics.registry());
    return (record, arrival) -> {
      Forecast forecast = decoder.decode(record.value());
      ModelNames.check(forecast.model(), forecast.modelVersion());
      memory.forecast(forecast, shadow, arrival);
      listener.forecast(forecast);
    };
  }

  private RecordTaker scores() {
    RecordDecoder<ForecastScore> decoder = new ScoreDecoder(topics.registry());
    return (record, arrival) -> {
      ForecastScore score = decoder.decode(record.value());
      ModelNames.check(score.model(), score.modelVersion());
      memory.score(score, arrival);
      listener.score(score);
    };
  }

  private RecordTaker anomalies() {
    RecordDecoder<Anomaly> decoder = new AnomalyDecoder(topics.registry());
    return (record, arrival) -> {
      Anomaly anomaly = decoder.decode(record.value());
      ModelNames.check(anomaly.model(), anomaly.modelVersion());
      memory.anomaly(anomaly);
      listener.anomaly(anomaly);
    };
  }

  private RecordTaker events() {
    EventReader reader = new EventReader();
    return (record, arrival) -> {
      PipelineEvent event = reader.read(record.value());
      memory.event(event);
      listener.event(event);
    };
  }

  private RecordTaker announcements() {
    ModelAnnouncementBytes decoder = new ModelAnnouncementBytes();
    return (record, arrival) -> {
      ModelAnnouncement announcement = decoder.decode(record.value());
      ModelNames.check(announcement.model(), announcement.version());
      memory.announcement(announcement);
    };
  }

  private RecordTaker lateReadings() {
    RecordDecoder<Reading> decoder = new ReadingDecoder(topics.registry());
    return (record, arrival) -> {
      Reading reading = decode(decoder, record.value());
      memory.late(AsideReader.read(record), reading, arrival);
      if (reading != null) {
        listener.reading(reading.series(), reading.time(), reading.value(), true);
      }
    };
  }

  private static @Nullable Reading decode(RecordDecoder<Reading> decoder, byte @Nullable [] value) {
    try {
      return value == null ? null : decoder.decode(value);
    } catch (MalformedRecordException e) {
      return null;
    }
  }
}
