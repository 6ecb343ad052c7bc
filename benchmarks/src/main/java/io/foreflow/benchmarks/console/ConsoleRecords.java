package io.foreflow.benchmarks.console;

import io.foreflow.benchmarks.job.Broker;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Hourly readings of many series and forecasts of them in Avro, as Kafka records. */
final class ConsoleRecords {

  static final String READINGS = "readings";
  static final String FORECASTS = "forecasts";

  private static final long CADENCE_MILLIS = 3_600_000;
  private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final double[] LEVELS = {0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95};
  private static final int MIDDLE = LEVELS.length / 2;
  private static final int STEPS = 24;

  private final RecordEncoder<Reading> readings = ReadingCodec.encoder(WireFormat.AVRO);
  private final RecordEncoder<Forecast> forecasts = ForecastCodec.encoder(WireFormat.AVRO);

  /** The name of a series, by its number from 0. */
  static String series(int number) {
    return "series-%05d".formatted(number);
  }

  /** The reading of a series for an hour, counted from 0. */
  ProducerRecord<byte[], byte[]> reading(int number, int hour) {
    Reading reading =
        new Reading(
            series(number), time(hour), (float) (shape(number, hour) + noise(number, hour)));
    return record(READINGS, number, readings.encode(reading));
  }

  /** The forecast of a series after the reading of an hour. */
  ProducerRecord<byte[], byte[]> forecast(int number, int hour) {
    float[] quantiles = new float[LEVELS.length * STEPS];
    for (int level = 0; level < LEVELS.length; level++) {
      for (int step = 0; step < STEPS; step++) {
        quantiles[level * STEPS + step] =
            (float) (shape(number, hour + step + 1) + (level - MIDDLE) * 0.6);
      }
    }
    Forecast forecast =
        Forecast.ofQuantiles(
            series(number),
            time(hour),
            time(hour),
            "bench",
            "1",
            CADENCE_MILLIS,
            Forecast.Status.READY,
            LEVELS,
            quantiles);
    return record(FORECASTS, number, forecasts.encode(forecast));
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, int number, byte[] value) {
    byte[] key = series(number).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, number % Broker.PARTITIONS, key, value);
  }

  private static long time(int hour) {
    return START + hour * CADENCE_MILLIS;
  }

  /** What a model could know of a series. */
  private static double shape(int number, int hour) {
    return 20 + number % 7 + 5 * StrictMath.sin((hour + number % 24) * StrictMath.PI / 12);
  }

  /** What it could not know, from -2 to 2. */
  private static int noise(int number, int hour) {
    return (hour * 31 + number * 7) % 5 - 2;
  }
}
