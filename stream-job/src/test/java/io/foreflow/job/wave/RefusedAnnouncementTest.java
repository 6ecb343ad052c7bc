package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.model.AllowedUris;
import io.foreflow.job.model.FileServer;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.model.SlowStepGraph;
import io.foreflow.model.StepLimits;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which an announced model is not used: the reason, and that the old one goes on. */
class RefusedAnnouncementTest {
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2");
  private static final StepLimits OF_A_STEP =
      new StepLimits(
          WaveHarness.SETTINGS.size(), 88 << 20, Duration.ofSeconds(10), Duration.ofMinutes(10));

  private static final List<Double> FIFTY =
      IntStream.rangeClosed(1, 50).mapToObj(i -> i / 51.0).toList();

  private final Path folder;
  private List<String> allowed;

  RefusedAnnouncementTest(@TempDir Path folder) {
    this.folder = folder;
    this.allowed = List.of(folder.resolve("models").toString());
  }

  @Test
  void ofANameThatStepsNoSeries() throws Exception {
    Path other = write("other.onnx", V2.withModel("other").file());
    assertRefused(Announced.file(other), "unknown-model", "of [tiny]");
  }

  @Test
  void fromAPlaceOfAnUnknownKind() throws Exception {
    assertRefused(
        Announced.of("tiny", "2", "s3://models/2.onnx", "0".repeat(64)),
        "unsupported-uri",
        "allowed: file:, http:, https:, store: and seed:");
  }

  @Test
  void fromAPlaceThatIsNotAllowedUnopened() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "root:x:0:0");
    assertRefusedUnopened(secret.toUri().toString());
    assertRefusedUnopened(folder.resolve("models/../secret").toUri().toString());
    assertRefusedUnopened("file:///etc/passwd");
    try (FileServer server = new FileServer()) {
      assertRefusedUnopened(server.serve("/metadata", new byte[100]));
      assertThat(server.requests()).isZero();
    }
  }

  private void assertRefusedUnopened(String uri) throws Exception {
    String message =
        assertRefused(
            Announced.of("tiny", "2", uri, "0".repeat(64)), "uri-not-allowed", "allowed-uris");
    assertThat(message).doesNotContainPattern("[0-9]").doesNotContain("sha256");
  }

  @Test
  void thatIsNotThere() throws Exception {
    assertRefused(
        Announced.of("tiny", "2", folder.resolve("models/none").toUri().toString(), "0".repeat(64)),
        "unreadable",
        "tried 2 times");
    try (FileServer server = new FileServer()) {
      allowed = List.of(server.uri("/"));
      assertRefused(
          Announced.of("tiny", "2", server.uri("/none"), "0".repeat(64)),
          "unreadable",
          "status 404");
    }
  }

  @Test
  void thatIsTooLarge() throws Exception {
    Path large = write("large.onnx", new byte[(1 << 22) + 1]);
    assertRefused(Announced.bytes(large, "tiny", "2"), "too-large", "allowed: at most 4194304");
  }

  @Test
  void thatHashesToSomethingElse() throws Exception {
    Path file = write("2.onnx", V2.file());
    String message =
        assertRefused(
            Announced.of("tiny", "2", file.toUri().toString(), "0".repeat(64)),
            "wrong-sha256",
            "the one announced");
    assertThat(message)
        .as("whoever announces it need not be one who may read it")
        .doesNotContain(Announced.sha256(V2.file()), Integer.toString(V2.file().length));
  }

  @Test
  void thatIsNoModel() throws Exception {
    assertRefused(
        Announced.bytes(write("text.onnx", new byte[] {'n', 'o'}), "tiny", "2"),
        "no-digest",
        "a whole model file");
    byte[] damaged = V2.file();
    damaged[damaged.length / 2] ^= 1;
    assertRefused(
        Announced.bytes(write("damaged.onnx", damaged), "tiny", "2"),
        "wrong-digest",
        "as it was made");
  }

  @Test
  void thatIsNotTheOneAnnounced() throws Exception {
    Path file = write("2.onnx", V2.file());
    assertRefused(Announced.bytes(file, "tiny", "3"), "wrong-name", "\"tiny\" of version \"3\"");
    Path other = write("other.onnx", V2.withModel("other").file());
    assertRefused(Announced.bytes(other, "tiny", "2"), "wrong-name", "model \"other\"");
  }

  @Test
  void ofAnotherCadence() throws Exception {
    Path file = write("2.onnx", V2.withCadence(Duration.ofMinutes(5)).file());
    assertRefused(Announced.file(file), "wrong-cadence", "found a cadence of PT5M");
  }

  @Test
  void ofAnotherTradingCalendar() throws Exception {
    Path file = write("2.onnx", V2.withCalendar("UTC Mon-Fri 08:00-18:00").file());
    assertRefused(
        Announced.file(file),
        "wrong-calendar",
        "found slots of PT1H of UTC Mon-Fri 08:00-18:00, allowed: those of the model in use, PT1H;"
            + " their trading calendars differ");
  }

  @Test
  void withOtherCovariates() throws Exception {
    Path file = write("2.onnx", V2.withCovariates(2).file());
    assertRefused(Announced.file(file), "wrong-covariates", "found 2 covariates");
  }

  @Test
  void whoseTrialRunIsCutOff() throws Exception {
    Path file = write("slow.onnx", SlowStepGraph.file(V2));
    assertRefused(
        OF_A_STEP.withStep(Duration.ofMillis(40)),
        Announced.bytes(file, "tiny", "2"),
        "not-runnable",
        "does not run within PT0.04S");
  }

  @Test
  void whoseReplayHoldsAWaveForTooLong() throws Exception {
    Path file = write("long.onnx", V2.withContext(100_000).file());
    assertRefused(
        // Ten microseconds for a step that copies megabytes; a long time for the model in use.
        OF_A_STEP.withReplay(Duration.ofSeconds(1)),
        Announced.bytes(file, "tiny", "2"),
        "too-slow",
        "100000 of them to take over a history, allowed: a history that is taken over within PT1S");
  }

  @Test
  void theFirstModelIsMeasuredExceptAfterRestores() throws Exception {
    Path slow = write("slow.onnx", V1.withContext(100_000).file());
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(slow, OF_A_STEP, null)) {
      snapshot = harness.snapshot(1);
    }
    StepLimits strict = OF_A_STEP.withReplay(Duration.ofMillis(1));
    assertThatThrownBy(() -> open(slow, strict, null))
        .hasMessageStartingWith("model.uri: model refused (too-slow): found a step of 8 series");
    assertThatCode(() -> open(slow, strict, snapshot).close()).doesNotThrowAnyException();
  }

  @Test
  void whoseTensorsTakeTooMuchMemory() throws Exception {
    Path file = write("wide.onnx", V2.withHorizon(10_000).withLevels(FIFTY).file());
    assertRefused(Announced.bytes(file, "tiny", "2"), "too-large", "bytes of tensors in a step of");
  }

  private String assertRefused(ModelAnnouncement announcement, String reason, String message)
      throws Exception {
    return assertRefused(OF_A_STEP, announcement, reason, message);
  }

  private String assertRefused(
      StepLimits step, ModelAnnouncement announcement, String reason, String message)
      throws Exception {
    Path first = write("1.onnx", V1.file());
    try (WaveHarness harness = open(first, step, null)) {
      harness.announce(announcement);
      assertThat(harness.takeMail(1)).hasSize(1);
      ModelEvent event = harness.events().get(0);
      assertThat(event.kind()).isEqualTo(ModelEvent.Kind.REFUSED);
      assertThat(event.reason()).as(event.message()).isEqualTo(reason);
      assertThat(event.message()).contains(message);
      assertThat(event.version()).isEqualTo(announcement.version());
      assertThat(event.inUse()).isEqualTo(announcement.model().equals("tiny") ? "1" : null);
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.runAll();
      assertThat(harness.forecasts()).extracting(Forecast::modelVersion).containsExactly("1");
      return String.valueOf(event.message());
    }
  }

  private WaveHarness open(Path model, StepLimits step, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    LoadLimits limits =
        new LoadLimits(1 << 22, Duration.ofSeconds(5), 2, Duration.ofMillis(1), step);
    return WaveHarness.open(
        ModelPlan.of(ModelLocation.of(model), limits).withAllowed(new AllowedUris(allowed)),
        WaveHarness.SETTINGS,
        new HashMapStateBackend(),
        snapshot);
  }

  private Path write(String name, byte[] file) throws IOException {
    return Files.write(Files.createDirectories(folder.resolve("models")).resolve(name), file);
  }
}
