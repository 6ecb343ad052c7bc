package io.foreflow.job.emit;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.TopicFormat;

/** Scores of forecasts as Kafka records. */
public final class ScoreRecords extends SeriesRecords<ForecastScore> {
  private static final long serialVersionUID = 1;

  /**
   * Writes scores in {@code format} to {@code topic}. A registry knows their schema by the subject.
   */
  public ScoreRecords(String topic, TopicFormat format, String subject) {
    super(topic, format, subject);
  }

  @Override
  RecordEncoder<ForecastScore> encoder(TopicFormat format, String subject) {
    return format.scoreEncoder(subject);
  }

  @Override
  String series(ForecastScore score) {
    return score.series();
  }
}
