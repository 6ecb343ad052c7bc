package io.foreflow.console;

import io.foreflow.manifest.ForecastKind;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.RejectionHeaders;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of a small pipeline, which a page can show. Its readings have a daily shape. */
final class PageRecords {

  static final int STEPS = 24;

  private static final int MARKET_STEPS = 6;

  private static final long T = ConsoleFixture.BEGIN;
  private static final long HOUR = ConsoleFixture.HOUR;

  private final ConsoleFixture fixture;
  private final String prefix;

  PageRecords(ConsoleFixture fixture, String prefix) {
    this.fixture = fixture;
    this.prefix = prefix;
  }

  static float value(int hour) {
    return (float) (50 + 20 * StrictMath.sin(2 * StrictMath.PI * hour / 24));
  }

  void reading(String series, int hour) {
    fixture.reading(prefix + "readings", WireFormat.JSON, series, T + hour * HOUR, value(hour));
  }

  void forecast(String series, int cutoff, String version) {
    forecast("forecasts", series, cutoff, version);
  }

  void shadowForecast(String series, int cutoff, String version) {
    forecast("shadow-forecasts", series, cutoff, version);
  }

  private void forecast(String topic, String series, int cutoff, String version) {
    float[] quantiles = new float[3 * STEPS];
    for (int step = 0; step < STEPS; step++) {
      float middle = value(cutoff + step + 1) + 0.1f;
      quantiles[step] = middle - 3;
      quantiles[STEPS + step] = middle;
      quantiles[2 * STEPS + step] = middle + 3;
    }
    fixture.forecast(
        prefix + topic,
        WireFormat.AVRO,
        Forecast.ofQuantiles(
            series,
            T + cutoff * HOUR,
            T + cutoff * HOUR,
            "demo",
            version,
            HOUR,
            Forecast.Status.READY,
            ConsoleFixture.LEVELS,
            quantiles));
  }

  /** Readings of so many hours, and forecasts by two versions for the last half of them. */
  void history(String series, int hours) {
    for (int hour = 0; hour < hours; hour++) {
      reading(series, hour);
      if (hour >= hours / 2) {
        forecast(series, hour, hour < hours * 3 / 4 ? "1" : "2");
      }
    }
  }

  /** Readings and forecasts of a market that is open on weekdays from 9:00 to 16:00, in order. */
  void market(String series, List<Integer> openHours) {
    for (int hour : openHours) {
      reading(series, hour);
      float[] quantiles = new float[3 * MARKET_STEPS];
      long[] times = new long[MARKET_STEPS];
      int next = hour;
      for (int step = 0; step < MARKET_STEPS; step++) {
        next = nextOpen(next);
        times[step] = T + next * HOUR;
        quantiles[step] = value(next) - 3;
        quantiles[MARKET_STEPS + step] = value(next);
        quantiles[2 * MARKET_STEPS + step] = value(next) + 3;
      }
      fixture.forecast(
          prefix + "forecasts",
          WireFormat.AVRO,
          new Forecast(
              series,
              T + hour * HOUR,
              T + hour * HOUR,
              "demo",
              "2",
              HOUR,
              Forecast.Status.READY,
              new ForecastKind.Quantiles(ConsoleFixture.LEVELS),
              quantiles,
              false,
              Forecast.NO_QUANTILES,
              times));
    }
  }

  /** The first hours in which the market is open. */
  static List<Integer> openHours(int count) {
    List<Integer> hours = new ArrayList<>();
    for (int hour = nextOpen(-1); hours.size() < count; hour = nextOpen(hour)) {
      hours.add(hour);
    }
    return hours;
  }

  private static int nextOpen(int hour) {
    int next = hour + 1;
    while (next % 24 < 9 || next % 24 >= 16 || next / 24 % 7 >= 5) {
      next++;
    }
    return next;
  }

  /** One reading each of many series, whose last one has the greatest value. */
  void many(String beginning, int count) {
    RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
    String topic = prefix + "readings";
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String series = beginning + "%05d".formatted(number);
      byte[] value = encoder.encode(new Reading(series, T, number));
      records.add(new ProducerRecord<>(topic, bytes(series), value));
    }
    fixture.sendAll(topic, records);
  }

  void score(String series, int hour) {
    score(series, 0, hour);
  }

  void score(String series, int fromHour, int hour) {
    fixture.send(
        prefix + "scores",
        series,
        ForecastScoreCodec.encoder(WireFormat.AVRO)
            .encode(
                new ForecastScore(
                    series,
                    "demo",
                    "2",
                    T + fromHour * HOUR,
                    T + hour * HOUR,
                    HOUR,
                    0.1,
                    0.9,
                    2,
                    List.of(new StepScore(1, 10, 7, 5_000_000, 10, 4_000_000, 8_000_000)))));
  }

  void episode(String series, int hour) {
    long time = T + hour * HOUR;
    fixture.send(
        prefix + "anomalies",
        series,
        AnomalyCodec.encoder(WireFormat.JSON)
            .encode(
                new Anomaly(
                    series,
                    Anomaly.Change.OPENED,
                    Anomaly.Kind.UNLIKELY,
                    time,
                    time,
                    time,
                    null,
                    Anomaly.Direction.ABOVE,
                    value(hour) + 9,
                    value(hour),
                    value(hour) - 3,
                    value(hour) + 3,
                    1e-6f,
                    1,
                    "demo",
                    "2")));
  }

  /** A model that was announced and refused. */
  void refusal(String reason, String message) {
    ModelAnnouncement announcement =
        new ModelAnnouncement("demo", "3", "file:///m.onnx", "a".repeat(64), T);
    fixture.send(
        prefix + "models",
        "demo",
        ModelAnnouncementCodec.encoder(WireFormat.JSON).encode(announcement));
    fixture.send(
        prefix + "events",
        "demo",
        ModelEventJson.write(ModelEvent.refused(announcement, "2", reason, message, T, 0, 1)));
  }

  void deadLetter(String key, String reason, String message, String value) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(prefix + "dead-letters", 0, bytes(key), bytes(value));
    letter.headers().add(RejectionHeaders.REASON, bytes(reason));
    letter.headers().add(RejectionHeaders.MESSAGE, bytes(message));
    letter.headers().add(RejectionHeaders.TOPIC, bytes(prefix + "readings"));
    letter.headers().add(RejectionHeaders.OFFSET, bytes("17"));
    fixture.send(letter);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
