package io.foreflow.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.flink.JobFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;

class JobWatchTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");

  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final JobWatch watch = new JobWatch(out::add, err::add);

  @Test
  void aThirdEqualRestartIsAWarning() {
    for (int i = 0; i < 4; i++) {
      fail(i, "model.uri: there is no file after " + i + " ms");
    }

    assertThat(err)
        .containsExactly(
            "2026-01-31T12:00:02Z  The job restarts for the third time for the same reason:"
                + " model.uri: there is no file after 2 ms. It keeps trying; Ctrl-C ends it.");
    assertThat(out)
        .contains(
            "2026-01-31T12:00:00Z  The job restarts: model.uri: there is no file after 0 ms",
            "2026-01-31T12:00:03Z  The job restarts, 4 times for this reason.");
    assertThat(watch.hasRestarted()).isTrue();
  }

  @Test
  void differentReasonsAreNoWarning() {
    fail(0, "no broker");
    fail(1, "no disk");
    fail(2, "no broker");

    assertThat(err).isEmpty();
    assertThat(out).filteredOn(line -> line.contains("restarts")).hasSize(3);
  }

  @Test
  void aRestartIsReportedOnce() {
    fail(0, "no broker");
    fail(0, "no broker");
    watch.look(JobStatus.RUNNING, Optional.empty(), NOON);
    watch.look(JobStatus.RUNNING, Optional.empty(), NOON);

    assertThat(out)
        .containsExactly(
            "2026-01-31T12:00:00Z  The job restarts: no broker",
            "2026-01-31T12:00:00Z  The job is RUNNING.");
  }

  private void fail(int second, String reason) {
    Instant time = NOON.plusSeconds(second);
    watch.look(JobStatus.RESTARTING, Optional.of(new JobFailure(time, reason)), time);
  }
}
