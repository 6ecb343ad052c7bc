package io.foreflow.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.series.FutureBound;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrivalDecoderTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration MAX_FUTURE = Duration.ofHours(1);
  private static final long RECORDED = NOW.toEpochMilli() - 1;
  private static final Reading READING = new Reading("a", 1_700_000_000_000L, 21.5f);

  @ParameterizedTest
  @EnumSource(
      value = WireFormat.class,
      names = {"AVRO", "JSON"})
  void acceptsAReadingAndKeepsTheRecord(WireFormat format) {
    byte[] value = ReadingCodec.encoder(format).encode(READING);
    Arrival arrival = decode(format, value);
    assertThat(arrival).isInstanceOf(AcceptedReading.class);
    assertThat(((AcceptedReading) arrival).reading()).isEqualTo(READING);
    assertThat(arrival.raw().topic()).isEqualTo("readings");
    assertThat(arrival.raw().place()).isEqualTo("readings-3@42");
    assertThat(arrival.raw().timestamp()).isEqualTo(RECORDED);
    assertThat(arrival.raw().key()).containsExactly(7);
    assertThat(arrival.raw().value()).isSameAs(value);
    assertThat(arrival.raw().headers()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = WireFormat.class,
      names = {"AVRO", "JSON"})
  void rejectsARecordWithoutValue(WireFormat format) {
    Arrival arrival = decode(format, null);
    assertThat(arrival).isInstanceOf(RejectedRecord.class);
    assertThat(((RejectedRecord) arrival).reason()).isEqualTo("undecodable");
  }

  @ParameterizedTest
  @EnumSource(
      value = WireFormat.class,
      names = {"AVRO", "JSON"})
  void rejectsTimesTooFarAfterTheRecord(WireFormat format) {
    long recorded = NOW.toEpochMilli() - 5000;
    long latest = recorded + MAX_FUTURE.toMillis();
    assertThat(decodeAt(format, latest, recorded)).isInstanceOf(AcceptedReading.class);
    assertThat(decodeAt(format, latest + 1, recorded))
        .isInstanceOfSatisfying(
            RejectedRecord.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("time-in-future");
              assertThat(rejected.message())
                  .isEqualTo(
                      "time: found 2026-01-31T12:59:55.001Z, allowed: at most max-future (1 h)"
                          + " after the record's timestamp, 2026-01-31T11:59:55Z");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = WireFormat.class,
      names = {"AVRO", "JSON"})
  void withoutARecordTimeTheClockLimitsTimes(WireFormat format) {
    long latest = NOW.plus(MAX_FUTURE).toEpochMilli();
    for (long recorded : new long[] {-1, latest}) {
      assertThat(decodeAt(format, latest, recorded)).isInstanceOf(AcceptedReading.class);
      assertThat(decodeAt(format, latest + 1, recorded))
          .isInstanceOfSatisfying(
              RejectedRecord.class,
              rejected ->
                  assertThat(rejected.message())
                      .endsWith("after the time of this machine, 2026-01-31T12:00:00Z"));
    }
  }

  @Test
  void decidesTheSameWhenReadAgainLater() {
    long recorded = NOW.toEpochMilli() - 5000;
    FutureBound now = new FutureBound(MAX_FUTURE, Clock.fixed(NOW, ZoneOffset.UTC));
    FutureBound later =
        new FutureBound(MAX_FUTURE, Clock.fixed(NOW.plusSeconds(1_000_000), ZoneOffset.UTC));
    for (long ahead : new long[] {-1, 0, 1, 5000, 5001}) {
      Reading reading = new Reading("a", recorded + MAX_FUTURE.toMillis() + ahead, 1);
      assertThat(later.allows(reading, recorded)).isEqualTo(now.allows(reading, recorded));
    }
  }

  private static Arrival decodeAt(WireFormat format, long time, long recorded) {
    byte[] value = ReadingCodec.encoder(format).encode(new Reading("a", time, 1));
    return open(format)
        .decode(new RawRecord("t", 0, 0, recorded, null, value, RawRecord.NO_HEADERS));
  }

  @ParameterizedTest
  @EnumSource(
      value = WireFormat.class,
      names = {"AVRO", "JSON"})
  void rejectsOrAcceptsButNeverThrows(WireFormat format) {
    Random random = new Random(3);
    byte[] good = ReadingCodec.encoder(format).encode(READING);
    ArrivalDecoder decoder = open(format);
    int rejected = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = good.clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      if (decode(decoder, damaged) instanceof RejectedRecord record) {
        rejected++;
        assertThat(record.message()).isNotBlank();
      }
    }
    assertThat(rejected).isPositive();
  }

  private static Arrival decode(WireFormat format, byte @Nullable [] value) {
    return decode(open(format), value);
  }

  private static ArrivalDecoder open(WireFormat format) {
    ArrivalDecoder decoder =
        new ArrivalDecoder(
            TopicFormat.of(format), new FutureBound(MAX_FUTURE, Clock.fixed(NOW, ZoneOffset.UTC)));
    decoder.open(new OpenContext());
    return decoder;
  }

  private static Arrival decode(ArrivalDecoder decoder, byte @Nullable [] value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1});
    List<Arrival> arrivals = new ArrayList<>();
    decoder.deserialize(
        new ConsumerRecord<>(
            "readings",
            3,
            42,
            RECORDED,
            TimestampType.CREATE_TIME,
            1,
            value == null ? -1 : value.length,
            new byte[] {7},
            value,
            headers,
            Optional.empty()),
        new ListCollector<>(arrivals));
    assertThat(arrivals).hasSize(1);
    return arrivals.get(0);
  }
}
