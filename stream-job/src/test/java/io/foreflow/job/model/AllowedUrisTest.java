package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUrisTest {
  private final Path root;
  private Path models;

  AllowedUrisTest(@TempDir Path root) throws IOException {
    this.root = root.toRealPath();
    this.models = this.root;
  }

  @BeforeEach
  void makeFolders() throws IOException {
    models = Files.createDirectory(root.resolve("models"));
    Files.writeString(models.resolve("a b.onnx"), "a model");
    Files.writeString(root.resolve("secret"), "not for all");
    Files.writeString(Files.createDirectory(root.resolve("models-old")).resolve("1.onnx"), "old");
  }

  @Test
  void theFolderOfAConfiguredFileIsAllowed() throws Exception {
    AllowedUris allowed = around(models.resolve("v1.onnx").toString());
    Path file = models.resolve("a b.onnx");
    assertThat(located(allowed, file.toUri().toString())).isEqualTo(file.toString());
    assertThat(located(allowed, file.toString())).isEqualTo(file.toString());
    assertThat(located(allowed, models + "/./x/../a b.onnx")).isEqualTo(file.toString());
    assertThat(located(allowed, file.toUri().toString().replace("a%20b", "%61%20b")))
        .isEqualTo(file.toString());
    assertThat(located(allowed, models + "/sub/not-there.onnx"))
        .as("what is not there is told apart by whoever opens it")
        .isEqualTo(models + "/sub/not-there.onnx");
  }

  @Test
  void filesOutsideTheFolderAreRefused() {
    AllowedUris allowed = around(models.resolve("v1.onnx").toString());
    String uri = models.toUri().toString();
    assertRefused(allowed, root.resolve("secret").toUri().toString());
    assertRefused(allowed, uri + "../secret");
    assertRefused(allowed, uri + "%2e%2e/secret");
    assertRefused(allowed, uri + "..%2Fsecret");
    assertRefused(allowed, models + "/../secret");
    assertRefused(allowed, root.resolve("models-old/1.onnx").toString());
    assertRefused(allowed, "/etc/passwd");
    assertRefused(allowed, "/proc/self/environ");
    assertRefused(allowed, "http://localhost/a.onnx");
    assertRefused(allowed, "relative.onnx");
  }

  @Test
  void linksThatLeadOutAreRefused() throws Exception {
    Files.createSymbolicLink(models.resolve("link.onnx"), root.resolve("secret"));
    Files.createSymbolicLink(models.resolve("out"), root);
    Files.createSymbolicLink(models.resolve("dangling.onnx"), root.resolve("none"));
    AllowedUris allowed = around(models.resolve("v1.onnx").toString());
    assertRefused(allowed, models + "/link.onnx");
    assertRefused(allowed, models + "/out/secret");
    assertRefused(allowed, models + "/out/none");
    assertRefused(allowed, models + "/dangling.onnx");
  }

  @Test
  void linksWithinTheFolderAreFollowed() throws Exception {
    Path shown = Files.createSymbolicLink(root.resolve("shown"), models);
    Files.createSymbolicLink(models.resolve("current.onnx"), Path.of("a b.onnx"));
    AllowedUris allowed = around(shown.resolve("v1.onnx").toString());
    assertThat(located(allowed, shown + "/current.onnx"))
        .isEqualTo(models.resolve("a b.onnx").toString());
  }

  @Test
  void theServerOfAConfiguredUriIsAllowed() throws Exception {
    AllowedUris allowed = around("https://files.example/models/v1.onnx");
    for (String uri :
        List.of(
            "https://files.example/models/v2.onnx",
            "https://files.example/other/v2.onnx?version=2",
            "HTTPS://Files.Example:443/v2.onnx")) {
      assertThat(located(allowed, uri)).isEqualTo(uri);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://files.example/v2.onnx",
        "https://files.example:8443/v2.onnx",
        "https://files.example./v2.onnx",
        "https://files.example.evil/v2.onnx",
        "https://evil.files.example/v2.onnx",
        "https://evil/files.example/v2.onnx",
        "https://evil/?https://files.example/",
        "https://evil#files.example",
        "https://127.0.0.1/v2.onnx",
        "https://[::1]/v2.onnx",
        "file:///etc/passwd",
      })
  void otherServersAreRefused(String uri) {
    assertRefused(around("https://files.example/models/v1.onnx"), uri);
  }

  @Test
  void oneFolderOfAServerCanBeAllowed() throws Exception {
    for (String prefix : List.of("https://files.example/models", "https://files.example/models/")) {
      AllowedUris allowed = new AllowedUris(List.of(prefix));
      located(allowed, "https://files.example/models/v2.onnx");
      for (String path :
          List.of(
              "/v2.onnx",
              "/models-old/v2.onnx",
              "/models/../v2.onnx",
              "/models/x/../../v2.onnx",
              "/models/..",
              "/models/%2E%2e/v2.onnx",
              "/models/..%2fv2.onnx",
              "/models/x%5c..%5cv2.onnx",
              "/models/%252e%252e/v2.onnx",
              "/models/..;/v2.onnx",
              "//models/v2.onnx",
              "/Models/v2.onnx")) {
        assertRefused(allowed, "https://files.example" + path);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:secret@files.example/v2.onnx",
        "https://files.example@evil/v2.onnx",
        "file://elsewhere/models/v2.onnx",
        "ftp://files.example/v2.onnx",
        "/models/\0",
      })
  void unsupportedUrisAreRefused(String uri) {
    AllowedUris allowed = around("https://files.example/v1.onnx");
    assertThatThrownBy(() -> located(allowed, uri))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("unsupported-uri"));
  }

  @Test
  void aModelAtTheRootAllowsNothingElse() throws Exception {
    AllowedUris allowed = around("/model.onnx");
    assertThat(located(allowed, "/model.onnx")).isEqualTo("/model.onnx");
    assertRefused(allowed, "/etc/passwd");
  }

  @Test
  void prefixesAreFoldersOrServers() {
    for (String prefix : List.of("/models", "file:///models", "https://files.example/x")) {
      assertThat(AllowedUris.isPrefix(prefix)).as(prefix).isTrue();
    }
    for (String no : List.of("models", "s3://models", "https://", "https://me@files", "*")) {
      assertThat(AllowedUris.isPrefix(no)).as(no).isFalse();
    }
  }

  private static AllowedUris around(String... uris) {
    return AllowedUris.around(
        Arrays.stream(uris).map(uri -> new ModelLocation(uri, null)).toList());
  }

  private static String located(AllowedUris allowed, String uri) throws UnusableModelException {
    ModelAnnouncement announcement = new ModelAnnouncement("m", "1", uri, "0".repeat(64), 0);
    allowed.check(announcement);
    return allowed.locate(announcement).uri();
  }

  private static void assertRefused(AllowedUris allowed, String uri) {
    assertThatThrownBy(() -> located(allowed, uri))
        .as(uri)
        .isInstanceOfSatisfying(
            UnusableModelException.class,
            e -> {
              assertThat(e.reason()).as(e.getMessage()).isEqualTo("uri-not-allowed");
              assertThat(e).hasMessageNotContaining("secret").hasMessageNotContaining("/");
            });
  }
}
