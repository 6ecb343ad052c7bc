package io.foreflow.cli.tail;

import io.foreflow.cli.view.Numbers;
import io.foreflow.topic.AnomalyDecoder;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of episodes, each as a line. */
final class TailedAnomalies implements TailedKind<Anomaly> {

  /** The largest number of readings that one is compared with. */
  private static final double MOST = 1e9;

  private final AnomalyDecoder decoder;

  TailedAnomalies(@Nullable RegistrySettings registry) {
    decoder = new AnomalyDecoder(registry);
  }

  @Override
  public String name() {
    return "anomaly";
  }

  @Override
  public RecordDecoder<Anomaly> decoder() {
    return decoder;
  }

  @Override
  public RecordEncoder<Anomaly> toJson() {
    return AnomalyCodec.encoder(WireFormat.JSON);
  }

  @Override
  public String series(Anomaly anomaly) {
    return anomaly.series();
  }

  @Override
  public List<String> lines(Anomaly anomaly) {
    return List.of(
        "%s  %s  %-8s  %s  (%s %s)"
            .formatted(
                anomaly.series(),
                Instant.ofEpochMilli(anomaly.time()),
                anomaly.change().code(),
                what(anomaly),
                anomaly.model(),
                anomaly.modelVersion()));
  }

  private static String what(Anomaly anomaly) {
    return switch (anomaly.kind()) {
      case UNLIKELY -> unlikely(anomaly);
      case STUCK ->
          anomaly.change() == Change.OPENED
              ? "stuck at %s since %s, %s"
                  .formatted(Numbers.compact(anomaly.actual()), begin(anomaly), readings(anomaly))
              : "stuck %s, %s".formatted(span(anomaly), readings(anomaly));
      case SILENT ->
          anomaly.change() == Change.OPENED
              ? "silent since " + begin(anomaly)
              : "silent " + span(anomaly);
    };
  }

  private static String unlikely(Anomaly anomaly) {
    String direction = anomaly.direction().code();
    String chance = chance(anomaly.probability());
    return anomaly.change() == Change.CLOSED
        ? "%s %s, %s, %s".formatted(direction, span(anomaly), readings(anomaly), chance)
        : "%s %s %s [%s, %s], %s"
            .formatted(
                Numbers.compact(anomaly.actual()),
                direction,
                Numbers.compact(anomaly.expected()),
                Numbers.compact(anomaly.lower()),
                Numbers.compact(anomaly.upper()),
                chance);
  }

  /** Text of how unlikely a reading was: {@code 1 in 29,000}. */
  private static String chance(float probability) {
    double readings = Math.min(MOST, 1 / (double) probability);
    return "1 in " + (readings < MOST ? "" : "more than ") + Numbers.count(Math.round(readings));
  }

  private static Instant begin(Anomaly anomaly) {
    return Instant.ofEpochMilli(anomaly.begin());
  }

  private static String readings(Anomaly anomaly) {
    return anomaly.readings() + (anomaly.readings() == 1 ? " reading" : " readings");
  }

  private static String span(Anomaly anomaly) {
    Long end = anomaly.end();
    return end == null || end == anomaly.begin()
        ? "at " + begin(anomaly)
        : "from " + begin(anomaly) + " to " + Instant.ofEpochMilli(end);
  }
}
