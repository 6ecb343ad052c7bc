package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Readings of some series, hour by hour, and the forecasts that come of them. The same seed gives
 * the same readings.
 */
public final class HourlyReadings {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final int series;
  private final Random random;
  private final RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
  private int hour;

  public HourlyReadings(int series, long seed) {
    this.series = series;
    this.random = new Random(seed);
  }

  /** The readings of the next hours, for a topic. */
  public List<ProducerRecord<byte[], byte[]>> next(String topic, int hours) {
    List<ProducerRecord<byte[], byte[]>> readings = new ArrayList<>();
    for (int until = hour + hours; hour < until; hour++) {
      for (int i = 0; i < series; i++) {
        String name = "s" + i;
        Reading reading = new Reading(name, hour * HOUR, (float) random.nextGaussian());
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        readings.add(new ProducerRecord<>(topic, key, encoder.encode(reading)));
      }
    }
    return readings;
  }

  /** The readings of the next hours, in the first partitions of a topic, one after the other. */
  public List<ProducerRecord<byte[], byte[]>> spread(String topic, int hours, int partitions) {
    List<ProducerRecord<byte[], byte[]>> spread = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> reading : next(topic, hours)) {
      int partition = spread.size() % partitions;
      spread.add(new ProducerRecord<>(topic, partition, reading.key(), reading.value()));
    }
    return spread;
  }

  /** The bits of each forecast's quantiles, and of its raw ones, by id; a repeated id fails. */
  public static Map<String, List<Integer>> bits(List<ConsumerRecord<byte[], byte[]>> forecasts)
      throws Exception {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.AVRO);
    Map<String, List<Integer>> bits = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : forecasts) {
      Forecast forecast = decoder.decode(record.value());
      List<Integer> quantiles = new ArrayList<>();
      addBits(forecast.quantiles(), quantiles);
      addBits(forecast.rawQuantiles(), quantiles);
      assertThat(forecast.rawQuantiles().length > 0).isEqualTo(forecast.calibrated());
      assertThat(bits.put(forecast.id(), quantiles)).as("second " + forecast.id()).isNull();
    }
    return bits;
  }

  private static void addBits(float[] numbers, List<Integer> bits) {
    for (float number : numbers) {
      bits.add(Float.floatToRawIntBits(number));
    }
  }

  /** How many of the forecasts of {@link #bits} have raw quantiles, so that they are calibrated. */
  public static long calibrated(Map<String, List<Integer>> bits, int quantiles) {
    return bits.values().stream().filter(each -> each.size() == 2 * quantiles).count();
  }
}
