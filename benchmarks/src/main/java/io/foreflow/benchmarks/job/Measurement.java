package io.foreflow.benchmarks.job;

import java.time.Duration;

/**
 * Readings per second of processor time, from one commit to another: whatever an application still
 * holds in between, it holds at both ends.
 */
final class Measurement {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Run run;
  private final RunTopics topics;
  private final Backlog backlog;
  private final Duration cpuAtStart;
  private long committed;

  Measurement(Run run, RunTopics topics, Backlog backlog) {
    this.run = run;
    this.topics = topics;
    this.backlog = backlog;
    cpuAtStart = run.worker().cpuTime();
  }

  /** What was found between two commits. */
  record Figure(long readings, Duration cpu, Duration elapsed) {
    double perCpuSecond() {
      return readings * 1e9 / cpu.toNanos();
    }

    double perSecond() {
      return readings * 1e9 / elapsed.toNanos();
    }
  }

  /**
   * Waits until the application's process has had so much processor time, since it began, that its
   * code is compiled; until each series has had a reading; and until the second commit, since
   * before the first the application itself begins. Not a time on the clock: a busy machine takes
   * longer to compile the same.
   */
  void warmUp(Duration least) throws Exception {
    awaitCommit();
    do {
      awaitCommit();
    } while (run.worker().cpuTime().compareTo(least) < 0 || committed < backlog.series());
  }

  /** Measures from the last commit to the first after {@code span} of processor time. */
  Figure measure(Duration span) throws Exception {
    long before = committed;
    Duration cpu = run.worker().cpuTime();
    long begin = System.nanoTime();
    Duration spent;
    do {
      awaitCommit();
      spent = run.worker().cpuTime().minus(cpu);
    } while (spent.compareTo(span) < 0);
    return new Figure(committed - before, spent, Duration.ofNanos(System.nanoTime() - begin));
  }

  private void awaitCommit() throws Exception {
    long begin = System.nanoTime();
    long found;
    do {
      Thread.sleep(POLL.toMillis());
      found = topics.broker().committed(topics.forecasts());
      if (System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
        run.requireRunning();
        throw new IllegalStateException(
            "no commit within %s after %d forecasts; the log of process %d ends with:%n%s"
                .formatted(LONGEST_WAIT, committed, run.worker().pid(), run.worker().logEnd()));
      }
    } while (found == committed);
    // A transaction is committed in one partition after the other.
    long settled = found;
    do {
      found = settled;
      Thread.sleep(POLL.toMillis());
      settled = topics.broker().committed(topics.forecasts());
    } while (settled != found);
    committed = settled;
    if (committed >= backlog.readings() && !run.startsOver()) {
      throw new BacklogExhaustedException(
          backlog.readings(), run.worker().cpuTime().minus(cpuAtStart));
    }
  }
}
