package io.foreflow.benchmarks.job;

import java.time.Duration;

/**
 * Measures readings per second of processor time, from one commit to another. Readings that an
 * application holds back are the same at both ends.
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

  /** The counts between two commits. */
  record Figure(long readings, Duration cpu, Duration elapsed) {
    double perCpuSecond() {
      return readings * 1e9 / cpu.toNanos();
    }

    double perSecond() {
      return readings * 1e9 / elapsed.toNanos();
    }
  }

  /**
   * Waits until three things have happened. The application's process has had this much processor
   * time since its start, so its code is compiled. Each series has had a reading. The second commit
   * is done, because the application itself starts before the first. It is processor time, because
   * a busy machine takes longer to compile the same code.
   */
  void warmUp(Duration least) throws Exception {
    awaitCommit();
    do {
      awaitCommit();
    } while (run.worker().cpuTime().compareTo(least) < 0 || committed < backlog.series());
  }

  /** Measures from the last commit to the first one after {@code span} of processor time. */
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
