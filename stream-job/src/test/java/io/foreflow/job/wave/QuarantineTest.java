package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models whose loading ends the process. Here the process ends by the test's closing the operator
 * before it takes its mail: what the next one knows is in the snapshot.
 */
class QuarantineTest {
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();

  private final Path first;
  private final ModelAnnouncement deadly;

  QuarantineTest(@TempDir Path folder) throws Exception {
    first = Files.write(folder.resolve("1.onnx"), V1.file());
    deadly = Announced.file(Files.write(folder.resolve("2.onnx"), V1.withVersion("2").file()));
  }

  @Test
  void loadingWaitsForACheckpointThatNotesIt() throws Exception {
    try (WaveHarness harness = restored(snapshotWhileLoading())) {
      OperatorSubtaskState unaware = harness.snapshot(2);
      assertThat(harness.flink().getTaskMailbox().hasMail()).isFalse();
      harness.complete(1);
      assertThat(harness.flink().getTaskMailbox().hasMail()).as("of an older one").isFalse();
      harness.complete(2);
      assertThat(harness.takeMail(1))
          .extracting(ModelEvent::kind)
          .containsExactly(ModelEvent.Kind.SWAPPED);
      assertThat(unaware).isNotNull();
    }
  }

  @Test
  void twoInterruptedLoadsEndInQuarantine() throws Exception {
    OperatorSubtaskState twice = snapshotOfSecondLoad();
    try (WaveHarness harness = restored(twice)) {
      ModelEvent event = harness.takeMail(1).get(0);
      assertThat(event.kind()).isEqualTo(ModelEvent.Kind.REFUSED);
      assertThat(event.reason()).isEqualTo("quarantined");
      assertThat(event.message()).contains("failed 2 times", "announce it again");
      assertThat(event.inUse()).isEqualTo("1");
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.runAll();
      assertThat(harness.forecasts()).extracting(Forecast::modelVersion).containsExactly("1");
    }
  }

  @Test
  void quarantineOutlastsSnapshotsAndTheTopicReadAgain() throws Exception {
    OperatorSubtaskState quarantined;
    try (WaveHarness harness = restored(snapshotOfSecondLoad())) {
      harness.takeMail(1);
      quarantined = harness.snapshot(3);
    }
    try (WaveHarness harness = restored(quarantined)) {
      harness.announce(deadly);
      harness.snapshot(4);
      harness.complete(4);
      assertThat(harness.flink().getTaskMailbox().hasMail()).isFalse();
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void announcingItAgainEndsTheQuarantine() throws Exception {
    ModelAnnouncement again =
        new ModelAnnouncement(
            deadly.model(), deadly.version(), deadly.uri(), deadly.sha256(), 4711);
    try (WaveHarness harness = restored(snapshotOfSecondLoad())) {
      harness.takeMail(1);
      harness.snapshot(3);
      harness.announce(again);
      assertThat(harness.takeMail(2))
          .extracting(ModelEvent::kind)
          .containsExactly(ModelEvent.Kind.REFUSED, ModelEvent.Kind.SWAPPED);
    }
  }

  @Test
  void anAnnouncementReadAgainIsNotedFirst() throws Exception {
    OperatorSubtaskState beforeIt;
    try (WaveHarness harness = restored(null)) {
      beforeIt = harness.snapshot(1);
    }
    OperatorSubtaskState noted;
    try (WaveHarness harness = restored(beforeIt)) {
      harness.announce(deadly);
      noted = harness.snapshot(2);
    }
    try (WaveHarness harness = restored(noted)) {
      assertThat(harness.takeMail(1)).extracting(ModelEvent::reason).containsExactly("quarantined");
    }
  }

  @Test
  void afterTheFirstBarrierAnnouncementsLoadAtOnce() throws Exception {
    OperatorSubtaskState before;
    try (WaveHarness harness = restored(null)) {
      before = harness.snapshot(1);
    }
    try (WaveHarness harness = restored(before)) {
      harness.snapshot(2);
      harness.announce(deadly);
      assertThat(harness.takeMail(1)).extracting(ModelEvent::inUse).containsExactly("2");
    }
  }

  private OperatorSubtaskState snapshotWhileLoading() throws Exception {
    try (WaveHarness harness = restored(null)) {
      harness.announce(deadly);
      return harness.snapshot(1);
    }
  }

  private OperatorSubtaskState snapshotOfSecondLoad() throws Exception {
    try (WaveHarness harness = restored(snapshotWhileLoading())) {
      return harness.snapshot(2);
    }
  }

  private WaveHarness restored(@Nullable OperatorSubtaskState snapshot) throws Exception {
    return WaveHarness.open(first, WaveHarness.SETTINGS, new HashMapStateBackend(), snapshot);
  }
}
