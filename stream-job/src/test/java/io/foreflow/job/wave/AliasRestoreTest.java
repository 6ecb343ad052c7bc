package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.StoredModels;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.store.StoreReference;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose model is the champion of a store, through restarts and promotions. */
class AliasRestoreTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f);
  private static final TinyStepGraph V3 = V1.withVersion("3").withSmoothing(0.75f);

  private final Path folder;
  private final StoredModels store;
  private int hour;

  AliasRestoreTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.store = new StoredModels(folder.resolve("store").toString());
  }

  @Test
  void aRestoreKeepsTheVersionOfTheStart() throws Exception {
    store.promote(V1);
    OperatorSubtaskState first = run(champion(), null, "1");
    store.promote(V2);

    OperatorSubtaskState second = run(champion(), first, "1");
    store.promote(V3);
    run(champion(), second, "1");
    run(champion(), null, "3");
  }

  @Test
  void aConfiguredVersionReplacesTheAlias() throws Exception {
    store.promote(V1);
    OperatorSubtaskState snapshot = run(champion(), null, "1");
    String second = store.promote(V2).uri();

    OperatorSubtaskState later = run(plan(second), snapshot, "2");
    // The alias was not configured in between, so it is looked up again.
    run(champion(), later, "2");
  }

  @Test
  void anAnnouncedVersionReplacesTheAlias() throws Exception {
    store.promote(V1);
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(champion(), null)) {
      StoreReference second = store.promote(V2);
      harness.announce(new ModelAnnouncement("tiny", "2", second.uri(), second.ref(), 1));
      assertThat(harness.takeMail(1))
          .extracting(ModelEvent::kind)
          .containsExactly(ModelEvent.Kind.SWAPPED);
      assertThat(version(harness)).isEqualTo("2");
      snapshot = harness.snapshot(1);
    }
    store.promote(V3);
    run(champion(), snapshot, "2");
  }

  @Test
  void aDeletedVersionGivesWayToTheAlias() throws Exception {
    store.promote(V1);
    OperatorSubtaskState snapshot = run(champion(), null, "1");
    store.promote(V2);
    store.promote(V3);
    store.clean("tiny");

    run(champion(), snapshot, "3");
  }

  @Test
  void aMissingStoreStopsTheRestore() throws Exception {
    store.promote(V1);
    OperatorSubtaskState snapshot = run(champion(), null, "1");
    store.promote(V2);
    ModelPlan plan = champion();
    Files.move(folder.resolve("store"), folder.resolve("elsewhere"));

    // Nothing says that the version is gone, so no other one may take its place.
    assertThatThrownBy(() -> open(plan, snapshot))
        .hasStackTraceContaining("found no model store at " + folder.resolve("store"));
  }

  private ModelPlan champion() throws Exception {
    return plan(store.champion("tiny"));
  }

  private static ModelPlan plan(String uri) throws Exception {
    LoadLimits limits = LoadLimits.DEFAULT;
    return ModelPlan.of(
        ModelLocation.configured(uri, null),
        new LoadLimits(limits.bytes(), limits.timeout(), 1, limits.pause(), limits.step()));
  }

  private static WaveHarness open(ModelPlan plan, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return WaveHarness.open(plan, WaveHarness.SETTINGS, new HashMapStateBackend(), snapshot);
  }

  /** Steps a reading, compares the version of its forecast, and takes a snapshot. */
  private OperatorSubtaskState run(
      ModelPlan plan, @Nullable OperatorSubtaskState snapshot, String version) throws Exception {
    try (WaveHarness harness = open(plan, snapshot)) {
      assertThat(version(harness)).isEqualTo(version);
      return harness.snapshot(1);
    }
  }

  private String version(WaveHarness harness) throws Exception {
    harness.add(AcceptedReadings.of("a", hour++ * HOUR, 1));
    harness.runAll();
    List<Forecast> forecasts = harness.forecasts();
    return forecasts.get(forecasts.size() - 1).modelVersion();
  }
}
