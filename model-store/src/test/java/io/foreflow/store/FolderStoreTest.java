package io.foreflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.store.objects.FolderObjects;
import io.foreflow.store.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends StoreContract {
  @TempDir static Path folder = Path.of("");

  @Override
  StoreLocation emptyPlace() throws IOException {
    return new StoreLocation.Folder(Files.createTempDirectory(folder, "store"));
  }

  @Override
  int rounds() {
    return 10;
  }

  @Override
  ObjectStore objects(StoreLocation location) {
    return new FolderObjects(((StoreLocation.Folder) location).path());
  }

  @Test
  void theFolderIsPlain() throws IOException {
    StoreLocation location = emptyPlace();
    ManualClock clock = new ManualClock(Instant.parse("2026-01-05T10:00:00Z"));
    ModelStore store = new ModelStore(location, objects(location), clock);
    store.make();
    StoredModel model = store.model("sensors");
    StoredVersion version = model.add(SampleVersions.withReport("1")).version();
    Decision decision =
        model
            .moves()
            .promote(version, Optional.empty(), SampleVersions.reason("the first"))
            .decision()
            .orElseThrow();

    Path root = ((StoreLocation.Folder) location).path();
    String models = "models/sensors/";
    String versions = models + "versions/" + version.sha256();
    assertThat(files(root))
        .containsExactly(
            models + "aliases.json",
            models + "decisions/" + decision.id() + "/decision.json",
            versions + "/attachments/report.html",
            versions + "/model.onnx",
            versions + "/version.json",
            "store.json");
    assertThat(decision.id()).startsWith("2026-01-05T10-00-01.000Z-promoted-");
    assertThat(Files.readString(root.resolve(models + "aliases.json")))
        .startsWith(
            """
            {
              "revision": 1,
              "champion": "%s",
              "challenger": null,
              "previous": null,
              "removing": [ ],
              "last": {
                "id": "%s",
                "action": "promoted",
                "at": "2026-01-05T10:00:01Z",
                "by": "anna",
                "why": "the first",
            """
                .formatted(version.sha256(), decision.id()));
  }

  /** What a person sees: neither the lock nor unfinished files. */
  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
