package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.ModelAnnouncement;
import org.junit.jupiter.api.Test;

/** Which announcements wait for a checkpoint, and for which. */
class WaitingLoadsTest {
  private static final ModelAnnouncement A = Announced.of("a", "1", "file:/a", "0".repeat(64));
  private static final ModelAnnouncement B = Announced.of("b", "1", "file:/b", "1".repeat(64));

  @Test
  void newcomersAreSuspectUntilTheFirstBarrier() {
    WaitingLoads afterRestart = new WaitingLoads(true);
    assertThat(afterRestart.suspectsNewcomers()).isTrue();
    afterRestart.barrier(1);
    assertThat(afterRestart.suspectsNewcomers()).isFalse();
    assertThat(new WaitingLoads(false).suspectsNewcomers()).isFalse();
  }

  @Test
  void aLoadWaitsForACheckpointWithIt() {
    WaitingLoads loads = new WaitingLoads(true);
    loads.add(A);
    loads.barrier(1);
    loads.add(B);
    assertThat(loads.complete(1)).containsExactly(A);
    assertThat(loads.complete(1)).as("once").isEmpty();
    loads.barrier(2);
    loads.barrier(3);
    assertThat(loads.complete(3)).as("checkpoint 2 failed").containsExactly(B);
  }

  @Test
  void laterAnnouncementsReplaceEarlierOnes() {
    ModelAnnouncement later = Announced.of("a", "2", "file:/a2", "2".repeat(64));
    WaitingLoads loads = new WaitingLoads(true);
    loads.add(A);
    loads.barrier(1);
    loads.add(later);
    assertThat(loads.complete(1)).isEmpty();
    loads.barrier(2);
    assertThat(loads.complete(2)).containsExactly(later);
    loads.add(A);
    loads.remove("a");
    loads.barrier(3);
    assertThat(loads.complete(3)).isEmpty();
  }
}
