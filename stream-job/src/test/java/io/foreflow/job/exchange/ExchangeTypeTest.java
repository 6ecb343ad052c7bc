package io.foreflow.job.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.Reading;
import io.foreflow.wire.StepScore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeTypeTest {
  private static final Header[] HEADERS = {
    new RecordHeader("trace", new byte[] {0, -1}), new RecordHeader("nothing", null)
  };

  static Stream<RawRecord> raws() {
    byte[] key = "sensor-ü".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        new RawRecord("t", 3, 1L << 40, 17, key, new byte[] {1, 2}, RawRecord.NO_HEADERS),
        new RawRecord("t", 0, 0, -1, null, null, HEADERS),
        new RawRecord("t", 0, 0, 0, new byte[0], new byte[0], RawRecord.NO_HEADERS));
  }

  @ParameterizedTest
  @MethodSource("raws")
  void readingsTravelWithTheirRawRecords(RawRecord raw) throws IOException {
    for (Reading reading :
        new Reading[] {
          new Reading("sensor-ü", -5, Float.NaN), new Reading("b", 7, 1, new float[] {2, Float.NaN})
        }) {
      Arrival arrived = roundTrip(ExchangeType.ARRIVAL, new AcceptedReading(reading, raw));
      assertThat(arrived).isInstanceOf(AcceptedReading.class);
      assertThat(((AcceptedReading) arrived).reading()).isEqualTo(reading);
      assertThat(arrived.raw()).usingRecursiveComparison().isEqualTo(raw);
    }
  }

  @ParameterizedTest
  @MethodSource("raws")
  void rejectedRecordsTravelWithTheirReasons(RawRecord raw) throws IOException {
    RejectedRecord rejected = new RejectedRecord(raw, "late", "too late", 42);
    assertThat(roundTrip(ExchangeType.ARRIVAL, rejected))
        .usingRecursiveComparison()
        .isEqualTo(rejected);
    assertThat(roundTrip(ExchangeType.REJECTED_RECORD, rejected))
        .usingRecursiveComparison()
        .isEqualTo(rejected);
  }

  @Test
  void anomaliesTravel() throws IOException {
    Anomaly opened =
        new Anomaly(
            "a",
            Anomaly.Change.WORSENED,
            Anomaly.Kind.UNLIKELY,
            1,
            2,
            3L,
            null,
            Anomaly.Direction.BELOW,
            4,
            5,
            6,
            7,
            8,
            9,
            "m",
            "v");
    assertThat(roundTrip(ExchangeType.ANOMALY, opened)).isEqualTo(opened);
    Anomaly silent =
        new Anomaly(
            "ü",
            Anomaly.Change.CLOSED,
            Anomaly.Kind.SILENT,
            1,
            2,
            null,
            3L,
            Anomaly.Direction.NONE,
            Float.NaN,
            Float.NaN,
            Float.NaN,
            Float.NaN,
            Float.NaN,
            0,
            "m",
            "v");
    assertThat(roundTrip(ExchangeType.ANOMALY, silent)).isEqualTo(silent);
  }

  @Test
  void forecastsTravel() throws IOException {
    Forecast forecast =
        Forecast.ofQuantiles(
            "a",
            1,
            2,
            "m",
            "v",
            3,
            Forecast.Status.READY,
            new double[] {0.1, 0.9},
            new float[] {1, 2, 3, 4});
    assertThat(roundTrip(ExchangeType.FORECAST, forecast)).isEqualTo(forecast);
    Forecast ofClasses =
        new Forecast(
            "a",
            1,
            2,
            "m",
            "v",
            3,
            Forecast.Status.READY,
            new ForecastKind.Classes(List.of("down", "up")),
            new float[] {0.25f, 0.75f},
            false,
            Forecast.NO_QUANTILES,
            Forecast.EVERY_CADENCE);
    assertThat(roundTrip(ExchangeType.FORECAST, ofClasses)).isEqualTo(ofClasses);
    Forecast calibrated =
        new Forecast(
            "a",
            1,
            2,
            "m",
            "v",
            3,
            Forecast.Status.READY,
            forecast.kind(),
            new float[] {0, 2, 3, 5},
            true,
            forecast.quantiles(),
            Forecast.EVERY_CADENCE);
    assertThat(roundTrip(ExchangeType.FORECAST, calibrated)).isEqualTo(calibrated);
  }

  @Test
  void scoresTravel() throws IOException {
    ForecastScore score =
        new ForecastScore(
            "ü",
            "m",
            "v",
            3,
            7,
            2,
            0.1,
            0.9,
            0.5f,
            List.of(new StepScore(1, 2, 3, 4, 5, 6, 7), new StepScore(8, 9, 10, 11, 12, 13, 14)));
    assertThat(roundTrip(ExchangeType.FORECAST_SCORE, score)).isEqualTo(score);
  }

  @ParameterizedTest
  @MethodSource("raws")
  void rawRecordsTravel(RawRecord raw) throws IOException {
    assertThat(roundTrip(ExchangeType.RAW_RECORD, raw)).usingRecursiveComparison().isEqualTo(raw);
  }

  @Test
  void announcementsAndTheirEventsTravel() throws IOException {
    ModelAnnouncement announcement = new ModelAnnouncement("m", "v", "file:/ü", "0f", 7);
    assertThat(roundTrip(ExchangeType.MODEL_ANNOUNCEMENT, announcement)).isEqualTo(announcement);
    for (ModelEvent event :
        new ModelEvent[] {
          ModelEvent.swapped(announcement, "u", 8, 1, 2),
          ModelEvent.refused(announcement, null, "wrong-name", "found ü", 8, 1, 2)
        }) {
      assertThat(roundTrip(ExchangeType.MODEL_EVENT, event)).isEqualTo(event);
    }
  }

  @Test
  void serializersComeBackFromTheirSnapshots() throws Exception {
    for (TypeInformation<?> type :
        new TypeInformation<?>[] {
          ExchangeType.ARRIVAL,
          ExchangeType.ACCEPTED_READING,
          ExchangeType.REJECTED_RECORD,
          ExchangeType.FORECAST,
          ExchangeType.RAW_RECORD,
          ExchangeType.MODEL_ANNOUNCEMENT,
          ExchangeType.MODEL_EVENT,
          ExchangeType.FORECAST_SCORE
        }) {
      TypeSerializer<?> serializer = type.createSerializer(new SerializerConfigImpl());
      TypeSerializerSnapshot<?> snapshot = restored(serializer.snapshotConfiguration());
      assertThat(snapshot.restoreSerializer()).isSameAs(serializer);
      assertThat(type.isKeyType()).isFalse();
    }
  }

  private static TypeSerializerSnapshot<?> restored(TypeSerializerSnapshot<?> snapshot)
      throws IOException {
    DataOutputSerializer written = new DataOutputSerializer(16);
    TypeSerializerSnapshot.writeVersionedSnapshot(written, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(written.getCopyOfBuffer()),
        ExchangeTypeTest.class.getClassLoader());
  }

  private static <T> T roundTrip(TypeInformation<T> type, T record) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer written = new DataOutputSerializer(16);
    serializer.serialize(record, written);
    // What Flink does where a record is copied from one buffer to another.
    DataOutputSerializer copied = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(written.getCopyOfBuffer()), copied);
    DataInputDeserializer in = new DataInputDeserializer(copied.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
