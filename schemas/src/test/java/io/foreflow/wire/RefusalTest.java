package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  private static final String TIME = "\"time\":\"2026-01-31T12:00:00Z\"";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aSeriesWithoutANameIsRefused(WireFormat format) {
    assertRefused(
        format,
        new Reading("", 0, 1),
        RejectionReason.EMPTY_SERIES,
        "series: found an empty name, allowed: 1 to 1024 bytes of UTF-8");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aSeriesNameOverOneKibibyteIsRefused(WireFormat format) {
    assertRefused(
        format,
        new Reading("é".repeat(512) + "x", 0, 1),
        RejectionReason.SERIES_TOO_LONG,
        "series: found a name of 1025 bytes, allowed: 1 to 1024 bytes of UTF-8");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aTimeBefore1970IsRefused(WireFormat format) {
    assertRefused(
        format,
        new Reading("a", -1, 1),
        RejectionReason.TIME_OUT_OF_RANGE,
        "time: found -1 ms, allowed: from the year 1970 to the year 9999");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void aTimeAfterTheYear9999IsRefused(WireFormat format) {
    assertRefused(
        format,
        new Reading("a", 253_402_300_800_000L, 1),
        RejectionReason.TIME_OUT_OF_RANGE,
        "time: found 253402300800000 ms, allowed: from the year 1970 to the year 9999");
  }

  @Test
  void anInfiniteValueIsRefused() {
    assertRefused(
        WireFormat.AVRO,
        new Reading("a", 0, Float.POSITIVE_INFINITY),
        RejectionReason.NOT_FINITE,
        "value: found Infinity, allowed: a finite 32-bit float, or missing");
    assertRefused(
        WireFormat.AVRO,
        new Reading("a", 0, 1, new float[] {0, Float.NEGATIVE_INFINITY}),
        RejectionReason.NOT_FINITE,
        "covariates: found -Infinity, allowed: a finite 32-bit float, or missing");
  }

  @Test
  void anInfiniteValueInJsonIsRefused() {
    for (String infinite : new String[] {"Infinity", "-Infinity", "1e999", "-1e999"}) {
      assertJsonRefused(
          "{\"series\":\"a\"," + TIME + ",\"value\":" + infinite + "}",
          RejectionReason.NOT_FINITE,
          "value: found "
              + (infinite.startsWith("-") ? "-Infinity" : "Infinity")
              + ", allowed: a finite 32-bit float, or missing");
      assertJsonRefused(
          "{\"series\":\"a\"," + TIME + ",\"covariates\":[1," + infinite + "]}",
          RejectionReason.NOT_FINITE,
          "covariates: found "
              + (infinite.startsWith("-") ? "-Infinity" : "Infinity")
              + ", allowed: a finite 32-bit float, or missing");
    }
  }

  @Test
  void nanInJsonIsMissingAsNullIs() throws MalformedRecordException {
    String json = "{\"series\":\"a\"," + TIME + ",\"value\":NaN,\"covariates\":[NaN,null,1]}";
    Reading reading =
        ReadingCodec.decoder(WireFormat.JSON).decode(json.getBytes(StandardCharsets.UTF_8));
    assertThat(reading.value()).isNaN();
    assertThat(reading.covariates()).containsExactly(Float.NaN, Float.NaN, 1);
  }

  @Test
  void aValueBeyondThe32BitFloatsIsRefused() {
    assertJsonRefused(
        "{\"series\":\"a\"," + TIME + ",\"value\":1e39}",
        RejectionReason.NOT_FINITE,
        "value: found 1.0E39, allowed: a finite 32-bit float, or missing");
    assertJsonRefused(
        "{\"series\":\"a\"," + TIME + ",\"value\":1e999999}",
        RejectionReason.NOT_FINITE,
        "value: found Infinity, allowed: a finite 32-bit float, or missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'series':7,@time}|series: found `7`, allowed: a string",
        "{'series':null,@time}|series: found `null`, allowed: a string",
        "{'series':['a'],@time}|series: found an array, allowed: a string",
        "{'series':'a','time':true}|time: found `true`, allowed: an ISO-8601 time with its zone,"
            + " such as \"2026-01-31T12:00:00Z\", or epoch milliseconds",
        "{'series':'a','time':'2026-01-31 12:00'}|time: found `2026-01-31 12:00`, allowed: an"
            + " ISO-8601 time with its zone, such as \"2026-01-31T12:00:00Z\", or epoch milliseconds",
        "{'series':'a','time':1.5}|time: found `1.5`, allowed: an ISO-8601 time with its zone,"
            + " such as \"2026-01-31T12:00:00Z\", or epoch milliseconds",
        "{'series':'a',@time,'value':'21.5'}|value: found `21.5`, allowed: a number, or null where it"
            + " is missing",
        "{'series':'a',@time,'value':{'is':1}}|value: found an object, allowed: a number, or null"
            + " where it is missing",
        "{'series':'a',@time,'covariates':1}|covariates: found `1`, allowed: an array of numbers",
        "{'series':'a',@time,'covariates':[1,'2']}|covariates: found `2`, allowed: a number, or null"
            + " where it is missing",
        "{'series':'a',@time,'series':'b'}|series: found twice, allowed: once",
        "{@time,'value':1}|series: found nothing, allowed: this field is required",
        "{'series':'a','value':1}|time: found nothing, allowed: this field is required",
        "{'series':'a',@time} {}|found more after the object, allowed: one object",
        "['a']|found an array, allowed: a JSON object",
        "21.5|found a number, allowed: a JSON object",
      })
  void jsonOfWrongShapeIsRefusedByField(String json, String message) {
    assertJsonRefused(
        json.replace('\'', '"').replace("@time", TIME),
        RejectionReason.UNDECODABLE,
        "Reading in JSON: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'to':'2026-02-04T11:00:00Z'|'to':'2026-01-04T11:00:00Z'|to: found 1767524400000 before"
            + " 1769860800000, allowed: a time not before from",
        "'cadenceMillis':3600000|'cadenceMillis':0|cadenceMillis: found 0, allowed: 1 or more",
        "'lowestLevel':0.1|'lowestLevel':0.95|highestLevel: found 0.95 and 0.9, allowed: two"
            + " ascending numbers between 0 and 1",
        "'scale':2.25|'scale':-1|scale: found -1.0, allowed: 0 or more",
        "'step':24|'step':1|steps: found 1 after 1, allowed: ascending steps from 1",
        "'step':24|'step':4294967297|step: found 4294967297, allowed: a number of 32 bits",
        "'inside':77|'inside':96|steps: found StepScore[step=1, forecasts=95, inside=96,"
            + " lossMicros=12408115, compared=95, errorMicros=43071302,"
            + " naiveErrorMicros=96220417], allowed: no sum below 0, and neither inside nor"
            + " compared above forecasts",
      })
  void sumsThatContradictThemselvesAreRefused(String from, String to, String message) {
    String json =
        new String(
            ForecastScoreCodec.encoder(WireFormat.JSON).encode(Samples.SCORE),
            StandardCharsets.UTF_8);
    String found = from.replace('\'', '"');
    assertThat(json).contains(found);
    assertThatThrownBy(
            () ->
                ForecastScoreCodec.decoder(WireFormat.JSON)
                    .decode(
                        json.replace(found, to.replace('\'', '"'))
                            .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'steps':7}|steps: found `7`, allowed: an array of objects",
        "{'steps':[7]}|steps: found `7`, allowed: an array of objects",
        "{'steps':[{'step':1}]}|forecasts: found nothing, allowed: this field is required",
        "{'steps':[{'step':'1'}]}|step: found `1`, allowed: an integer of 64 bits",
        "{'steps':[{'step':1,'step':1}]}|step: found twice, allowed: once",
        "{'scale':null}|scale: found `null`, allowed: a number",
      })
  void scoresOfWrongShapeAreRefusedByField(String json, String message) {
    assertThatThrownBy(
            () ->
                ForecastScoreCodec.decoder(WireFormat.JSON)
                    .decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("ForecastScore in JSON: " + message);
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertJsonRefused(
        "{\"series\":\"a\\ud83d\"," + TIME + "}",
        RejectionReason.UNDECODABLE,
        "series: found half a surrogate pair at character 1, allowed: text that UTF-8 can hold");
  }

  @Test
  void invalidUtf8InASeriesIsRefused() {
    byte[] bytes = ReadingCodec.encoder(WireFormat.AVRO).encode(new Reading("ab", 0, 1));
    bytes[11] = (byte) 0xFF;
    assertThatThrownBy(() -> ReadingCodec.decoder(WireFormat.AVRO).decode(bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("MalformedInputException");
  }

  @Test
  void timesHaveZonesOrAreEpochMilliseconds() throws Exception {
    for (String time :
        new String[] {
          "\"2026-01-31T13:00:00+01:00\"", "1769860800000", "\"2026-01-31T12:00:00.000Z\""
        }) {
      assertThat(decodeJson("{\"series\":\"a\",\"time\":" + time + "}").time())
          .isEqualTo(Samples.NOON);
    }
  }

  @Test
  void aTimeOutsideEveryRangeIsRefused() {
    assertJsonRefused(
        "{\"series\":\"a\",\"time\":\"+1000000000-12-31T00:00:00Z\"}",
        RejectionReason.TIME_OUT_OF_RANGE,
        "time: found +1000000000-12-31T00:00:00Z, allowed: from the year 1970 to the year 9999");
    assertJsonRefused(
        "{\"series\":\"a\",\"time\":99999999999999999999}",
        RejectionReason.UNDECODABLE,
        "Reading in JSON: time: found `99999999999999999999`, allowed: an ISO-8601 time with its"
            + " zone, such as \"2026-01-31T12:00:00Z\", or epoch milliseconds");
  }

  @Test
  void jsonInAnAvroTopicIsRefused() {
    byte[] json = ReadingCodec.encoder(WireFormat.JSON).encode(Samples.READING);
    assertThatThrownBy(() -> ReadingCodec.decoder(WireFormat.AVRO).decode(json))
        .hasMessageContainingAll("beginning with 7b22", "check that the topic's format");
  }

  @Test
  void anEmptyAvroValueIsRefused() {
    assertThatThrownBy(() -> ReadingCodec.decoder(WireFormat.AVRO).decode(new byte[0]))
        .hasMessageContaining("found nothing, allowed: Avro's single-object encoding");
  }

  @Test
  void anythingAfterAnAvroRecordIsRefused() {
    byte[] bytes = ReadingCodec.encoder(WireFormat.AVRO).encode(Samples.READING);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 3);
    assertThatThrownBy(() -> ReadingCodec.decoder(WireFormat.AVRO).decode(longer))
        .hasMessage("Reading in Avro: found 3 bytes after the record, allowed: none");
  }

  @Test
  void anIncoherentForecastIsRefused() {
    String forecast =
        new String(
            ForecastCodec.encoder(WireFormat.JSON).encode(Samples.FORECAST),
            StandardCharsets.UTF_8);
    assertForecastRefused(
        forecast.replace("[0.1,0.5,0.9]", "[0.5,0.1,0.9]"),
        "levels: found 0.1 after 0.5, allowed: ascending numbers between 0 and 1");
    assertForecastRefused(
        forecast.replace("[0.1,0.5,0.9]", "[0.1,0.5,1.0]"),
        "levels: found 1.0 after 0.5, allowed: ascending numbers between 0 and 1");
    assertForecastRefused(
        forecast.replace("[0.1,0.5,0.9]", "[]"), "levels: found none, allowed: 1 or more");
    assertForecastRefused(
        forecast.replace(",[21.5,21.25]", ""),
        "quantiles: found 2 rows, allowed: 3, one for each of the levels");
    assertForecastRefused(
        forecast.replace("[21.5,21.25]", "[21.5]"),
        "quantiles: found rows of 2 and 1 steps, allowed: rows of one length, 1 or more");
    assertForecastRefused(
        forecast.replace("\"quantiles\"", "\"rawQuantiles\":[[1,2]],\"quantiles\""),
        "rawQuantiles: found 1 rows, allowed: 3, one for each of the levels");
    assertForecastRefused(
        forecast.replace("\"quantiles\"", "\"rawQuantiles\":[[1],[2],[3]],\"quantiles\""),
        "rawQuantiles: found rows of another length, allowed: rows as long as those of quantiles");
    assertForecastRefused(
        forecast.replace("3600000", "0"), "cadenceMillis: found 0, allowed: 1 or more");
    assertForecastRefused(
        forecast.replace("\"demo\"", "\" \""), "model: found nothing, allowed: a name");
  }

  @Test
  void anAnnouncementWithoutAProperHashIsRefused() {
    byte[] bytes =
        ModelAnnouncementCodec.encoder(WireFormat.AVRO)
            .encode(new ModelAnnouncement("demo", "2", "file:/m.onnx", "ABC", 0));
    assertThatThrownBy(() -> ModelAnnouncementCodec.decoder(WireFormat.AVRO).decode(bytes))
        .hasMessage("sha256: found `ABC`, allowed: 64 lower-case hexadecimal digits");
  }

  @Test
  void forecastsKeepQuantilesThatAreMissing() throws Exception {
    Forecast forecast =
        Forecast.ofQuantiles(
            "a",
            0,
            0,
            "m",
            "1",
            1,
            Forecast.Status.READY,
            new double[] {0.5},
            new float[] {Float.NaN});
    for (WireFormat format : List.of(WireFormat.AVRO, WireFormat.JSON)) {
      byte[] bytes = ForecastCodec.encoder(format).encode(forecast);
      assertThat(ForecastCodec.decoder(format).decode(bytes)).isEqualTo(forecast);
    }
  }

  private static void assertForecastRefused(String json, String message) {
    MalformedRecordException refused =
        catchThrowableOfType(
            MalformedRecordException.class,
            () ->
                ForecastCodec.decoder(WireFormat.JSON)
                    .decode(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(refused).hasMessage(message);
    assertThat(refused.reason()).isEqualTo(RejectionReason.INVALID_FIELD);
  }

  private static void assertJsonRefused(String json, RejectionReason reason, String message) {
    MalformedRecordException refused =
        catchThrowableOfType(MalformedRecordException.class, () -> decodeJson(json));
    assertThat(refused).as(json).hasMessage(message);
    assertThat(refused.reason()).isEqualTo(reason);
  }

  private static Reading decodeJson(String json) throws MalformedRecordException {
    return ReadingCodec.decoder(WireFormat.JSON).decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(
      WireFormat format, Reading reading, RejectionReason reason, String message) {
    byte[] bytes = ReadingCodec.encoder(format).encode(reading);
    MalformedRecordException refused =
        catchThrowableOfType(
            MalformedRecordException.class, () -> ReadingCodec.decoder(format).decode(bytes));
    assertThat(refused).hasMessage(message);
    assertThat(refused.reason()).isEqualTo(reason);
  }
}
