package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.FreePorts;
import io.foreflow.broker.LocalBroker;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console whose broker comes late and goes, whose memory is short, whose records are bad. */
class ConsoleRecoveryITCase {

  private static final long T = ConsoleFixture.BEGIN;
  private static final long HOUR = ConsoleFixture.HOUR;

  private static JsonNode topic(JsonNode overview, TopicRole role) {
    for (JsonNode topic : overview.path("topics")) {
      if (topic.path("role").asText().equals(role.code())) {
        return topic;
      }
    }
    throw new AssertionError("no topic " + role);
  }

  @Test
  void waitsForTopicsAndSurvivesTheBroker(@TempDir Path folder) throws Exception {
    PipelineTopics topics = ConsoleFixture.topics("late-");
    int port = FreePorts.next();
    BrokerOptions options =
        BrokerOptions.temporary().withPort(port).withFolder(folder.resolve("kafka"));
    String servers = "127.0.0.1:" + port;
    try (Console console = Console.start(ConsoleFixture.settings(servers, topics))) {
      try (LocalBroker broker = LocalBroker.start(options);
          ConsoleFixture fixture = new ConsoleFixture(servers)) {
        fixture.await(
            console,
            "/api/overview",
            answer -> topic(answer, TopicRole.READINGS).path("state").asText().equals("missing"));
        ConsoleFixture.create(broker, topics);
        fixture.reading("late-readings", WireFormat.JSON, "s", T, 1);
        fixture.await(console, "/api/series", answer -> answer.path("total").asInt() == 1);
      }
      try (ConsoleFixture http = new ConsoleFixture(servers)) {
        http.await(
            console,
            "/api/overview",
            answer -> !answer.path("broker").path("reachable").asBoolean());
      }
      try (LocalBroker broker = LocalBroker.start(options);
          ConsoleFixture fixture = new ConsoleFixture(broker.bootstrapServers())) {
        fixture.reading("late-readings", WireFormat.AVRO, "s", T + HOUR, 2);
        JsonNode readings =
            fixture.await(
                console, "/api/readings?series=s", answer -> answer.path("times").size() == 2);
        assertThat(readings.path("values")).hasToString("[1.0,2.0]");
        fixture.await(
            console,
            "/api/overview",
            answer -> answer.path("broker").path("reachable").asBoolean());
      }
    }
  }

  @Test
  void readsForgottenSeriesAgain() throws Exception {
    try (TestPipeline pipeline = TestPipeline.start("again-")) {
      ConsoleFixture fixture = pipeline.fixture();
      for (int hour = 0; hour < 4; hour++) {
        for (int series = 0; series < 20; series++) {
          String name = "s" + series;
          fixture.reading(
              "again-readings", WireFormat.JSON, name, T + hour * HOUR, series + hour / 10f);
          fixture.forecast(
              "again-forecasts",
              WireFormat.AVRO,
              ConsoleFixture.forecast(name, T + hour * HOUR, "1", series));
        }
      }
      Console console = pipeline.startConsole(new MemoryLimits(3, 10, 10, 1 << 20));
      fixture.await(
          console,
          "/api/overview",
          answer ->
              answer.path("series").path("known").asInt() == 20
                  && answer.path("broker").path("reachable").asBoolean()
                  && topic(answer, TopicRole.READINGS).path("records").asInt() == 80
                  && topic(answer, TopicRole.FORECASTS).path("records").asInt() == 80);

      for (int series = 0; series < 8; series++) {
        JsonNode readings = fixture.json(console, "/api/readings?series=s" + series);
        assertThat(readings.path("values")).as(readings.toString()).hasSize(4);
        assertThat(readings.path("values").path(3).floatValue()).isEqualTo(series + 0.3f);
        assertThat(fixture.json(console, "/api/cutoffs?series=s" + series).path("cutoffs"))
            .hasSize(4);
      }

      assertThat(fixture.json(console, "/api/series").path("items"))
          .filteredOn(row -> row.path("inMemory").asBoolean())
          .hasSize(3)
          .allMatch(row -> row.path("sparkline").size() == 4);
      JsonNode overview = fixture.json(console, "/api/overview");
      assertThat(overview.path("series").path("kept").asInt()).isEqualTo(3);
      assertThat(overview.path("memory").path("forgotten").asInt()).isGreaterThanOrEqualTo(5);
      assertThat(fixture.json(console, "/api/readings?series=s0").path("again").path("complete"))
          .hasToString("true");
      assertThat(fixture.get(console, "/api/readings?series=nobody").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void countsRandomBytesOnEachTopic() throws Exception {
    SplittableRandom random = new SplittableRandom(42);
    List<String> beginnings = List.of("", "\u0000\u0000\u0000\u0000\u0001", "{", "[1", "{\"a\":");
    try (TestPipeline pipeline = TestPipeline.start("fuzz-")) {
      ConsoleFixture fixture = pipeline.fixture();
      int each = 60;
      for (TopicRole role : TopicRole.values()) {
        for (int i = 0; i < each; i++) {
          byte[] noise = new byte[random.nextInt(60)];
          random.nextBytes(noise);
          String begin = beginnings.get(random.nextInt(beginnings.size()));
          byte[] head = begin.getBytes(StandardCharsets.UTF_8);
          byte[] value = java.util.Arrays.copyOf(head, head.length + noise.length);
          System.arraycopy(noise, 0, value, head.length, noise.length);
          fixture.send("fuzz-" + role.code(), "k" + i, i % 7 == 0 ? null : value);
        }
      }
      Console console = pipeline.startConsole();
      for (TopicRole role : TopicRole.values()) {
        boolean anything = role == TopicRole.DEAD_LETTERS || role == TopicRole.LATE_READINGS;
        JsonNode overview =
            fixture.await(
                console,
                "/api/overview",
                answer -> topic(answer, role).path("records").asInt() == each);
        int unreadable = topic(overview, role).path("unreadable").asInt();
        // A dead letter may be anything, but a tombstone.
        assertThat(unreadable).as(role.code()).isEqualTo(anything ? 9 : each);
      }
      fixture.reading("fuzz-readings", WireFormat.JSON, "after", T, 1);
      fixture.await(console, "/api/series", answer -> answer.path("total").asInt() == 1);
    }
  }

  @Test
  void hostileNamesAreOnlyText() throws Exception {
    List<String> names =
        List.of(
            "<script>alert(1)</script>",
            "\"},{\"series\":\"x",
            "a\nevent: reset\ndata: {}\n\n",
            "../../etc/passwd",
            "%2e%2e&limit=1#",
            "\u202Egnp.exe",
            "温度 🌡");
    try (TestPipeline pipeline = TestPipeline.start("names-")) {
      ConsoleFixture fixture = pipeline.fixture();
      Console console = pipeline.startConsole();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        int number = i + 1;
        String query = "?series=" + ConsoleFixture.encoded(name);
        try (StreamClient stream = StreamClient.open(console, query)) {
          fixture.reading("names-readings", WireFormat.JSON, name, T, number);
          String data = stream.next("reading");
          assertThat(fixture.parse(data).path("series").asText()).isEqualTo(name);
        }
        JsonNode readings = fixture.json(console, "/api/readings" + query);
        assertThat(readings.path("series").asText()).isEqualTo(name);
        assertThat(readings.path("values").path(0).asInt()).isEqualTo(number);
      }
    }
  }
}
