package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Old bytes and new readers, new bytes and old readers. The files of v1 are what the first release
 * has written: they stay as they are for as long as anybody may have such bytes in a topic. Those
 * of v2 are of forecasts since they may have classes, those of v3 since they may be calibrated, and
 * those of v4 since they may have step times. The schemas of "next" are an example of what a later
 * release may do.
 */
class EvolutionTest {
  /**
   * One kind of record.
   *
   * @param next sets what the next version has and this one has not
   * @param fromNext what this release makes of the record of the next version
   */
  record Kind<T>(
      String name,
      T sample,
      SchemaVersions versions,
      RecordEncoder<T> avro,
      RecordEncoder<T> json,
      RecordDecoder<T> avroDecoder,
      RecordDecoder<T> jsonDecoder,
      RecordDecoder<T> nextDecoder,
      Consumer<GenericRecord> next,
      T fromNext) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind<?>> kinds() {
    return Stream.of(
        new Kind<>(
            "Reading",
            Samples.READING,
            ReadingCodec.versions(),
            ReadingCodec.encoder(WireFormat.AVRO),
            ReadingCodec.encoder(WireFormat.JSON),
            ReadingCodec.decoder(WireFormat.AVRO),
            ReadingCodec.decoder(WireFormat.JSON),
            ReadingCodec.avroDecoder(ReadingCodec.versions().and(next("Reading"))),
            record -> record.put("quality", "good"),
            Samples.READING),
        new Kind<>(
            "Forecast",
            Samples.FORECAST,
            ForecastCodec.versions(),
            ForecastCodec.encoder(WireFormat.AVRO),
            ForecastCodec.encoder(WireFormat.JSON),
            ForecastCodec.decoder(WireFormat.AVRO),
            ForecastCodec.decoder(WireFormat.JSON),
            ForecastCodec.avroDecoder(ForecastCodec.versions().and(next("Forecast"))),
            record -> {
              record.put("trace", "request 7");
              Schema status = record.getSchema().getField("status").schema();
              record.put("status", new GenericData.EnumSymbol(status, "STALE"));
            },
            Samples.forecast(Forecast.Status.WARMING)),
        new Kind<>(
            "ModelAnnouncement",
            Samples.ANNOUNCEMENT,
            ModelAnnouncementCodec.versions(),
            ModelAnnouncementCodec.encoder(WireFormat.AVRO),
            ModelAnnouncementCodec.encoder(WireFormat.JSON),
            ModelAnnouncementCodec.decoder(WireFormat.AVRO),
            ModelAnnouncementCodec.decoder(WireFormat.JSON),
            ModelAnnouncementCodec.avroDecoder(
                ModelAnnouncementCodec.versions().and(next("ModelAnnouncement"))),
            record -> record.put("notes", "trained on two more months"),
            Samples.ANNOUNCEMENT),
        new Kind<>(
            "ForecastScore",
            Samples.SCORE,
            ForecastScoreCodec.versions(),
            ForecastScoreCodec.encoder(WireFormat.AVRO),
            ForecastScoreCodec.encoder(WireFormat.JSON),
            ForecastScoreCodec.decoder(WireFormat.AVRO),
            ForecastScoreCodec.decoder(WireFormat.JSON),
            ForecastScoreCodec.avroDecoder(
                ForecastScoreCodec.versions().and(next("ForecastScore"))),
            EvolutionTest::setBias,
            Samples.SCORE),
        new Kind<>(
            "Anomaly",
            Samples.ANOMALY,
            AnomalyCodec.versions(),
            AnomalyCodec.encoder(WireFormat.AVRO),
            AnomalyCodec.encoder(WireFormat.JSON),
            AnomalyCodec.decoder(WireFormat.AVRO),
            AnomalyCodec.decoder(WireFormat.JSON),
            AnomalyCodec.avroDecoder(AnomalyCodec.versions().and(next("Anomaly"))),
            record -> {
              record.put("site", "hall 3");
              Schema change = record.getSchema().getField("change").schema();
              record.put("change", new GenericData.EnumSymbol(change, "ACKNOWLEDGED"));
              Schema direction = record.getSchema().getField("direction").schema();
              record.put("direction", new GenericData.EnumSymbol(direction, "SIDEWAYS"));
            },
            Samples.anomaly(Anomaly.Change.WORSENED, Anomaly.Direction.NONE)));
  }

  /** Sets what the next version of a score has, within its steps and behind them. */
  private static void setBias(GenericRecord score) {
    score.put("tuned", true);
    for (Object step : (Iterable<?>) score.get("steps")) {
      ((GenericRecord) step).put("biasMicros", -17L);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void bytesOfTheFirstReleaseAreStillUnderstood(Kind<T> kind) throws Exception {
    byte[] avro = resource("v1/" + kind.name() + ".avro");
    byte[] json = resource("v1/" + kind.name() + ".json");
    boolean hasGrown = kind.name().equals("Forecast");

    assertThat(kind.avroDecoder().decode(avro)).isEqualTo(kind.sample());
    assertThat(kind.jsonDecoder().decode(json)).isEqualTo(kind.sample());
    assertThat(kind.avro().encode(kind.sample()))
        .isEqualTo(hasGrown ? resource("v3/" + kind.name() + ".avro") : avro);
    assertThat(kind.json().encode(kind.sample()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(new String(json, StandardCharsets.UTF_8).strip());
  }

  @Test
  void forecastsOfEarlierReleasesAreStillUnderstood() throws Exception {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.AVRO);
    assertThat(decoder.decode(resource("v2/Forecast.avro"))).isEqualTo(Samples.FORECAST);
    assertThat(decoder.decode(resource("v3/Forecast.avro"))).isEqualTo(Samples.FORECAST);
    assertThat(decoder.decode(resource("v3/Calibrated.avro"))).isEqualTo(Samples.CALIBRATED);
    assertThat(ForecastCodec.encoder(WireFormat.AVRO).encode(Samples.CALIBRATED))
        .isEqualTo(resource("v3/Calibrated.avro"));
    assertThat(decoder.decode(resource("v4/Market.avro"))).isEqualTo(Samples.MARKET);
    assertThat(ForecastCodec.encoder(WireFormat.AVRO).encode(Samples.MARKET))
        .isEqualTo(resource("v4/Market.avro"));
  }

  @Test
  void readersOfEarlierReleasesSkipTheStepTimes() throws Exception {
    Schema earlier;
    try (InputStream in = Forecast.class.getResourceAsStream("Forecast-3.avsc")) {
      earlier = new Schema.Parser().parse(in);
    }
    BinaryMessageDecoder<GenericRecord> reader =
        new BinaryMessageDecoder<>(GenericData.get(), earlier);
    byte[] plain = ForecastCodec.encoder(WireFormat.AVRO).encode(Samples.FORECAST);
    assertThat(reader.decode(plain, null).get("cadenceMillis"))
        .as("without step times a reader needs no newer schema")
        .isEqualTo(3_600_000L);

    reader.addSchema(ForecastCodec.versions().current());
    byte[] market = ForecastCodec.encoder(WireFormat.AVRO).encode(Samples.MARKET);
    assertThat(reader.decode(market, null).get("series")).hasToString("EUR/USD");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void readersOfEarlierReleasesReadCalibratedForecasts(int version) throws Exception {
    Schema earlier;
    try (InputStream in = Forecast.class.getResourceAsStream("Forecast-" + version + ".avsc")) {
      earlier = new Schema.Parser().parse(in);
    }
    BinaryMessageDecoder<GenericRecord> reader =
        new BinaryMessageDecoder<>(GenericData.get(), earlier, ForecastCodec.versions());
    byte[] bytes = ForecastCodec.encoder(WireFormat.AVRO).encode(Samples.CALIBRATED);

    GenericRecord read = reader.decode(bytes, null);

    assertThat(read.getSchema()).isEqualTo(earlier);
    assertThat(read.get("quantiles"))
        .isEqualTo(List.of(List.of(20.25f, 20f), List.of(21f, 20.75f), List.of(21.5f, 21.375f)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void avroItselfReadsWhatIsWritten(Kind<T> kind) throws Exception {
    byte[] bytes = kind.avro().encode(kind.sample());
    Schema writer = writer(bytes, kind.versions());
    BinaryMessageDecoder<GenericRecord> avro =
        new BinaryMessageDecoder<>(GenericData.get(), writer);

    GenericRecord read = avro.decode(ByteBuffer.wrap(bytes));

    ByteBuffer written =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), writer).encode(read);
    assertThat(written).isEqualTo(ByteBuffer.wrap(bytes));
  }

  /** The schema that the fingerprint in the bytes names. */
  private static Schema writer(byte[] bytes, SchemaVersions versions) {
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    return Objects.requireNonNull(versions.findByFingerprint(fingerprint));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void aNewerReaderReadsBytesOfThisVersion(Kind<T> kind) throws Exception {
    Schema next = next(kind.name());
    BinaryMessageDecoder<GenericRecord> newReader =
        new BinaryMessageDecoder<>(GenericData.get(), next, kind.versions());

    GenericRecord read = newReader.decode(kind.avro().encode(kind.sample()), null);

    for (Schema.Field field : next.getFields()) {
      if (kind.versions().current().getField(field.name()) == null) {
        assertThat(read.get(field.name()))
            .as("the default of %s", field.name())
            .isEqualTo(GenericData.get().getDefaultValue(field));
      }
    }
    assertThat(read.getSchema()).isEqualTo(next);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void thisReaderReadsAKnownNewerVersion(Kind<T> kind) throws Exception {
    byte[] bytes = bytesOfNext(kind);

    assertThat(kind.nextDecoder().decode(bytes)).isEqualTo(kind.fromNext());
    assertThat(kind.nextDecoder().decode(bytes)).as("once more").isEqualTo(kind.fromNext());
    assertThat(kind.nextDecoder().decode(kind.avro().encode(kind.sample())))
        .as("the current version in between")
        .isEqualTo(kind.sample());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void aTruncatedRecordDoesNotDisturbTheNext(Kind<T> kind) throws Exception {
    byte[] bytes = bytesOfNext(kind);
    for (int length = 10; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> kind.nextDecoder().decode(cut))
          .isInstanceOf(MalformedRecordException.class);
      assertThat(kind.nextDecoder().decode(bytes)).isEqualTo(kind.fromNext());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void anUnknownVersionIsRefusedWithAdvice(Kind<T> kind) throws Exception {
    byte[] bytes = bytesOfNext(kind);

    assertThatThrownBy(() -> kind.avroDecoder().decode(bytes))
        .isInstanceOfSatisfying(
            MalformedRecordException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.UNKNOWN_SCHEMA))
        .hasMessageContainingAll(
            String.format("%016x", SchemaVersions.fingerprint(next(kind.name()))),
            "io.foreflow.wire." + kind.name(),
            "use a reader at least as new as the writer");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void newFieldsInJsonAreIgnored(Kind<T> kind) throws Exception {
    String json = new String(resource("v1/" + kind.name() + ".json"), StandardCharsets.UTF_8);
    String next = "{\"brandNew\": {\"deep\": [1, {\"series\": 2}]}, " + json.strip().substring(1);

    assertThat(kind.jsonDecoder().decode(next.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(kind.sample());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void avroFindsBothVersionsCompatibleBothWays(Kind<T> kind) {
    Schema current = kind.versions().current();
    Schema next = next(kind.name());
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(current, next).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(next, current).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  static <T> byte[] bytesOfNext(Kind<T> kind) throws IOException {
    Schema next = next(kind.name());
    BinaryMessageDecoder<GenericRecord> asNext =
        new BinaryMessageDecoder<>(GenericData.get(), next, kind.versions());
    GenericRecord record = asNext.decode(kind.avro().encode(kind.sample()), null);
    kind.next().accept(record);
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), next).encode(record);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  static Schema next(String name) {
    return new Schema.Parser()
        .parse(new String(resource("next/" + name + ".avsc"), StandardCharsets.UTF_8));
  }

  private static byte[] resource(String name) {
    try (InputStream in = EvolutionTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
