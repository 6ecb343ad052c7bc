package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foreflow.broker.LocalBroker;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.server.ServerSettings;
import io.foreflow.wire.WireFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A series that was read again from Kafka, compared with the same series in memory. */
class ConsoleAgainITCase {

  private static final long T = ConsoleFixture.BEGIN;
  private static final long HOUR = ConsoleFixture.HOUR;
  private static final int SERIES = 8;
  private static final int HOURS = 24;
  private static final int KEPT = 20;

  /** The cell of recent readings of a row of the list. The first row is the head. */
  private static final String SPARK = ".space > .row[aria-rowindex='%d'] .c-spark";

  private static MemoryLimits limits(int series, long bytes) {
    return new MemoryLimits(series, KEPT, KEPT, bytes);
  }

  /** Records on all topics of series. Some come twice, and the second time they differ. */
  private static void send(TestPipeline pipeline, String series) {
    ConsoleFixture fixture = pipeline.fixture();
    PageRecords records = pipeline.records();
    for (int hour = 0; hour < HOURS; hour++) {
      if (hour != HOURS - 3) {
        records.reading(series, hour);
      }
      records.forecast(series, hour, "2");
      fixture.forecast(
          "whole-shadow-forecasts",
          WireFormat.JSON,
          ConsoleFixture.forecast(series, T + hour * HOUR, "1", hour));
      records.score(series, hour, hour);
    }
    fixture.forecast(
        "whole-forecasts",
        WireFormat.JSON,
        ConsoleFixture.forecast(series, T + (HOURS - 2) * HOUR, "2", 42));
    fixture.reading("whole-readings", WireFormat.AVRO, series, T + (HOURS - 1) * HOUR, -1);
    records.reading(series, HOURS - 3);
    fixture.reading(
        "whole-late-readings",
        WireFormat.JSON,
        series,
        T + (HOURS - 3) * HOUR,
        PageRecords.value(HOURS - 3));
    records.episode(series, HOURS - 5);
    records.episode(series, HOURS - 2);
  }

  @Test
  void showsWhatMemoryWouldShow() throws Exception {
    try (TestPipeline pipeline = TestPipeline.start("whole-")) {
      ConsoleFixture fixture = pipeline.fixture();
      for (int series = 0; series < SERIES; series++) {
        send(pipeline, "s" + series);
      }
      Console large = pipeline.startConsole(limits(100, 64 << 20));
      Console small = pipeline.startConsole(limits(2, 1 << 20));
      for (Console console : List.of(large, small)) {
        fixture.await(console, "/api/overview", ConsoleAgainITCase::hasReadAll);
      }
      for (int series = 0; series < SERIES; series++) {
        String path = "series=s" + series;
        for (String question :
            List.of(
                "scores?",
                "anomalies?",
                "readings?",
                "cutoffs?",
                "spans?",
                "errors?",
                "forecast?version=1&",
                "forecast?version=2&")) {
          JsonNode inMemory = fixture.json(large, "/api/" + question + path);
          assertThat(inMemory.path("again").isNull()).as(inMemory.toString()).isTrue();
          assertThat(withoutAgain(fixture.json(small, "/api/" + question + path)))
              .as(question + path)
              .isEqualTo(withoutAgain(inMemory));
        }
        assertThat(fixture.json(small, "/api/series?search=s" + series))
            .isEqualTo(fixture.json(large, "/api/series?search=s" + series));
      }
      assertThat(fixture.json(large, "/api/scores?series=s7").path("items")).hasSize(16);
      assertThat(fixture.json(large, "/api/readings?series=s7").path("late")).hasSize(1);
      JsonNode again = fixture.json(small, "/api/scores?series=s7").path("again");
      assertThat(again.path("complete").asBoolean()).as(again.toString()).isTrue();
      assertThat(again.path("records").asInt()).isGreaterThan(5 * HOURS);
      assertThat(fixture.json(small, "/api/overview").path("series").path("kept").asInt())
          .isEqualTo(2);
    }
  }

  private static boolean hasReadAll(JsonNode overview) {
    Map<String, Integer> records =
        Map.of(
            "readings",
            HOURS + 1,
            "forecasts",
            HOURS + 1,
            "shadow-forecasts",
            HOURS,
            "scores",
            HOURS,
            "anomalies",
            2,
            "late-readings",
            1);
    for (JsonNode topic : overview.path("topics")) {
      int each = records.getOrDefault(topic.path("role").asText(), 0);
      if (topic.path("records").asInt() != each * SERIES) {
        return false;
      }
    }
    return overview.path("broker").path("reachable").asBoolean();
  }

  /** An answer without how it was found. */
  private static JsonNode withoutAgain(JsonNode answer) {
    return ((ObjectNode) answer.deepCopy()).without("again");
  }

  @Test
  void missingTopicHidesNothingElse() throws Exception {
    Map<TopicRole, List<String>> names = new EnumMap<>(ConsoleFixture.topics("gone-").names());
    try (LocalBroker broker = LocalBroker.start();
        ConsoleFixture fixture = new ConsoleFixture(broker.bootstrapServers())) {
      broker.createTopics(1, List.of("gone-readings", "gone-anomalies"));
      PageRecords records = new PageRecords(fixture, "gone-");
      for (String series : List.of("a", "b")) {
        records.reading(series, 1);
        records.episode(series, 1);
      }
      PipelineTopics topics =
          new PipelineTopics(names, null, ConsoleFixture.topics("gone-").maxFuture());
      ConsoleSettings settings =
          ConsoleFixture.settings(
              broker.bootstrapServers(),
              topics,
              limits(1, 1 << 20),
              new ServerSettings("127.0.0.1", 0, Optional.empty(), Set.of()));
      try (Console console = Console.start(settings)) {
        fixture.await(
            console,
            "/api/overview",
            answer ->
                answer.path("series").path("known").asInt() == 2
                    && answer.path("broker").path("reachable").asBoolean());
        for (String series : List.of("a", "b")) {
          fixture.await(
              console,
              "/api/anomalies?series=" + series,
              answer -> answer.path("items").size() == 1);
        }
        assertThat(fixture.json(console, "/api/readings?series=a").path("again"))
            .hasToString("{\"records\":4,\"complete\":true,\"partial\":[]}");
      }
    }
  }

  @Test
  void pageShowsForgottenSeriesWhole() throws Exception {
    try (Browser browser = Browser.start();
        TestPipeline pipeline = TestPipeline.start("page-again-")) {
      PageRecords records = pipeline.records();
      records.history("other", HOURS);
      records.history("forgotten", HOURS);
      records.shadowForecast("forgotten", HOURS - 1, "9");
      records.episode("forgotten", HOURS - 4);
      Console console = pipeline.startConsole(limits(1, 1 << 20));
      pipeline
          .fixture()
          .await(console, "/api/readings?series=other", answer -> answer.has("times"));

      browser.open(console, "");
      browser.awaitText(SPARK.formatted(2), "not in memory");
      assertThat(browser.text(SPARK.formatted(3))).isEmpty();
      browser.open(console, "#one?series=forgotten&compare=demo@9");

      browser.awaitText(".sentences", "was not in memory and was read again from Kafka.");
      browser.awaitText(".details", "Unlikely readings, above the forecast, 1 reading");
      browser.awaitText(".sentences", "demo 9");

      browser.open(console, "");
      browser.awaitText(SPARK.formatted(3), "not in memory");
      assertThat(browser.text(SPARK.formatted(2))).isEmpty();
    }
  }
}
