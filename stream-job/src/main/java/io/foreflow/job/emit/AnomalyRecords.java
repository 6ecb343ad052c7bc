package io.foreflow.job.emit;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.TopicFormat;

/** Episodes' changes as Kafka records. */
public final class AnomalyRecords extends SeriesRecords<Anomaly> {
  private static final long serialVersionUID = 1;

  /**
   * Writes changes in {@code format} to {@code topic}. A registry knows their schema by the
   * subject.
   */
  public AnomalyRecords(String topic, TopicFormat format, String subject) {
    super(topic, format, subject);
  }

  @Override
  RecordEncoder<Anomaly> encoder(TopicFormat format, String subject) {
    return format.anomalyEncoder(subject);
  }

  @Override
  String series(Anomaly change) {
    return change.series();
  }
}
