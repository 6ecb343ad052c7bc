package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.model.AllowedUris;
import io.foreflow.job.model.FileServer;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.ModelRoutes;
import io.foreflow.model.StepLimits;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are announced while series are stepped. */
class ModelSwapTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);
  private static final TinyStepGraph V3 = V1.withVersion("3").withSmoothing(0.75f);

  private final Path folder;

  ModelSwapTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theNewModelStepsReadingsThatWait() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.runAll();
      harness.add(AcceptedReadings.of("a", HOUR, 2));
      harness.add(AcceptedReadings.of("a", 2 * HOUR, 3));
      harness.add(AcceptedReadings.of("b", 0, 4));

      harness.announce(Announced.file(file(V2)));
      assertThat(harness.takeMail(1))
          .extracting(ModelEvent::kind)
          .containsExactly(ModelEvent.Kind.SWAPPED);
      harness.runAll();

      assertThat(harness.forecasts())
          .extracting(f -> f.series() + f.cutoff() / HOUR + " by " + f.modelVersion())
          .containsExactly("a0 by 1", "a1 by 2", "b0 by 2", "a2 by 2");
    }
  }

  @Test
  void theEventNamesTheOldAndNewModel() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      ModelAnnouncement announcement = Announced.file(file(V2));
      harness.flink().setProcessingTime(17);
      harness.announce(announcement);
      assertThat(harness.takeMail(1))
          .containsExactly(ModelEvent.swapped(announcement, "1", 17, 0, 1));
    }
  }

  @Test
  void seriesReplayTheirHistoryAtTheNextReading() throws Exception {
    try (WaveHarness swapped = WaveHarness.open(file(V1));
        WaveHarness fromHistory = WaveHarness.open(file(V2))) {
      for (int hour = 0; hour < 10; hour++) {
        swapped.add(AcceptedReadings.of("busy", hour * HOUR, hour * hour));
        swapped.add(AcceptedReadings.of("idle", hour * HOUR, 5 * hour));
      }
      swapped.runAll();
      swapped.announce(Announced.file(file(V2)));
      swapped.takeMail(1);
      swapped.add(AcceptedReadings.of("busy", 10 * HOUR, 3));
      swapped.add(AcceptedReadings.of("busy", 11 * HOUR, 4));
      swapped.runAll();
      long before = swapped.forecasts().size();
      swapped.add(AcceptedReadings.of("idle", 12 * HOUR, 7));
      swapped.runAll();

      // V1 remembers six readings. "idle" then skips two slots.
      for (int hour = 4; hour < 10; hour++) {
        fromHistory.add(AcceptedReadings.of("busy", hour * HOUR, hour * hour));
        fromHistory.add(AcceptedReadings.of("idle", hour * HOUR, 5 * hour));
      }
      fromHistory.add(AcceptedReadings.of("busy", 10 * HOUR, 3));
      fromHistory.add(AcceptedReadings.of("busy", 11 * HOUR, 4));
      fromHistory.add(AcceptedReadings.of("idle", 12 * HOUR, 7));
      fromHistory.runAll();

      Map<String, float[]> expected = byId(fromHistory.forecasts());
      List<Forecast> after =
          swapped.forecasts().stream().filter(f -> f.modelVersion().equals("2")).toList();
      assertThat(before).isEqualTo(22);
      assertThat(after).extracting(Forecast::series).contains("busy", "idle");
      assertThat(after.stream().filter(f -> f.cutoff() >= 10 * HOUR)).hasSize(3);
      after.stream()
          .filter(f -> f.cutoff() >= 10 * HOUR)
          .forEach(f -> assertThat(f.quantiles()).containsExactly(expected.get(f.id())));
    }
  }

  @Test
  void announcingAnOlderVersionGoesBack() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.add(AcceptedReadings.of("untouched", 0, 1));
      harness.runAll();
      harness.announce(Announced.file(file(V2)));
      harness.takeMail(1);
      harness.add(AcceptedReadings.of("a", HOUR, 1));
      harness.runAll();
      harness.announce(Announced.file(file(V1)));
      assertThat(harness.takeMail(2)).extracting(ModelEvent::inUse).containsExactly("2", "1");
      harness.add(AcceptedReadings.of("a", 2 * HOUR, 1));
      harness.add(AcceptedReadings.of("untouched", HOUR, 1));
      harness.runAll();
      assertThat(harness.forecasts())
          .extracting(Forecast::modelVersion)
          .containsExactly("1", "1", "2", "1", "1");
    }
  }

  @Test
  void theModelInUseIsNotLoadedAgain() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      ModelAnnouncement same = Announced.file(file(V1));
      harness.announce(
          Announced.of("tiny", "1", folder.resolve("gone").toUri().toString(), same.sha256()));
      harness.announce(Announced.file(file(V2)));
      assertThat(harness.takeMail(1)).extracting(ModelEvent::version).containsExactly("2");
    }
  }

  @Test
  void theLastAnnouncementWinsOverSlowerEarlierOnes() throws Exception {
    try (FileServer server = new FileServer();
        WaveHarness harness = restored(null, server)) {
      CountDownLatch go = new CountDownLatch(1);
      byte[] slow = V2.file();
      String uri =
          server.answer(
              "/slow.onnx",
              request -> {
                go.await();
                request.sendResponseHeaders(200, slow.length);
                request.getResponseBody().write(slow);
              });
      harness.announce(Announced.of("tiny", "2", uri, Announced.sha256(slow)));
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.runAll();
      harness.announce(Announced.file(file(V3)));
      go.countDown();
      assertThat(harness.takeMail(1)).extracting(ModelEvent::version).containsExactly("3");
      harness.add(AcceptedReadings.of("a", HOUR, 1));
      harness.runAll();
      assertThat(harness.forecasts()).extracting(Forecast::modelVersion).containsExactly("1", "3");
    }
  }

  @Test
  void closingEndsALoadInProgress() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (FileServer server = new FileServer()) {
      String uri = server.answer("/never.onnx", request -> never.await());
      LoadLimits limits =
          new LoadLimits(
              1 << 20, Duration.ofMillis(500), 3, Duration.ofDays(1), StepLimits.DEFAULT);
      WaveHarness harness =
          WaveHarness.open(
              ModelPlan.of(ModelLocation.of(file(V1)), limits)
                  .withAllowed(new AllowedUris(List.of(server.uri("/")))),
              WaveHarness.SETTINGS,
              new HashMapStateBackend(),
              null);
      harness.announce(Announced.of("tiny", "2", uri, "0".repeat(64)));
      harness.close();
      // It has been told to stop, and gets a moment to do so.
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("foreflow-model-loader")) {
          thread.join(Duration.ofSeconds(30).toMillis());
          assertThat(thread.isAlive()).isFalse();
        }
      }
    }
  }

  @Test
  void announcementsHoldNoWatermarkBack() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      harness.operator().processWatermark1(new Watermark(100));
      harness.operator().processWatermarkStatus2(WatermarkStatus.IDLE);
      harness.operator().processWatermark2(new Watermark(50));
      harness.operator().processWatermark1(new Watermark(200));
      harness.operator().processWatermarkStatus1(WatermarkStatus.IDLE);
      assertThat(harness.flink().getOutput())
          .containsExactly(new Watermark(100), new Watermark(200), WatermarkStatus.IDLE);
    }
  }

  @Test
  void theAnnouncedModelStepsAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    Map<String, float[]> undisturbed;
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.add(AcceptedReadings.of("b", 0, 2));
      harness.announce(Announced.file(file(V2)));
      harness.takeMail(1);
      harness.add(AcceptedReadings.of("a", HOUR, 3));
      snapshot = harness.snapshot(1);
      harness.add(AcceptedReadings.of("a", 2 * HOUR, 5));
      harness.add(AcceptedReadings.of("b", 2 * HOUR, 5));
      harness.runAll();
      undisturbed = byId(harness.forecasts());
    }
    try (WaveHarness harness = restored(snapshot)) {
      harness.add(AcceptedReadings.of("a", 2 * HOUR, 5));
      harness.add(AcceptedReadings.of("b", 2 * HOUR, 5));
      harness.runAll();
      assertThat(harness.forecasts()).hasSize(2);
      for (Forecast forecast : harness.forecasts()) {
        assertThat(forecast.modelVersion()).isEqualTo("2");
        assertThat(forecast.quantiles()).containsExactly(undisturbed.get(forecast.id()));
      }
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void aRestoreContinuesALoadInProgress() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    byte[] v2 = V2.file();
    try (FileServer server = new FileServer()) {
      String uri =
          server.answer(
              "/v2.onnx",
              request -> {
                go.await();
                request.sendResponseHeaders(200, v2.length);
                request.getResponseBody().write(v2);
              });
      OperatorSubtaskState snapshot;
      WaveHarness first = restored(null, server);
      first.announce(Announced.of("tiny", "2", uri, Announced.sha256(v2)));
      snapshot = first.snapshot(1);
      go.countDown();
      first.close();
      try (WaveHarness harness = restored(snapshot, server)) {
        harness.snapshot(2);
        harness.complete(2);
        assertThat(harness.takeMail(1)).extracting(ModelEvent::inUse).containsExactly("2");
      }
    }
  }

  @Test
  void aRestoreSkipsARefusedModel() throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      harness.announce(Announced.file(file(V2)));
      harness.takeMail(1);
      Path bad = Files.writeString(folder.resolve("bad.onnx"), "no model");
      harness.announce(Announced.bytes(bad, "tiny", "3"));
      harness.takeMail(2);
      snapshot = harness.snapshot(1);
    }
    try (WaveHarness harness = restored(snapshot)) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.runAll();
      assertThat(harness.forecasts()).extracting(Forecast::modelVersion).containsExactly("2");
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void aMissingModelFallsBackToTheFirst() throws Exception {
    Path v2 = file(V2);
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = WaveHarness.open(file(V1))) {
      for (int hour = 0; hour < 4; hour++) {
        harness.add(AcceptedReadings.of("a", hour * HOUR, 1));
      }
      harness.announce(Announced.file(v2));
      harness.takeMail(1);
      harness.add(AcceptedReadings.of("a", 4 * HOUR, 1));
      snapshot = harness.snapshot(1);
    }
    Files.delete(v2);
    try (WaveHarness harness = restored(snapshot)) {
      ModelEvent event = harness.takeMail(1).get(0);
      assertThat(event.kind()).isEqualTo(ModelEvent.Kind.REFUSED);
      assertThat(event.reason()).isEqualTo("unreadable");
      assertThat(event.inUse()).isEqualTo("1");
      harness.add(AcceptedReadings.of("a", 5 * HOUR, 1));
      harness.runAll();
      assertThat(harness.forecasts())
          .extracting(f -> f.modelVersion() + " " + f.status())
          .containsExactly("1 READY");
    }
  }

  @Test
  void aRestoredModelMayBeOutsideAllowedUris() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("2.onnx");
    Files.write(elsewhere, V2.file());
    AllowedUris before = new AllowedUris(List.of(folder.toString()));
    AllowedUris after = new AllowedUris(List.of(folder.resolve("models").toString()));
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = restored(null, before)) {
      harness.announce(Announced.file(elsewhere));
      harness.takeMail(1);
      snapshot = harness.snapshot(1);
    }
    try (WaveHarness harness = restored(snapshot, after)) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.runAll();
      assertThat(harness.forecasts()).extracting(Forecast::modelVersion).containsExactly("2");
    }
  }

  @Test
  void keptModelsAreRestoredWithoutTheirServer() throws Exception {
    OperatorSubtaskState snapshot;
    byte[] v2 = V2.file();
    LoadLimits limits =
        LoadLimits.DEFAULT.withCache(Files.createDirectory(folder.resolve("kept")).toString());
    ModelPlan plan;
    try (FileServer server = new FileServer()) {
      plan =
          ModelPlan.of(ModelLocation.of(file(V1)), limits)
              .withAllowed(new AllowedUris(List.of(server.uri("/"))));
      String uri = server.serve("/v2.onnx", v2);
      try (WaveHarness harness =
          WaveHarness.open(plan, WaveHarness.SETTINGS, new HashMapStateBackend(), null)) {
        harness.announce(Announced.of("tiny", "2", uri, Announced.sha256(v2)));
        harness.takeMail(1);
        snapshot = harness.snapshot(1);
      }
    }
    try (WaveHarness harness =
        WaveHarness.open(plan, WaveHarness.SETTINGS, new HashMapStateBackend(), snapshot)) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.runAll();
      assertThat(harness.forecasts()).extracting(Forecast::modelVersion).containsExactly("2");
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void eachModelStepsItsOwnSeries() throws Exception {
    TinyStepGraph prices = V1.withModel("prices").withCadence(Duration.ofMinutes(1)).withHorizon(2);
    ModelPlan plan = plan(prices);
    try (WaveHarness harness =
        WaveHarness.open(plan, WaveHarness.SETTINGS, new HashMapStateBackend(), null)) {
      for (int i = 0; i < 20; i++) {
        harness.add(AcceptedReadings.of("price-" + i % 10, i / 10 * 60_000L, i));
        harness.add(AcceptedReadings.of("sensor-" + i % 10, i / 10 * HOUR, i));
      }
      harness.announce(Announced.file(file(prices.withVersion("9"))));
      harness.takeMail(1);
      for (int i = 0; i < 10; i++) {
        harness.add(AcceptedReadings.of("price-" + i, 2 * 60_000, i));
        harness.add(AcceptedReadings.of("sensor-" + i, 2 * HOUR, i));
      }
      harness.runAll();
      assertThat(harness.forecasts()).hasSize(60);
      for (Forecast forecast : harness.forecasts()) {
        boolean price = forecast.series().startsWith("price");
        boolean swapped = forecast.cutoff() == 2 * 60_000 || forecast.modelVersion().equals("9");
        assertThat(forecast.model()).isEqualTo(price ? "prices" : "tiny");
        assertThat(forecast.horizon()).isEqualTo(price ? 2 : 4);
        assertThat(forecast.modelVersion()).isEqualTo(price && swapped ? "9" : "1");
      }
      assertThat(harness.late()).isEmpty();
    }
  }

  @Test
  void aWronglyNamedModelStopsTheStart() throws Exception {
    ModelPlan plan = plan(V2.withModel("energy"));
    assertThatThrownBy(
            () -> WaveHarness.open(plan, WaveHarness.SETTINGS, new HashMapStateBackend(), null))
        .hasMessage("models.prices.uri: found a model of the name \"energy\", allowed: \"prices\"");
  }

  private ModelPlan plan(TinyStepGraph prices) throws Exception {
    return new ModelPlan(
        ModelRoutes.of(List.of(new ModelRoutes.Rule("price-*", "prices"))),
        List.of(ModelLocation.of(file(V1)), ModelLocation.of(file(prices))),
        LoadLimits.DEFAULT);
  }

  private WaveHarness restored(@Nullable OperatorSubtaskState snapshot) throws Exception {
    return restored(snapshot, AllowedUris.around(List.of(ModelLocation.of(file(V1)))));
  }

  private WaveHarness restored(@Nullable OperatorSubtaskState snapshot, FileServer server)
      throws Exception {
    return restored(snapshot, new AllowedUris(List.of(server.uri("/"), folder.toUri().toString())));
  }

  private WaveHarness restored(@Nullable OperatorSubtaskState snapshot, AllowedUris allowed)
      throws Exception {
    LoadLimits limits =
        new LoadLimits(
            1 << 24, Duration.ofSeconds(30), 2, Duration.ofMillis(1), StepLimits.DEFAULT);
    return WaveHarness.open(
        ModelPlan.of(ModelLocation.of(file(V1)), limits).withAllowed(allowed),
        WaveHarness.SETTINGS,
        new HashMapStateBackend(),
        snapshot);
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return Files.write(
        folder.resolve(graph.model() + "-" + graph.version() + ".onnx"), graph.file());
  }

  private static Map<String, float[]> byId(List<Forecast> forecasts) {
    Map<String, float[]> byId = new HashMap<>();
    for (Forecast forecast : forecasts) {
      assertThat(byId.put(forecast.id(), forecast.quantiles())).as(forecast.id()).isNull();
    }
    return byId;
  }
}
