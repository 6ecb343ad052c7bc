package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.emit.ErrorHeaders;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Where each of the {@link AccountedReadings} went, by what lies on the job's topics. */
final class Account {
  private final AccountedReadings readings;
  private final BitSet[] forecasts;
  private final BitSet[] aside;
  private final BitSet dead = new BitSet();
  private final long[] lastCutoff;
  private final Map<String, Long> counts = new TreeMap<>();
  private final RecordDecoder<Forecast> forecastDecoder = ForecastCodec.decoder(WireFormat.AVRO);
  private final RecordDecoder<Reading> readingDecoder = ReadingCodec.decoder(WireFormat.AVRO);

  Account(AccountedReadings readings) {
    this.readings = readings;
    forecasts = sets(readings.series());
    aside = sets(readings.series());
    lastCutoff = new long[readings.series()];
    Arrays.fill(lastCutoff, Long.MIN_VALUE);
  }

  private static BitSet[] sets(int count) {
    BitSet[] sets = new BitSet[count];
    for (int i = 0; i < count; i++) {
      sets[i] = new BitSet();
    }
    return sets;
  }

  void forecast(ConsumerRecord<byte[], byte[]> record) {
    try {
      Forecast forecast = forecastDecoder.decode(record.value());
      int number = number(forecast.series());
      if (forecast.cutoff() <= lastCutoff[number]) {
        throw new AssertionError(forecast.id() + " comes after " + lastCutoff[number]);
      }
      lastCutoff[number] = forecast.cutoff();
      mark(forecasts[number], AccountedReadings.place(forecast.cutoff()), record);
      count("forecasts");
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  void late(ConsumerRecord<byte[], byte[]> record) {
    try {
      Reading reading = readingDecoder.decode(record.value());
      mark(aside[number(reading.series())], AccountedReadings.place(reading.time()), record);
      count(text(record, ErrorHeaders.REASON));
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  void dead(ConsumerRecord<byte[], byte[]> record) {
    Header number = record.headers().lastHeader(AccountedReadings.NUMBER);
    if (number == null) {
      throw new AssertionError("A reading among the dead letters: " + record);
    }
    mark(dead, ByteBuffer.wrap(number.value()).getInt(), record);
    count("dead letters");
    count("dead letters: " + text(record, ErrorHeaders.REASON));
  }

  private static void mark(BitSet set, int bit, ConsumerRecord<byte[], byte[]> record) {
    if (set.get(bit)) {
      throw new AssertionError("A second time: " + record);
    }
    set.set(bit);
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  long count(String... what) {
    return Arrays.stream(what).mapToLong(each -> counts.getOrDefault(each, 0L)).sum();
  }

  /** Each reading is in one place, and each slot that has a reading in time has one forecast. */
  void checkEachReading() {
    checkDeadLetters();
    for (int number = 0; number < readings.series(); number++) {
      String series = "s" + number;
      assertThat(forecasts[number].intersects(aside[number])).as(series).isFalse();
      BitSet all = (BitSet) forecasts[number].clone();
      all.or(aside[number]);
      assertThat(all).as(series).isEqualTo(readings.written(number));
      // The first of a slot by time steps it, however late within the bound it came.
      assertThat(forecasts[number]).as(series).isEqualTo(firsts(readings.written(number)));
    }
  }

  private static BitSet firsts(BitSet written) {
    BitSet firsts = new BitSet();
    for (int bit = written.nextSetBit(0); bit >= 0; bit = written.nextSetBit(bit + 1)) {
      if (bit % AccountedReadings.PLACES == 0) {
        firsts.set(bit);
      }
    }
    return firsts;
  }

  /** Each slot with a reading in time has one forecast; no reading is in two places. */
  void checkEachSlot() {
    checkDeadLetters();
    for (int number = 0; number < readings.series(); number++) {
      String series = "s" + number;
      assertThat(forecasts[number].intersects(aside[number])).as(series).isFalse();
      BitSet slots = new BitSet();
      for (int bit = forecasts[number].nextSetBit(0);
          bit >= 0;
          bit = forecasts[number].nextSetBit(bit + 1)) {
        assertThat(readings.written(number).get(bit)).as(series).isTrue();
        int slot = bit - bit % AccountedReadings.PLACES;
        assertThat(slots.get(slot)).as("second forecast of a slot of %s", series).isFalse();
        slots.set(slot);
      }
      assertThat(slots).as(series).isEqualTo(firsts(readings.written(number)));
    }
  }

  private void checkDeadLetters() {
    assertThat(dead.cardinality()).isEqualTo(readings.bad());
    assertThat(dead.length()).isEqualTo(readings.bad());
  }

  private static int number(String series) {
    return Integer.parseInt(series.substring(1));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
