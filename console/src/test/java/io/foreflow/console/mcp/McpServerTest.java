package io.foreflow.console.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.console.server.Endpoint;
import io.foreflow.console.server.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages of the protocol and their answers. */
class McpServerTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Endpoints that answer with their query, for the tools that have no real data here. */
  private static final List<Endpoint> ENDPOINTS =
      Stream.of("overview", "series", "forecast", "errors", "anomalies", "models", "events")
          .map(
              name ->
                  new Endpoint(
                      "/api/" + name,
                      List.of(),
                      query -> {
                        if (query.text("series").equals(Optional.of("nobody"))) {
                          throw Refusal.noSeries("nobody");
                        }
                        String search = query.text("search").orElse("none");
                        return ("{\"total\":2,\"matching\":1,\"items\":[{\"series\":\""
                                + search
                                + "\",\"status\":\"ready\"}]}")
                            .getBytes(StandardCharsets.UTF_8);
                      }))
          .toList();

  private final McpServer server = new McpServer(ENDPOINTS, "1.2.3");

  private JsonNode ask(String message) {
    byte[] answer = server.answer(message.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    try {
      return MAPPER.readTree(answer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String request(String method, String parameters) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}"
        .formatted(method, parameters);
  }

  @Test
  void agreesOnAVersion() {
    JsonNode known = ask(request("initialize", "{\"protocolVersion\":\"2024-11-05\"}"));
    assertThat(known.path("id").asInt()).isEqualTo(7);
    assertThat(known.at("/result/protocolVersion").asText()).isEqualTo("2024-11-05");
    assertThat(known.at("/result/serverInfo/version").asText()).isEqualTo("1.2.3");
    assertThat(known.at("/result/capabilities").has("tools")).isTrue();
    JsonNode unknown = ask(request("initialize", "{\"protocolVersion\":\"2099-01-01\"}"));
    assertThat(unknown.at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
  }

  @Test
  void listsToolsWithTheirArguments() {
    JsonNode tools = ask(request("tools/list", "{}")).at("/result/tools");

    assertThat(tools.findValuesAsText("name"))
        .contains(
            "list_series",
            "series_forecast",
            "series_errors",
            "anomalies",
            "models",
            "events",
            "health");
    for (JsonNode tool : tools) {
      assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object");
      assertThat(tool.at("/annotations/readOnlyHint").asBoolean()).isTrue();
    }
    assertThat(tools.toString()).contains("\"required\":[\"series\"]");
  }

  @Test
  void callsAToolWithTextAndData() {
    JsonNode result =
        ask(request(
                "tools/call",
                "{\"name\":\"list_series\",\"arguments\":{\"search\":\"x\",\"limit\":5}}"))
            .path("result");

    assertThat(result.at("/content/0/text").asText())
        .contains("1 of 2 series match.", "- \"x\": ready");
    assertThat(result.at("/structuredContent/items/0/series").asText()).isEqualTo("x");
  }

  @Test
  void saysWhatIsAllowed() {
    assertThat(ask(request("tools/call", "{\"name\":\"cats\"}")).at("/error/message").asText())
        .contains("allowed: list_series");
    JsonNode argument = ask(request("tools/call", "{\"name\":\"models\",\"arguments\":{\"x\":1}}"));
    assertThat(argument.at("/result/isError").asBoolean()).isTrue();
    JsonNode nobody =
        ask(
            request(
                "tools/call",
                "{\"name\":\"series_errors\",\"arguments\":{\"series\":\"nobody\"}}"));
    assertThat(nobody.at("/result/content/0/text").asText()).contains("no series of this name");
    assertThat(ask(request("resources/list", "{}")).at("/error/code").asInt()).isEqualTo(-32_601);
    assertThat(ask("[]").at("/error/code").asInt()).isEqualTo(-32_600);
    assertThat(ask("{").at("/error/code").asInt()).isEqualTo(-32_700);
  }

  @Test
  void doesNotAnswerNotifications() {
    assertThat(
            server.answer(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"
                    .getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  @Test
  void answersEachLineOfItsInput() throws IOException {
    String in = request("ping", "{}") + "\n\n" + "{\"method\":\"notifications/x\"}\r\nnonsense\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    StdioMessages.serve(server, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out);

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .first()
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
  }

  @Test
  void survivesAnyBytes() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] whole =
        request("tools/call", "{\"name\":\"list_series\",\"arguments\":{\"limit\":5}}")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      server.answer(damaged);
    }
  }
}
