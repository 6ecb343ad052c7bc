package io.foreflow.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.state.StateHeader;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackedModelsTest {
  private static final TinyStepGraph TINY = TinyStepGraph.hourly();

  private final MetricGroup operator =
      UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();
  private final TrackedModels models = new TrackedModels(TrackedSteps.DEFAULT, operator);

  @Test
  void aDescriptionSurvivesASnapshot() throws Exception {
    TrackedModel model = described(1);
    TrackedModel restored = TrackedModel.decode(model.encode());
    assertThat(restored).isEqualTo(model);
    assertThat(restored.steps()).containsExactly(1, 2, 4);
    assertThat(restored.plan().bytes()).isEqualTo(176);
  }

  @Test
  void refusesADescriptionOfALaterRelease() throws Exception {
    byte[] bytes = described(1).encode();
    bytes[0] = 2;
    assertThatThrownBy(() -> TrackedModel.decode(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2, this release reads version 1");
  }

  @Test
  void onlyTheLastVersionsKeepCounters() {
    for (int version = 1; version <= TrackedModels.MOST_VERSIONS; version++) {
      use(version);
    }
    MetricGroup first = group(1);
    MetricGroup second = group(2);
    use(1);
    use(TrackedModels.MOST_VERSIONS + 1);

    assertThat(find(1)).as("used again").isNotNull();
    assertThat(find(2)).as("not used for longest").isNull();
    assertThat(group(1)).isSameAs(first);
    assertThat(group(2)).isNotSameAs(second);
  }

  @Test
  void versionsOfOtherModelsDoNotCount() {
    use(1);
    for (int version = 1; version <= TrackedModels.MOST_VERSIONS; version++) {
      models.use(
          manifest(version, "other", Map.of()),
          StateHeader.of(manifest(version, "other", Map.of()), sha256(100 + version)));
    }
    assertThat(find(1)).isNotNull();
  }

  @Test
  void otherStepsOfAModelAreToldApart() {
    Manifest manifest = manifest(1, "tiny", Map.of());
    StateHeader header = StateHeader.of(manifest, sha256(1));
    assertThat(TrackedModel.of(manifest, header, new TrackedSteps(List.of("1", "4"))).tracking())
        .isNotEqualTo(
            TrackedModel.of(manifest, header, new TrackedSteps(List.of("2", "3"))).tracking());
  }

  @Test
  void theSeasonIsTheShortestOfTheTraining() {
    assertThat(ModelSeason.of(manifest(1, "tiny", Map.of("seasons", "[24, 168]")))).isEqualTo(24);
    assertThat(ModelSeason.of(manifest(1, "tiny", Map.of("seasons", "[]")))).isEqualTo(1);
    assertThat(ModelSeason.of(manifest(1, "tiny", Map.of()))).isEqualTo(1);
  }

  private void use(int version) {
    Manifest manifest = manifest(version, "tiny", Map.of());
    models.use(manifest, StateHeader.of(manifest, sha256(version)));
  }

  private @Nullable Object find(int version) {
    TrackedModel model = described(version);
    return models.find(model.id(), model.tracking());
  }

  private MetricGroup group(int version) {
    return operator
        .addGroup("foreflow")
        .addGroup("model", "tiny")
        .addGroup("version", "" + version)
        .addGroup("step", "1");
  }

  private static TrackedModel described(int version) {
    Manifest manifest = manifest(version, "tiny", Map.of());
    return TrackedModel.of(
        manifest, StateHeader.of(manifest, sha256(version)), TrackedSteps.DEFAULT);
  }

  private static Manifest manifest(int version, String name, Map<String, String> configuration) {
    Manifest tiny = TINY.withModel(name).withVersion("" + version).manifest();
    Provenance none = tiny.provenance();
    return new Manifest(
        tiny.contract(),
        tiny.model(),
        tiny.version(),
        tiny.cadence(),
        tiny.horizon(),
        tiny.levels(),
        tiny.features(),
        tiny.warmup(),
        tiny.state(),
        new Provenance(
            none.dataDigest(),
            none.from(),
            none.to(),
            none.series(),
            none.readings(),
            none.seed(),
            configuration,
            none.engines(),
            none.trainedAt()),
        tiny.backtest());
  }

  private static String sha256(int number) {
    return "%016x".formatted(number).repeat(4);
  }
}
