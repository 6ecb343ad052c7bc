package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.StoredModels;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.store.StoreReference;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreUriTest {
  private static final String HASH = "a".repeat(64);
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();

  private final Path root;
  private final StoredModels store;
  private final StoreReference version;

  StoreUriTest(@TempDir Path folder) throws IOException {
    root = folder.toRealPath().resolve("store");
    store = new StoredModels(root.toString());
    version = store.promote(V1);
  }

  @Test
  void readsAVersion() throws Exception {
    try (LocalFile file = fetch(version.uri(), LoadLimits.DEFAULT)) {
      assertThat(file.sha256()).isEqualTo(version.ref());
    }
  }

  @Test
  void refusesWhatTheStoreDoesNotHave() throws Exception {
    assertRefused(version.at(HASH).uri(), "not-in-store", "found no version " + HASH);
    assertRefused(store.champion("tiny"), "unsupported-uri", "an alias can move at any time");
    assertRefused("store:" + root, "unsupported-uri", "/store#NAME@SHA256");
    assertRefused("store:gs://x#tiny@" + HASH, "unsupported-uri", "allowed: a folder");
    Files.move(root, root.resolveSibling("elsewhere"));
    assertRefused(version.uri(), "unreadable", "found no model store at " + root);
  }

  @Test
  void limitsHoldForStoresToo() {
    assertThatThrownBy(() -> fetch(version.uri(), limits(10)))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("too-large"));
  }

  @Test
  void configuredAliasesBecomeVersions() throws Exception {
    ModelLocation location = ModelLocation.configured(store.champion("tiny"), null);
    store.promote(V1.withVersion("2"));

    assertThat(location)
        .isEqualTo(new ModelLocation(version.uri(), version.ref(), store.champion("tiny")));
    assertThat(ModelLocation.configured(version.uri(), null))
        .isEqualTo(new ModelLocation(version.uri(), version.ref()));
    assertThat(ModelLocation.configured("/m.onnx", null))
        .isEqualTo(new ModelLocation("/m.onnx", null));
    assertThatThrownBy(() -> ModelLocation.configured(store.champion("other"), null))
        .hasMessageContaining("found no champion of the model \"other\" in " + root);
    assertThatThrownBy(() -> ModelLocation.configured(version.uri(), HASH))
        .hasMessageContaining("allowed: the configured sha256 " + HASH);
  }

  @Test
  void theStoreOfAConfiguredModelIsAllowed() throws Exception {
    AllowedUris allowed =
        AllowedUris.around(List.of(new ModelLocation(store.champion("tiny"), null)));
    String file = root + "/models/tiny/versions/" + version.ref() + "/model.onnx";

    assertThat(allowed.prefixes()).containsExactly(store.uri());
    assertThat(located(allowed, version.uri())).isEqualTo(file);
    assertThat(located(allowed, file)).isEqualTo(file);
    assertNotAllowed(allowed, root.resolveSibling("secret").toString());
    assertNotAllowed(allowed, "store:" + root + "/../other#tiny@" + HASH);
    assertNotAllowed(allowed, "store:s3://models#tiny@" + HASH);
    assertThatThrownBy(() -> located(allowed, store.champion("tiny")))
        .hasMessageContaining("an alias can move at any time");
  }

  @Test
  void linksInAStoreMustNotLeadOut() throws Exception {
    Path file = root.resolve("models/tiny/versions/" + version.ref() + "/model.onnx");
    Path secret = Files.move(file, root.resolveSibling("secret"));
    Files.createSymbolicLink(file, secret);

    assertNotAllowed(new AllowedUris(List.of(store.uri())), version.uri());
    assertNotAllowed(new AllowedUris(List.of(root.toString())), version.uri());
  }

  @ParameterizedTest
  @CsvSource({
    "store:s3://models, store:s3://models#a@HASH, true",
    "store:s3://models, store:s3://models/team/x#a@HASH, true",
    "store:s3://models/team, store:s3://models/team#a@HASH, true",
    "store:s3://models/team, store:s3://models/team-b#a@HASH, false",
    "store:s3://models/team, store:s3://models#a@HASH, false",
    "store:s3://models, store:s3://models-b#a@HASH, false",
    "store:s3://models, store:/models#a@HASH, false",
    "/stores, store:/stores/a#a@HASH, true",
    "/stores, store:/stores-b#a@HASH, false",
    "store:/stores, store:/stores/a#a@HASH, true",
    "store:/stores/a, store:/stores/b#a@HASH, false",
    "store:/stores, store:/stores/..#a@HASH, false",
    "https://models, store:s3://models#a@HASH, false",
  })
  void comparesStoresPartByPart(String place, String uri, boolean allowed) {
    ModelAnnouncement announcement =
        new ModelAnnouncement("a", "1", uri.replace("HASH", HASH), HASH, 0);
    AllowedUris places = new AllowedUris(List.of(place));
    if (allowed) {
      assertThatCode(() -> places.check(announcement)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> places.check(announcement))
          .isInstanceOfSatisfying(
              UnusableModelException.class,
              e -> assertThat(e.reason()).isEqualTo("uri-not-allowed"));
    }
  }

  private static LocalFile fetch(String uri, LoadLimits limits) throws Exception {
    return ModelFetch.fetch(new ModelLocation(uri, null), limits);
  }

  private static LoadLimits limits(long bytes) {
    LoadLimits limits = LoadLimits.DEFAULT;
    return new LoadLimits(bytes, limits.timeout(), 1, Duration.ZERO, limits.step());
  }

  private static void assertRefused(String uri, String reason, String message) {
    assertThatThrownBy(() -> fetch(uri, limits(1_000_000)))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private static String located(AllowedUris allowed, String uri) throws Exception {
    return allowed.locate(new ModelAnnouncement("tiny", "1", uri, HASH, 0)).uri();
  }

  private static void assertNotAllowed(AllowedUris allowed, String uri) {
    assertThatThrownBy(() -> located(allowed, uri))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("uri-not-allowed"));
  }
}
