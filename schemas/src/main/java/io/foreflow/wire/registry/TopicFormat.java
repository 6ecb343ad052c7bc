package io.foreflow.wire.registry;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one topic are written.
 *
 * @param format what each record looks like
 * @param registry where its schemas are; null for a format that needs none
 */
public record TopicFormat(WireFormat format, @Nullable RegistrySettings registry)
    implements Serializable {

  public TopicFormat {
    if (format.needsRegistry() && registry == null) {
      throw new IllegalArgumentException(format + " needs a schema registry");
    }
  }

  /** A format that needs no registry. */
  public static TopicFormat of(WireFormat format) {
    return new TopicFormat(format, null);
  }

  /** Reads readings. */
  public RecordDecoder<Reading> readings() {
    return registry != null && format.needsRegistry()
        ? ReadingCodec.confluentDecoder(new SchemaRegistry(registry))
        : ReadingCodec.decoder(format);
  }

  /** Reads forecasts. */
  public RecordDecoder<Forecast> forecasts() {
    return registry != null && format.needsRegistry()
        ? ForecastCodec.confluentDecoder(new SchemaRegistry(registry))
        : ForecastCodec.decoder(format);
  }

  /** Reads changes of anomaly episodes. */
  public RecordDecoder<Anomaly> anomalies() {
    return registry != null && format.needsRegistry()
        ? AnomalyCodec.confluentDecoder(new SchemaRegistry(registry))
        : AnomalyCodec.decoder(format);
  }

  /** Reads scores of forecasts. */
  public RecordDecoder<ForecastScore> scores() {
    return registry != null && format.needsRegistry()
        ? ForecastScoreCodec.confluentDecoder(new SchemaRegistry(registry))
        : ForecastScoreCodec.decoder(format);
  }

  /**
   * Writes readings under a subject.
   *
   * @throws RegistryException if the registry does not take the schema
   */
  public RecordEncoder<Reading> readingEncoder(String subject) {
    return registry != null && format.needsRegistry()
        ? ReadingCodec.confluentEncoder(
            new SchemaRegistry(registry).idOf(subject, ReadingCodec.versions().current()))
        : ReadingCodec.encoder(format);
  }

  /**
   * Writes forecasts under a subject.
   *
   * @throws RegistryException if the registry does not take the schema
   */
  public RecordEncoder<Forecast> forecastEncoder(String subject) {
    return registry != null && format.needsRegistry()
        ? ForecastCodec.confluentEncoder(
            new SchemaRegistry(registry).idOf(subject, ForecastCodec.versions().current()))
        : ForecastCodec.encoder(format);
  }

  /**
   * Writes changes of anomaly episodes under a subject.
   *
   * @throws RegistryException if the registry does not take the schema
   */
  public RecordEncoder<Anomaly> anomalyEncoder(String subject) {
    return registry != null && format.needsRegistry()
        ? AnomalyCodec.confluentEncoder(
            new SchemaRegistry(registry).idOf(subject, AnomalyCodec.versions().current()))
        : AnomalyCodec.encoder(format);
  }

  /**
   * Writes scores of forecasts under a subject.
   *
   * @throws RegistryException if the registry does not take the schema
   */
  public RecordEncoder<ForecastScore> scoreEncoder(String subject) {
    return registry != null && format.needsRegistry()
        ? ForecastScoreCodec.confluentEncoder(
            new SchemaRegistry(registry).idOf(subject, ForecastScoreCodec.versions().current()))
        : ForecastScoreCodec.encoder(format);
  }
}
