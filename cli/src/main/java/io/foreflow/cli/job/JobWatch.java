package io.foreflow.cli.job;

import io.foreflow.cli.flink.JobFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reports the states of a running job and the reasons of its restarts. The third restart for the
 * same reason is also reported on standard error, because the job will hardly recover by itself.
 */
final class JobWatch {

  private static final int OFTEN = 3;

  private final Consumer<String> out;
  private final Consumer<String> err;
  private final Map<String, Integer> restarts = new HashMap<>();
  private JobStatus last = JobStatus.CREATED;
  private @Nullable Instant lastFailure;

  /**
   * @param out for what happens, one line each
   * @param err for what somebody has to act on
   */
  JobWatch(Consumer<String> out, Consumer<String> err) {
    this.out = out;
    this.err = err;
  }

  /** Takes the status of the job and its last failure, and reports what is new. */
  void look(JobStatus now, Optional<JobFailure> failure, Instant time) {
    failure.filter(one -> !one.time().equals(lastFailure)).ifPresent(this::restarts);
    // Of a restart its reason is told, not that there was one.
    if (now != last && now != JobStatus.RESTARTING) {
      out.accept(line(time, "The job is " + now + "."));
    }
    last = now;
  }

  /** Whether the job has ever failed. */
  boolean hasRestarted() {
    return !restarts.isEmpty();
  }

  private void restarts(JobFailure failure) {
    lastFailure = failure.time();
    int times = restarts.merge(kind(failure.reason()), 1, Integer::sum);
    if (times < OFTEN) {
      out.accept(line(failure.time(), "The job restarts: " + failure.reason()));
    } else if (times == OFTEN) {
      err.accept(
          line(
              failure.time(),
              "The job restarts for the third time for the same reason: "
                  + failure.reason()
                  + ". It keeps trying; Ctrl-C ends it."));
    } else {
      out.accept(line(failure.time(), "The job restarts, " + times + " times for this reason."));
    }
  }

  /** The reason without offsets, times and numbers of tasks, so that equal reasons are found. */
  private static String kind(String reason) {
    return reason.replaceAll("\\b[0-9a-f]{8,}\\b|\\d+", "#");
  }

  /** A line of the output of a run, which begins with a time. */
  static String line(Instant time, String text) {
    return time.truncatedTo(ChronoUnit.SECONDS) + "  " + text;
  }
}
