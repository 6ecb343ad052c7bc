package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.server.ServerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask a console, and what each answer says about itself. There is no broker. */
class ConsoleAccessITCase {

  private static final String TOKEN = "0123456789abcdef-token";
  private static final PipelineTopics NO_TOPICS =
      new PipelineTopics(Map.of(), null, java.time.Duration.ofDays(1));

  private static ConsoleFixture fixture;
  private static Console open;
  private static Console locked;

  private static Console start(int port, Optional<String> token) throws IOException {
    return Console.start(
        ConsoleFixture.settings(
            "127.0.0.1:1",
            NO_TOPICS,
            new MemoryLimits(10, 10, 10, 1 << 20),
            new ServerSettings("127.0.0.1", port, token, Set.of("forecasts.example"))));
  }

  @BeforeAll
  static void start() throws IOException {
    fixture = new ConsoleFixture("127.0.0.1:1");
    open = start(0, Optional.empty());
    locked = start(0, Optional.of(TOKEN));
  }

  @AfterAll
  static void stop() {
    open.close();
    locked.close();
    fixture.close();
  }

  /** An answer to bytes that no HTTP client would send. */
  private static String raw(Console console, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String withHost(String host) throws IOException {
    return raw(open, "GET /api/models HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:8090", "[::1]:1", "Forecasts.Example:8090"})
  void answersToItsOwnNames(String host) throws IOException {
    assertThat(withHost(host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "localhost.evil.example", "", "127.0.0.1.evil", "a:b"})
  void refusesOtherNames(String host) throws IOException {
    assertThat(withHost(host)).startsWith("HTTP/1.1 421").contains("--host NAME");
  }

  @Test
  void refusesPagesOfOtherSites() {
    assertThat(fixture.get(open, "/api/models", "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(
            fixture
                .get(open, "/api/models", "Origin", "http://127.0.0.1:" + open.port())
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/models", "/api/openapi.json", "/none", "/api/readings"})
  void everyAnswerIsProtected(String path) {
    HttpHeaders headers = fixture.get(open, path).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("application/json");
  }

  @Test
  void needsTheTokenEverywhere() {
    for (String path : new String[] {"/api/models", "/index.html", "/api/stream", "/mcp"}) {
      HttpResponse<String> answer = fixture.get(locked, path);
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(fixture.get(locked, path, "Authorization", "Bearer " + TOKEN + "x").statusCode())
          .isEqualTo(401);
    }
    assertThat(fixture.get(locked, "/").body()).contains("?token=TOKEN");
    assertThat(fixture.get(locked, "/api/models", "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
  }

  @Test
  void takesTheTokenOnceForACookie() {
    assertThat(fixture.get(locked, "/?token=wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> taken = fixture.get(locked, "/?token=" + TOKEN);

    assertThat(taken.statusCode()).isEqualTo(303);
    assertThat(taken.headers().firstValue("Location")).contains("/");
    String cookie = taken.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertThat(fixture.get(locked, "/api/models", "Cookie", "other=1; " + pair).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/series?limit=1001, a whole number from 1 to 1000",
    "/api/series?limit=x, a whole number from 1 to 1000",
    "/api/series?sort=cats, 'name, lastTime, lastValue, mase, coverage, status'",
    "/api/series?limit=1&limit=2, one",
    "/api/events?before=soon, such as 2026-01-31T12:00:00Z",
    "/api/readings, the name of a series",
    "/api/overview?x=1, none here",
  })
  void saysWhatIsAllowed(String path, String allowed) {
    HttpResponse<String> answer = fixture.get(open, path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(fixture.parse(answer.body()).path("error").path("allowed").asText())
        .contains(allowed);
  }

  @Test
  void boundsWhatIsSent() throws IOException {
    assertThat(fixture.get(open, "/api/readings?series=" + "s".repeat(1025)).statusCode())
        .isEqualTo(400);
    assertThat(fixture.get(open, "/api/series?search=" + "s".repeat(8200)).statusCode())
        .isEqualTo(400);
    String manyHeaders =
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X-Y: z\r\n".repeat(1000) + "\r\n";
    assertThat(raw(open, manyHeaders)).doesNotStartWith("HTTP/1.1 200");
    assertThat(raw(open, "DELETE /api/models HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/%2e%2e/openapi.json",
        "/a/../index.html",
        "/.html",
        "/page/",
        "/lib/uplot/../x.js"
      })
  void servesNothingBesideThePage(String path) throws IOException {
    assertThat(raw(open, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void servesItsLibraryAndPacksIt() {
    HttpResponse<String> plain = fixture.get(open, "/lib/uplot/uPlot.iife.min.js");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
    String etag = plain.headers().firstValue("ETag").orElseThrow();

    assertThat(
            fixture.get(open, "/lib/uplot/uPlot.iife.min.js", "If-None-Match", etag).statusCode())
        .isEqualTo(304);
    HttpResponse<String> packed =
        fixture.get(open, "/lib/uplot/uPlot.iife.min.js", "Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isLessThan(plain.headers().firstValueAsLong("Content-Length").orElseThrow() / 2);
  }

  @Test
  void saysThatNoBrokerAnswers() {
    assertThat(fixture.json(open, "/api/overview").path("broker").path("reachable").asBoolean())
        .isFalse();
    assertThat(fixture.get(open, "/api/readings?series=s").statusCode()).isEqualTo(503);
  }

  @Test
  void refusesATakenPortAndAnOpenDoor() {
    assertThatThrownBy(() -> start(open.port(), Optional.empty()))
        .isInstanceOf(BindException.class);
    assertThatThrownBy(
            () ->
                Console.start(
                    ConsoleFixture.settings(
                        "127.0.0.1:1",
                        NO_TOPICS,
                        new MemoryLimits(10, 10, 10, 1 << 20),
                        new ServerSettings("0.0.0.0", 0, Optional.empty(), Set.of()))))
        .hasMessage("bind: found 0.0.0.0 without a token, allowed: a loopback address, or a token");
  }
}
