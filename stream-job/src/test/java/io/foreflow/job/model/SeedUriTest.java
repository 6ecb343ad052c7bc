package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import io.foreflow.wire.ModelAnnouncement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedUriTest {
  private static final String OTHER = "a".repeat(64);

  private final SeedModel seed = SeedModels.require("hourly");
  private final LoadLimits limits;
  private final Path cache;

  SeedUriTest(@TempDir Path cache) {
    this.cache = cache;
    this.limits = LoadLimits.DEFAULT.withCache(cache.toString());
  }

  @Test
  void readsTheFileOfThisRelease() throws Exception {
    try (LocalFile file = fetch("seed:hourly")) {
      assertThat(file.sha256()).isEqualTo(seed.sha256());
    }
    try (LocalFile file = fetch(seed.versionUri())) {
      assertThat(file.bytes(Long.MAX_VALUE)).isEqualTo(seed.file());
    }
  }

  @Test
  void aConfiguredSeedBecomesAVersion() throws Exception {
    ModelLocation location = ModelLocation.configured("seed:hourly", null);

    assertThat(location)
        .isEqualTo(new ModelLocation(seed.versionUri(), seed.sha256(), "seed:hourly"));
    assertThat(location.at(OTHER))
        .isEqualTo(new ModelLocation("seed:hourly@" + OTHER, OTHER, "seed:hourly"));
    assertThatThrownBy(() -> ModelLocation.configured("seed:hourly", OTHER))
        .hasMessageContaining("allowed: the configured sha256 " + OTHER);
  }

  @Test
  void unknownSeedsAreRefusedWithThoseThatExist() {
    assertThatThrownBy(() -> ModelLocation.configured("seed:weekly", null))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("unsupported-uri"))
        .hasMessageContaining("found no seed model \"weekly\"")
        .hasMessageContaining("hourly");
  }

  @Test
  void fileOfEarlierReleaseComesFromTheCache() throws Exception {
    byte[] earlier = "an earlier seed".getBytes(StandardCharsets.UTF_8);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(earlier));
    String uri = "seed:hourly@" + sha256;

    assertThatThrownBy(() -> fetch(uri))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("not-in-store"))
        .hasMessageContaining("allowed: that of this release, " + seed.versionUri());
    Files.write(cache.resolve(sha256 + ".onnx"), earlier);
    try (LocalFile file = fetch(uri)) {
      assertThat(file.bytes(Long.MAX_VALUE)).isEqualTo(earlier);
    }
  }

  @Test
  void announcedSeedsAreAllowedAnywhere() throws Exception {
    AllowedUris allowed = new AllowedUris(List.of("/models"));

    assertThatCode(() -> allowed.check(announcement(seed.versionUri()))).doesNotThrowAnyException();
    assertThat(allowed.locate(announcement(seed.versionUri())))
        .isEqualTo(new ModelLocation(seed.versionUri(), seed.sha256()));
    assertThatThrownBy(() -> allowed.check(announcement("seed:hourly")))
        .hasMessageContaining("allowed: seed:hourly@SHA256");
  }

  @Test
  void aConfiguredSeedAllowsNoFolder() {
    AllowedUris allowed = AllowedUris.around(List.of(new ModelLocation("seed:hourly", null)));

    assertThatThrownBy(() -> allowed.check(announcement("/models/a.onnx")))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("uri-not-allowed"));
  }

  private ModelAnnouncement announcement(String uri) {
    return new ModelAnnouncement("forecaster", "1", uri, seed.sha256(), 0);
  }

  private LocalFile fetch(String uri) throws Exception {
    return ModelFetch.fetch(new ModelLocation(uri, null), limits);
  }
}
