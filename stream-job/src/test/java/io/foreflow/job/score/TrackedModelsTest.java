package io.foreflow.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.state.SeriesState;
import io.foreflow.job.state.StateHeader;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.series.SlotGrid;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackedModelsTest {
  private static final ScoreSettings SETTINGS = ScoreSettings.of(TrackedSteps.DEFAULT);
  private static final TinyStepGraph TINY = TinyStepGraph.hourly();

  private final MetricGroup operator =
      UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();
  private final TrackedModels models = new TrackedModels(SETTINGS, operator, score -> {});

  @Test
  void aDescriptionSurvivesASnapshot() throws Exception {
    Manifest manifest = manifest(1, "tiny", Map.of());
    ScoreSettings all =
        SETTINGS.withCalibration(true).with(StateSection.WATCH).with(StateSection.SUMS);
    for (ScoreSettings settings : List.of(SETTINGS, all)) {
      TrackedModel model = TrackedModel.of(manifest, StateHeader.of(manifest, sha256(1)), settings);
      TrackedModel restored = TrackedModel.decode(model.encode());
      assertThat(restored).isEqualTo(model);
      assertThat(restored.layout().steps()).containsExactly(1, 2, 4);
      assertThat(restored.layout().plan().bytes()).isEqualTo(176);
      assertThat(restored.layout().plan().calibrated()).isEqualTo(settings.calibrate());
      assertThat(restored.layout().bytes()).isEqualTo(settings.calibrate() ? 176 + 128 + 40 : 176);
    }
  }

  @Test
  void readsADescriptionThatHasNoSections() throws Exception {
    TrackedModel model = described(1);
    byte[] bytes = model.encode();
    int sections = 1 + Integer.BYTES;
    bytes[0] = 1;
    assertThat(TrackedModel.decode(Arrays.copyOf(bytes, bytes.length - sections))).isEqualTo(model);
  }

  @Test
  void sectionsFollowTheMemoryInTheirOrder() {
    MemoryLayout both = layout(SETTINGS.with(StateSection.WATCH).with(StateSection.SUMS));
    assertThat(both.offset(StateSection.SUMS)).isEqualTo(176);
    assertThat(both.offset(StateSection.WATCH)).isEqualTo(176 + 128);
    assertThat(layout(SETTINGS.with(StateSection.WATCH)).offset(StateSection.WATCH)).isEqualTo(176);
  }

  @Test
  void layoutsAreToldApart() {
    assertThat(
            Stream.of(
                    SETTINGS,
                    SETTINGS.withCalibration(true),
                    SETTINGS.with(StateSection.SUMS),
                    SETTINGS.with(StateSection.WATCH),
                    SETTINGS.with(StateSection.SUMS).with(StateSection.WATCH),
                    ScoreSettings.of(new TrackedSteps(List.of("1", "4"))),
                    ScoreSettings.of(new TrackedSteps(List.of("2", "3"))))
                .map(settings -> layout(settings).number()))
        .doesNotHaveDuplicates()
        .doesNotContain(SeriesState.NO_LAYOUT);
  }

  private static MemoryLayout layout(ScoreSettings settings) {
    return MemoryLayout.of(manifest(1, "tiny", Map.of()), settings);
  }

  @Test
  void refusesADescriptionOfALaterRelease() throws Exception {
    byte[] bytes = described(1).encode();
    bytes[0] = 4;
    assertThatThrownBy(() -> TrackedModel.decode(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 4, this release reads versions 1 to 3");
  }

  @Test
  void aTradingCalendarComesBackWithTheModel() throws Exception {
    assertThat(described(1).encode()[0]).as("format without a calendar").isEqualTo((byte) 2);
    Manifest market =
        TINY.withCalendar("America/New_York Mon-Fri 09:30-16:00; closed 2026-07-03").manifest();
    TrackedModel model = TrackedModel.of(market, StateHeader.of(market, sha256(1)), SETTINGS);

    TrackedModel read = TrackedModel.decode(model.encode());

    assertThat(read).isEqualTo(model);
    assertThat(read.grid()).isEqualTo(SlotGrid.of(market));
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

  private void use(int version) {
    Manifest manifest = manifest(version, "tiny", Map.of());
    models.use(manifest, StateHeader.of(manifest, sha256(version)));
  }

  private @Nullable Object find(int version) {
    TrackedModel model = described(version);
    return models.find(model.id(), model.number());
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
    return TrackedModel.of(manifest, StateHeader.of(manifest, sha256(version)), SETTINGS);
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
