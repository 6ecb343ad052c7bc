package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aReadingComesBackAsItWas(WireFormat format) throws Exception {
    assertComesBack(Samples.READING, ReadingCodec.encoder(format), ReadingCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aMissingReadingComesBackAsItWas(WireFormat format) throws Exception {
    assertComesBack(
        new Reading("a", 0, Float.NaN), ReadingCodec.encoder(format), ReadingCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void extremeReadingsComeBackAsTheyWere(WireFormat format) throws Exception {
    assertComesBack(
        new Reading("é".repeat(512), 253_402_300_799_999L, -Float.MAX_VALUE),
        ReadingCodec.encoder(format),
        ReadingCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aForecastComesBackAsItWas(WireFormat format) throws Exception {
    assertComesBack(Samples.FORECAST, ForecastCodec.encoder(format), ForecastCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aClassForecastComesBackAsItWas(WireFormat format) throws Exception {
    assertComesBack(
        Samples.DIRECTION, ForecastCodec.encoder(format), ForecastCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aCalibratedForecastComesBackAsItWas(WireFormat format) throws Exception {
    assertComesBack(
        Samples.CALIBRATED, ForecastCodec.encoder(format), ForecastCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aForecastOfAMarketComesBack(WireFormat format) throws Exception {
    assertComesBack(Samples.MARKET, ForecastCodec.encoder(format), ForecastCodec.decoder(format));
    assertThat(Samples.MARKET.timeOf(1)).isEqualTo(Samples.MARKET.stepTimes()[1]);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aModelAnnouncementComesBackAsItWas(WireFormat format) throws Exception {
    assertComesBack(
        Samples.ANNOUNCEMENT,
        ModelAnnouncementCodec.encoder(format),
        ModelAnnouncementCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aScoreComesBackAsItWas(WireFormat format) throws Exception {
    assertComesBack(
        Samples.SCORE, ForecastScoreCodec.encoder(format), ForecastScoreCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void theLargestSumsComeBackAsTheyWere(WireFormat format) throws Exception {
    long most = Long.MAX_VALUE;
    StepScore step = new StepScore(Integer.MAX_VALUE, most, most, most, most, most, most);
    assertComesBack(
        new ForecastScore("a", "m", "1", 0, 0, 1, 0.5, 0.5, Float.MIN_VALUE, List.of(step)),
        ForecastScoreCodec.encoder(format),
        ForecastScoreCodec.decoder(format));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void anomaliesComeBackAsTheyWere(WireFormat format) throws Exception {
    for (Anomaly anomaly : new Anomaly[] {Samples.ANOMALY, Samples.CLOSED_ANOMALY}) {
      assertComesBack(anomaly, AnomalyCodec.encoder(format), AnomalyCodec.decoder(format));
    }
  }

  private static <T> void assertComesBack(
      T value, RecordEncoder<T> encoder, RecordDecoder<T> decoder) throws MalformedRecordException {
    byte[] bytes = encoder.encode(value);
    assertThat(decoder.decode(bytes)).isEqualTo(value);
    assertThat(encoder.encode(value)).as("an encoder used again").isEqualTo(bytes);
    assertThat(decoder.decode(bytes)).as("a decoder used again").isEqualTo(value);
  }
}
