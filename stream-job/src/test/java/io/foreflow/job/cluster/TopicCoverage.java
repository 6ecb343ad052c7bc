package io.foreflow.job.cluster;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The coverage of the forecasts of one step, computed from what topics hold.
 *
 * @param met ready forecasts whose reading was stepped
 * @param inside those of them with the reading between the lowest and the highest level
 */
record TopicCoverage(long met, long inside) {
  private record Slot(String series, long time) {}

  static TopicCoverage of(
      List<ProducerRecord<byte[], byte[]>> readings,
      List<ConsumerRecord<byte[], byte[]>> forecasts,
      int step)
      throws MalformedRecordException {
    Map<Slot, Float> values = new HashMap<>();
    for (ProducerRecord<byte[], byte[]> record : readings) {
      Reading reading = ReadingCodec.decoder(WireFormat.AVRO).decode(record.value());
      values.put(new Slot(reading.series(), reading.time()), reading.value());
    }
    Set<Slot> stepped = new HashSet<>();
    List<Forecast> ready = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : forecasts) {
      Forecast forecast = ForecastCodec.decoder(WireFormat.AVRO).decode(record.value());
      stepped.add(new Slot(forecast.series(), forecast.cutoff()));
      if (forecast.status() == Status.READY) {
        ready.add(forecast);
      }
    }
    long met = 0;
    long inside = 0;
    for (Forecast forecast : ready) {
      Slot target = new Slot(forecast.series(), forecast.timeOf(step - 1));
      Float value = values.get(target);
      if (value != null && stepped.contains(target)) {
        met++;
        inside += isInside(forecast, step - 1, value) ? 1 : 0;
      }
    }
    return new TopicCoverage(met, inside);
  }

  private static boolean isInside(Forecast forecast, int step, float value) {
    int highest = forecast.levels().length - 1;
    return value >= forecast.quantile(0, step) && value <= forecast.quantile(highest, step);
  }
}
