package io.foreflow.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RejectionReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against answers as registries give them, over real HTTP. */
class SchemaRegistryTest {
  private static final Schema SCHEMA = ReadingCodec.versions().current();
  private static final String FOUND = "{\"schema\":\"\\\"string\\\"\"}";

  private record Reply(int status, String body) {}

  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final RegistryCalls.Waiting waiting =
      new RegistryCalls.Waiting() {
        private long now;

        @Override
        public long nanos() {
          return now;
        }

        @Override
        public void pause(Duration duration) {
          pauses.add(duration);
          now += duration.toNanos();
        }
      };
  private HttpServer server;
  private URI url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/root/");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Reply reply = replies.size() > 1 ? replies.remove() : replies.element();
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private SchemaRegistry registry() {
    return new SchemaRegistry(RegistrySettings.of(List.of(url)), waiting);
  }

  @Test
  void asksForASchemaByItsId() throws Exception {
    replies.add(new Reply(200, FOUND));
    assertThat(registry().byId(17)).isEqualTo(Schema.create(Schema.Type.STRING));
    assertThat(requests).containsExactly("GET /root/schemas/ids/17");
    assertThat(authorizations).containsExactly("null");
  }

  @Test
  void showsItsCredentials() throws Exception {
    replies.add(new Reply(200, FOUND));
    RegistrySettings settings = RegistrySettings.of(List.of(url));
    new SchemaRegistry(settings.withBasicAuth("me:secret"), waiting).byId(1);
    new SchemaRegistry(settings.withToken("t0ken"), waiting).byId(1);
    assertThat(authorizations).containsExactly("Basic bWU6c2VjcmV0", "Bearer t0ken");
    assertThat(settings.withBasicAuth("me:secret").toString())
        .doesNotContain("secret", "bWU6c2VjcmV0");
  }

  @Test
  void anUnknownIdRefusesTheRecord() {
    replies.add(new Reply(404, "{\"error_code\":40403,\"message\":\"Schema 5 not found\"}"));
    assertThatThrownBy(() -> registry().byId(5))
        .isInstanceOfSatisfying(
            MalformedRecordException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.UNKNOWN_SCHEMA))
        .hasMessageContainingAll("schema id 5", "/root/");
  }

  @Test
  void anAddressWithoutARegistryIsReported() {
    replies.add(new Reply(404, "<html>Not Found</html>"));
    assertThatThrownBy(() -> registry().byId(5))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("answered 404", "root of a registry's API");
  }

  @Test
  void doesNotFollowRedirects() {
    replies.add(new Reply(302, ""));
    assertThatThrownBy(() -> registry().byId(5))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("answered 302");
  }

  @Test
  void aSchemaOtherThanAvroRefusesTheRecord() {
    replies.add(new Reply(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}"));
    assertThatThrownBy(() -> registry().byId(5))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("is of type PROTOBUF");
    replies.clear();
    replies.add(new Reply(200, "{\"schema\":\"{\"}"));
    assertThatThrownBy(() -> registry().byId(5))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("can't be read");
  }

  @Test
  void waitsForARegistryThatComesBack() throws Exception {
    replies.addAll(
        List.of(
            new Reply(503, ""), new Reply(500, "x"), new Reply(429, ""), new Reply(200, FOUND)));
    assertThat(registry().byId(1)).isNotNull();
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void givesUpAfterItsPatience() {
    replies.add(new Reply(503, ""));
    RegistrySettings settings =
        RegistrySettings.of(List.of(url)).withPatience(Duration.ofSeconds(10));
    assertThatThrownBy(() -> new SchemaRegistry(settings.withToken("t0ken"), waiting).byId(1))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("for 10 s", "/root/: answered 503", "Is it running")
        .hasMessageNotContaining("t0ken");
    assertThat(pauses).last().isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void usesTheNextAddressIfOneFails() throws Exception {
    replies.add(new Reply(200, FOUND));
    RegistrySettings both = RegistrySettings.of(List.of(nobody(), url));
    SchemaRegistry registry = new SchemaRegistry(both, waiting);
    registry.byId(1);
    registry.byId(2);
    assertThat(pauses).isEmpty();
    assertThat(requests).hasSize(2);
  }

  @Test
  void refusedCredentialsAreNoOutage() {
    replies.add(new Reply(401, ""));
    assertThatThrownBy(() -> registry().byId(1))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("refused the credentials (401", "user and password");
    assertThat(pauses).isEmpty();
  }

  @Test
  void registersASchemaUnderItsSubject() {
    replies.add(new Reply(200, "{\"id\":3}"));
    assertThat(registry().idOf(SchemaRegistry.subjectOf("a.b"), SCHEMA)).isEqualTo(3);
    assertThat(requests).first().asString().startsWith("POST /root/subjects/a.b-value/versions {");
  }

  @Test
  void looksUpASchemaThatOthersRegister() {
    replies.add(new Reply(200, "{\"subject\":\"s\",\"id\":3,\"version\":1}"));
    RegistrySettings settings = RegistrySettings.of(List.of(url)).withAutoRegister(false);
    SchemaRegistry registry = new SchemaRegistry(settings, waiting);
    assertThat(registry.idOf("s", SCHEMA)).isEqualTo(3);
    assertThat(requests).first().asString().startsWith("POST /root/subjects/s {");

    replies.clear();
    replies.add(new Reply(404, "{\"error_code\":40401,\"message\":\"Subject not found.\"}"));
    assertThatThrownBy(() -> registry.idOf("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("no such schema of Reading under subject s", "Register it");
  }

  @Test
  void reportsWhyASchemaWasRefused() {
    replies.add(new Reply(409, "{\"error_code\":409,\"message\":\"incompatible: value\"}"));
    assertThatThrownBy(() -> registry().idOf("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("subject s", "incompatible: value", "Relax");
  }

  @Test
  void addressesHoldNoPasswords() {
    assertThatThrownBy(() -> RegistrySettings.of(List.of(URI.create("http://me:secret@host"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
