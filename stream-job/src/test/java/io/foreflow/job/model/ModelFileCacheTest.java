package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.model.TinyStepGraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileCacheTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Path folder;
  private Instant now = START;

  ModelFileCacheTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void keptModelsAreNotDownloadedAgain() throws Exception {
    SharedModels models = new SharedModels();
    byte[] file = TinyStepGraph.hourly().file();
    LoadLimits limits = LoadLimits.DEFAULT.withCache(folder.resolve("kept").toString());
    try (FileServer server = new FileServer()) {
      ModelLocation location = new ModelLocation(server.serve("/m.onnx", file), sha256(file));
      models.acquire(location, limits).close();
      server.answer("/m.onnx", request -> request.sendResponseHeaders(503, -1));
      models.acquire(location, limits).close();
      assertThat(server.requests()).isEqualTo(1);
    }
    assertThat(names("kept")).containsExactly(sha256(file) + ".onnx");
  }

  @Test
  void aDamagedFileIsDownloadedAgain() throws Exception {
    SharedModels models = new SharedModels();
    byte[] file = TinyStepGraph.hourly().file();
    LoadLimits limits = LoadLimits.DEFAULT.withCache(folder.toString());
    Path kept = folder.resolve(sha256(file) + ".onnx");
    Files.writeString(kept, "damaged");
    try (FileServer server = new FileServer()) {
      ModelLocation location = new ModelLocation(server.serve("/m.onnx", file), sha256(file));
      models.acquire(location, limits).close();
      assertThat(server.requests()).isEqualTo(1);
    }
    assertThat(kept).hasBinaryContent(file);
  }

  @Test
  void refusedModelsAreNotKept() throws Exception {
    SharedModels models = new SharedModels();
    byte[] file = "no model".getBytes(StandardCharsets.US_ASCII);
    LoadLimits limits = LoadLimits.DEFAULT.withCache(folder.toString());
    try (FileServer server = new FileServer()) {
      String uri = server.serve("/m.onnx", file);
      for (String sha256 : List.of(sha256(file), "0".repeat(64))) {
        assertThatThrownBy(() -> models.acquire(new ModelLocation(uri, sha256), limits))
            .isInstanceOf(UnusableModelException.class);
      }
    }
    assertThat(names("")).isEmpty();
  }

  @Test
  void theFilesUsedLastAreKept() throws Exception {
    ModelFileCache cache = ModelFileCache.in(folder.toString(), 30, () -> now);
    String inUse = keep(cache, "0123456789", Set.of());
    String old = keep(cache, "a123456789", Set.of());
    String asked = keep(cache, "b123456789", Set.of());
    now = now.plusSeconds(1);
    cache.find(asked).orElseThrow().close();
    now = now.plusSeconds(1);
    String last = keep(cache, "c123456789", Set.of(inUse));
    assertThat(names(""))
        .containsExactlyInAnyOrder(inUse + ".onnx", asked + ".onnx", last + ".onnx")
        .doesNotContain(old + ".onnx");
  }

  @Test
  void filesOfDeadProcessesAreDeleted() throws Exception {
    ModelFileCache cache = ModelFileCache.in(folder.toString(), 1_000, () -> now);
    Path abandoned = cache.newPart();
    Files.setLastModifiedTime(abandoned, FileTime.from(START.minus(Duration.ofHours(2))));
    Path running = cache.newPart();
    Files.setLastModifiedTime(running, FileTime.from(START.minus(Duration.ofMinutes(5))));
    Path other = Files.writeString(folder.resolve("notes.txt"), "somebody's");
    keep(cache, "a model", Set.of());
    assertThat(abandoned).doesNotExist();
    assertThat(running).exists();
    assertThat(other).exists();
  }

  @Test
  void aHashThatIsAPathFindsNothing() throws Exception {
    Files.writeString(folder.resolve("secret.onnx"), "not for all");
    ModelFileCache cache =
        ModelFileCache.in(Files.createDirectory(folder.resolve("kept")).toString());
    assertThat(cache.find("../secret")).isEmpty();
  }

  @Test
  void withoutAFolderNothingIsKept() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    for (String none : List.of("", file.toString())) {
      ModelFileCache cache = ModelFileCache.in(none);
      Path part = cache.newPart();
      cache.keep(part, "0".repeat(64), Set.of());
      assertThat(cache.find("0".repeat(64))).isEmpty();
      Files.delete(part);
    }
  }

  private String keep(ModelFileCache cache, String text, Set<String> inUse) throws IOException {
    Path part = cache.newPart();
    Files.writeString(part, text);
    String sha256 = sha256(text.getBytes(StandardCharsets.UTF_8));
    cache.keep(part, sha256, inUse);
    now = now.plusSeconds(1);
    return sha256;
  }

  private List<String> names(String inside) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(inside))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(PartFile.newSha256().digest(bytes));
  }
}
