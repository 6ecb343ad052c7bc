package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import io.foreflow.wire.RejectionHeaders;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers of the API from records on a real broker. */
class ConsoleApiITCase {

  private static final long T = ConsoleFixture.BEGIN;
  private static final long HOUR = ConsoleFixture.HOUR;
  private static final String HASH = "a".repeat(64);

  @AutoClose private static TestPipeline pipeline;
  private static ConsoleFixture fixture;
  private static Console console;

  @BeforeAll
  static void start() throws IOException {
    pipeline = TestPipeline.start("api-");
    fixture = pipeline.fixture();
    console = pipeline.startConsole();
  }

  @Test
  void showsReadingsAndForecastsOfAllFormats() {
    for (WireFormat format : List.of(WireFormat.JSON, WireFormat.AVRO)) {
      String series = "formats " + format;
      String path = "?series=" + ConsoleFixture.encoded(series);
      for (int hour = 0; hour < 3; hour++) {
        fixture.reading("api-readings", format, series, T + hour * HOUR, 20 + hour);
        fixture.forecast(
            "api-forecasts",
            format,
            ConsoleFixture.forecast(series, T + hour * HOUR, "1", 21 + hour));
      }

      fixture.await(console, "/api/cutoffs" + path, answer -> answer.path("cutoffs").size() == 3);
      JsonNode readings =
          fixture.await(
              console, "/api/readings" + path, answer -> answer.path("times").size() == 3);
      assertThat(readings.path("times").path(1).asText()).isEqualTo("2026-01-05T01:00:00Z");
      assertThat(readings.path("values")).hasToString("[20.0,21.0,22.0]");
      JsonNode forecast =
          fixture
              .json(console, "/api/forecast" + path + "&cutoff=2026-01-05T01:30:00Z")
              .path("forecasts");
      assertThat(forecast).hasSize(1);
      assertThat(forecast.path(0).path("cutoff").asText()).isEqualTo("2026-01-05T01:00:00Z");
      assertThat(forecast.path(0).path("quantiles").path(1)).hasToString("[22.0,22.0]");
    }
  }

  @Test
  void saysWhichForecastIsOfAShadow() {
    String series = "?series=shadow";
    try (StreamClient stream = StreamClient.open(console, series)) {
      for (int hour = 0; hour < 3; hour++) {
        Forecast candidate = ConsoleFixture.forecast("shadow", T + hour * HOUR, "8", hour);
        Forecast other = ConsoleFixture.forecast("shadow", T + hour * HOUR, "7", hour);
        // Version 8 takes over at the last cutoff.
        boolean after = hour == 2;
        fixture.forecast("api-shadow-forecasts", WireFormat.AVRO, after ? other : candidate);
        fixture.forecast("api-forecasts", WireFormat.AVRO, after ? candidate : other);
        fixture.reading("api-readings", WireFormat.AVRO, "shadow", T + hour * HOUR, hour);
      }
      List<String> streamed = new ArrayList<>();
      while (streamed.size() < 6) {
        JsonNode forecast = fixture.parse(stream.next("forecast"));
        streamed.add(madeBy(forecast, "modelVersion") + forecast.path("cutoff").asText());
      }
      assertThat(streamed)
          .containsExactlyInAnyOrder(
              "7 false 2026-01-05T00:00:00Z",
              "8 true 2026-01-05T00:00:00Z",
              "7 false 2026-01-05T01:00:00Z",
              "8 true 2026-01-05T01:00:00Z",
              "7 true 2026-01-05T02:00:00Z",
              "8 false 2026-01-05T02:00:00Z");
    }
    JsonNode forecasts = fixture.json(console, "/api/forecast" + series).path("forecasts");
    assertThat(forecasts)
        .extracting(forecast -> madeBy(forecast, "modelVersion"))
        .containsExactly("8 false ", "7 true ");
    assertThat(fixture.json(console, "/api/cutoffs" + series).path("cutoffs"))
        .extracting(cutoff -> madeBy(cutoff, "version"))
        .containsExactly("7 false ", "8 true ", "7 false ", "8 true ", "8 false ", "7 true ");
    assertThat(fixture.json(console, "/api/spans" + series).path("items"))
        .extracting(span -> madeBy(span, "version") + span.path("from").asText())
        .containsExactly(
            "7 false 2026-01-05T00:00:00Z",
            "8 true 2026-01-05T00:00:00Z",
            "8 false 2026-01-05T02:00:00Z",
            "7 true 2026-01-05T02:00:00Z");
    JsonNode errors =
        fixture.await(
            console,
            "/api/errors" + series,
            answer -> answer.path("models").path(0).path("count").path(0).asInt() == 2);
    assertThat(errors.path("models"))
        .extracting(model -> madeBy(model, "version"))
        .containsExactly("7 false ", "8 true ", "8 false ", "7 true ");
  }

  private static String madeBy(JsonNode answer, String version) {
    return answer.path(version).asText() + " " + answer.path("shadow") + " ";
  }

  @Test
  void comparesForecastsWithWhatCame() {
    String path = "?series=errors";
    for (int hour = 0; hour < 30; hour++) {
      fixture.reading("api-readings", WireFormat.JSON, "errors", T + hour * HOUR, hour % 24);
      fixture.forecast(
          "api-forecasts",
          WireFormat.JSON,
          ConsoleFixture.forecast("errors", T + hour * HOUR, "1", (hour + 1) % 24 + 0.5f));
    }

    JsonNode errors =
        fixture.await(
            console,
            "/api/errors" + path,
            answer -> answer.path("models").path(0).path("count").path(1).asInt() == 28);
    JsonNode model = errors.path("models").path(0);
    assertThat(model.path("steps")).hasToString("[1,2]");
    assertThat(model.path("mae").path(0).asDouble()).isEqualTo(0.5);
    assertThat(model.path("naiveMae").path(0).asDouble()).isZero();
    assertThat(model.path("coverage").path(0).asDouble()).isEqualTo(1);
    assertThat(model.path("nominal").asDouble()).isEqualTo(0.8);
    assertThat(errors.path("calibration").path("levels")).hasToString("[0.1,0.5,0.9]");
  }

  @Test
  void showsScoresEpisodesEventsAndModels() {
    fixture.reading("api-readings", WireFormat.JSON, "scored", T, 1);
    fixture.send(
        "api-scores",
        "scored",
        ForecastScoreCodec.encoder(WireFormat.AVRO)
            .encode(
                new ForecastScore(
                    "scored",
                    "demo",
                    "1",
                    T,
                    T + HOUR,
                    HOUR,
                    0.1,
                    0.9,
                    2,
                    List.of(new StepScore(1, 10, 7, 5_000_000, 10, 4_000_000, 8_000_000)))));
    fixture.send(
        "api-anomalies",
        "scored",
        AnomalyCodec.encoder(WireFormat.JSON)
            .encode(
                new Anomaly(
                    "scored",
                    Anomaly.Change.OPENED,
                    Anomaly.Kind.STUCK,
                    T,
                    T,
                    null,
                    null,
                    Anomaly.Direction.NONE,
                    1,
                    1,
                    0,
                    2,
                    Float.NaN,
                    3,
                    "demo",
                    "1")));
    ModelAnnouncement announcement =
        new ModelAnnouncement("demo", "2", "file:///m.onnx", HASH, T + HOUR);
    fixture.send(
        "api-models", "demo", ModelAnnouncementCodec.encoder(WireFormat.JSON).encode(announcement));
    fixture.send(
        "api-events",
        "demo",
        ModelEventJson.write(
            ModelEvent.refused(
                announcement, "1", "wrong-cadence", "found PT1M", T + 2 * HOUR, 0, 2)));

    JsonNode row =
        fixture
            .await(
                console,
                "/api/series?search=SCORED",
                answer ->
                    answer.path("items").path(0).path("inEpisode").asBoolean()
                        && answer.path("items").path(0).path("mase").isNumber())
            .path("items")
            .path(0);
    assertThat(row.path("mase").asDouble()).isEqualTo(0.5);
    assertThat(row.path("coverage").asDouble()).isEqualTo(0.7);
    assertThat(row.path("status").asText()).isEqualTo("waiting");
    assertThat(fixture.json(console, "/api/anomalies?series=scored").path("items")).hasSize(1);
    JsonNode models =
        fixture
            .await(
                console,
                "/api/models",
                answer -> answer.toString().contains("\"state\":\"refused\""))
            .path("items");
    assertThat(models.toString()).contains("wrong-cadence: found PT1M");
    JsonNode event = fixture.json(console, "/api/events").path("items").path(0);
    assertThat(event.path("kind").asText()).isEqualTo("refused");
    assertThat(event.path("record").path("inUse").asText()).isEqualTo("1");
  }

  @Test
  void showsDeadLettersWithTheirReason() {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            "api-dead-letters",
            0,
            "k<b>".getBytes(StandardCharsets.UTF_8),
            new byte[] {'<', 'b', '>', 0, (byte) 0xFF, '\n'});
    record.headers().add(RejectionHeaders.REASON, bytes("undecodable"));
    record.headers().add(RejectionHeaders.MESSAGE, bytes("found no reading"));
    record.headers().add(RejectionHeaders.TOPIC, bytes("api-readings"));
    record.headers().add(RejectionHeaders.OFFSET, bytes("17"));
    fixture.send(record);

    JsonNode letter =
        fixture
            .await(console, "/api/dead-letters", answer -> answer.path("items").size() == 1)
            .path("items")
            .path(0);
    assertThat(letter.path("value").asText()).isEqualTo("<b>\\x00\\xFF\\x0A");
    assertThat(letter.path("reason").asText()).isEqualTo("undecodable");
    assertThat(letter.path("topic").asText()).isEqualTo("api-readings");
    assertThat(letter.path("offset").asInt()).isEqualTo(17);
    JsonNode overview =
        fixture.await(
            console,
            "/api/overview",
            answer -> answer.path("deadLetters").path("total").asInt() == 1);
    assertThat(overview.path("deadLetters").path("byReason").path("undecodable").asInt())
        .isEqualTo(1);
  }

  @Test
  void answersAsItsDescriptionSays() {
    String series = "descr\u00edb\u00e9 <d>&\"";
    String named = "?series=" + ConsoleFixture.encoded(series);
    for (int hour = 0; hour < 3; hour++) {
      fixture.reading("api-readings", WireFormat.AVRO, series, T + hour * HOUR, hour);
      fixture.forecast(
          "api-forecasts",
          WireFormat.AVRO,
          ConsoleFixture.forecast(series, T + hour * HOUR, "1", hour));
    }
    fixture.forecast(
        "api-shadow-forecasts",
        WireFormat.AVRO,
        ConsoleFixture.forecast(series, T + 2 * HOUR, "2", 2));
    fixture.await(console, "/api/cutoffs" + named, answer -> answer.path("cutoffs").size() == 4);
    fixture.await(console, "/api/readings" + named, answer -> answer.path("values").size() == 3);
    JsonNode description = fixture.json(console, "/api/openapi.json");

    List<String> described = new ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path -> {
              described.add(path.getKey());
              JsonNode get = path.getValue().path("get");
              JsonNode schema = get.at("/responses/200/content/application~1json/schema");
              boolean ofSeries = get.path("parameters").toString().contains("\"series\"");
              if (!schema.isMissingNode()) {
                for (String query :
                    ofSeries && !path.getKey().equals("/api/scores")
                        ? List.of(named)
                        : List.of("", named).subList(0, ofSeries ? 2 : 1)) {
                  HttpResponse<String> answer = fixture.get(console, path.getKey() + query);
                  assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(200);
                  assertThat(JsonShape.problems(description, schema, fixture.parse(answer.body())))
                      .as(path.getKey() + query)
                      .isEmpty();
                }
              }
              refusesOtherParametersThan(path.getKey(), get.path("parameters"));
            });
    assertThat(described).hasSize(16);
    JsonNode refusal = fixture.json(console, "/api/readings");
    assertThat(
            JsonShape.problems(description, description.at("/components/schemas/Error"), refusal))
        .isEmpty();
    assertThat(fixture.get(console, "/api/readings?series=nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void describesForecastsOfAMarket() {
    pipeline.records().market("market", PageRecords.openHours(3));
    JsonNode forecasts =
        fixture.await(
            console,
            "/api/forecast?series=market",
            answer -> answer.path("cutoff").asText().equals("2026-01-05T11:00:00Z"));

    assertThat(forecasts.path("forecasts").path(0).path("stepTimes")).hasSize(6);
    JsonNode description = fixture.json(console, "/api/openapi.json");
    assertThat(
            JsonShape.problems(
                description, description.at("/components/schemas/Forecasts"), forecasts))
        .isEmpty();
  }

  /** The message about an unknown parameter lists those that the path has. */
  private static void refusesOtherParametersThan(String path, JsonNode parameters) {
    HttpResponse<String> answer = fixture.get(console, path + "?cats=1");
    assertThat(answer.statusCode()).as(path).isEqualTo(400);
    List<String> described = new ArrayList<>();
    parameters.forEach(parameter -> described.add(parameter.path("name").asText()));
    String allowed = described.isEmpty() ? "none here" : String.join(", ", described);
    assertThat(fixture.parse(answer.body()).path("error").path("allowed").asText())
        .as(path)
        .isEqualTo(allowed);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
