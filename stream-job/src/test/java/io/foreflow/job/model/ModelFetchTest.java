package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.model.StepLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFetchTest {
  private static final byte[] FILE = new byte[200_000];

  static {
    new Random(1).nextBytes(FILE);
  }

  private final Path folder;
  private FileServer server;

  ModelFetchTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void startServer() throws IOException {
    server = new FileServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void readsFilesByPathAndByUri() throws Exception {
    Path file = Files.write(folder.resolve("a model.onnx"), FILE);
    assertThat(read(file.toString())).isEqualTo(FILE);
    assertThat(read(file.toUri().toString())).isEqualTo(FILE);
  }

  @Test
  void readsOverHttp() throws Exception {
    assertThat(read(server.serve("/m.onnx", FILE))).isEqualTo(FILE);
    String chunked =
        server.answer(
            "/chunked.onnx",
            request -> {
              request.sendResponseHeaders(200, 0);
              request.getResponseBody().write(FILE);
            });
    assertThat(read(chunked)).isEqualTo(FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://models/m.onnx",
        "ftp://localhost/m.onnx",
        "jar:file:/m.jar!/m.onnx",
        "http:///m.onnx",
        "http://somebody:secret@localhost/m.onnx",
        "file://elsewhere/m.onnx",
        "no uri at all",
        "",
      })
  void refusesOtherKindsOfUri(String uri) {
    assertRefused(uri, LoadLimits.DEFAULT, uri.isEmpty() ? "unreadable" : "unsupported-uri");
    assertThat(server.requests()).isZero();
  }

  @Test
  void refusesWhatIsNotThere() {
    LoadLimits limits = limits(1_000_000, Duration.ofSeconds(30), 3);
    assertRefused(folder.resolve("none.onnx").toUri().toString(), limits, "unreadable");
    assertRefused(folder.toUri().toString(), limits, "unreadable");
    assertRefused(server.uri("/none.onnx"), limits, "unreadable");
    assertThat(server.requests()).as("one that fails is asked again").isEqualTo(3);
  }

  @Test
  void saysThatThereIsNoConnection() throws Exception {
    String gone = server.uri("/m.onnx");
    server.close();
    assertThatThrownBy(() -> read(gone, limits(1_000, Duration.ofSeconds(30), 1)))
        .hasMessageContaining("the host is unknown or takes no connections; tried 1 times");
  }

  @Test
  void doesNotFollowRedirects() {
    server.serve("/m.onnx", FILE);
    String moved =
        server.answer(
            "/moved.onnx",
            request -> {
              request.getResponseHeaders().set("Location", "/m.onnx");
              request.sendResponseHeaders(302, -1);
            });
    assertRefused(moved, limits(1_000_000, Duration.ofSeconds(30), 1), "unreadable");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void stopsReadingAtTheLimit() throws Exception {
    LoadLimits limits = limits(FILE.length - 1, Duration.ofSeconds(30), 3);
    Path file = Files.write(folder.resolve("m.onnx"), FILE);
    assertRefused(file.toString(), limits, "too-large");
    assertRefused(server.serve("/declared.onnx", FILE), limits, "too-large");
    String endless =
        server.answer(
            "/endless.onnx",
            request -> {
              request.sendResponseHeaders(200, 0);
              while (true) {
                request.getResponseBody().write(FILE);
              }
            });
    assertRefused(endless, limits, "too-large");
    assertThat(server.requests()).as("nothing too large is asked for again").isEqualTo(2);
  }

  @Test
  void givesUpOnAServerThatKeepsSilent() {
    CountDownLatch never = new CountDownLatch(1);
    String silent = server.answer("/silent.onnx", request -> never.await());
    String slow =
        server.answer(
            "/slow.onnx",
            request -> {
              request.sendResponseHeaders(200, 0);
              while (true) {
                request.getResponseBody().write(1);
                request.getResponseBody().flush();
                boolean unused = never.await(20, TimeUnit.MILLISECONDS);
              }
            });
    LoadLimits limits = limits(1_000_000, Duration.ofMillis(300), 1);
    assertRefused(silent, limits, "unreadable");
    assertRefused(slow, limits, "unreadable");
  }

  @Test
  void refusesATruncatedDownload() {
    String broken =
        server.answer(
            "/broken.onnx",
            request -> {
              request.sendResponseHeaders(200, FILE.length);
              request.getResponseBody().write(FILE, 0, FILE.length / 2);
              request.getResponseBody().flush();
            });
    assertRefused(broken, limits(1_000_000, Duration.ofSeconds(30), 1), "unreadable");
  }

  @Test
  void aDiskThatIsFullIsLeftAlone() throws Exception {
    Path target = Files.createFile(folder.resolve("m.part"));
    URI chunked =
        URI.create(
            server.answer(
                "/chunked.onnx",
                request -> {
                  request.sendResponseHeaders(200, 0);
                  request.getResponseBody().write(FILE);
                }));
    URI whole = URI.create(server.serve("/m.onnx", FILE));
    Download full = new Download(1_000_000, () -> PartFile.FREE_DISK + 100);
    for (URI uri : List.of(chunked, whole)) {
      assertThatThrownBy(() -> full.to(target, uri, Duration.ofSeconds(30)))
          .isInstanceOfSatisfying(
              UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("no-space"));
      assertThat(target).isEmptyFile();
    }
    new Download(1_000_000, () -> PartFile.FREE_DISK + FILE.length)
        .to(target, whole, Duration.ofSeconds(30));
    assertThat(target).hasBinaryContent(FILE);
  }

  @Test
  void asksAgainWhenAServerFails() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    String shaky =
        server.answer(
            "/shaky.onnx",
            request -> {
              boolean well = asked.incrementAndGet() == 3;
              request.sendResponseHeaders(well ? 200 : 503, well ? FILE.length : -1);
              if (well) {
                request.getResponseBody().write(FILE);
              }
            });
    assertThat(read(shaky, limits(1_000_000, Duration.ofSeconds(30), 3))).isEqualTo(FILE);
  }

  private static byte[] read(String uri) throws Exception {
    return read(uri, LoadLimits.DEFAULT);
  }

  private static byte[] read(String uri, LoadLimits limits) throws Exception {
    try (LocalFile file = ModelFetch.fetch(new ModelLocation(uri, null), limits)) {
      return file.bytes(Long.MAX_VALUE);
    }
  }

  private static LoadLimits limits(long bytes, Duration timeout, int attempts) {
    return new LoadLimits(bytes, timeout, attempts, Duration.ofMillis(1), StepLimits.DEFAULT);
  }

  private static void assertRefused(String uri, LoadLimits limits, String reason) {
    LoadLimits impatient =
        new LoadLimits(
            limits.bytes(),
            limits.timeout(),
            limits.attempts(),
            Duration.ofMillis(1),
            limits.step());
    assertThatThrownBy(() -> read(uri, impatient))
        .isInstanceOfSatisfying(
            UnusableModelException.class,
            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }
}
