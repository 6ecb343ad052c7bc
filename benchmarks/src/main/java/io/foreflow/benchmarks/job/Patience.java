package io.foreflow.benchmarks.job;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Asks again until the answer is the one wanted. */
final class Patience {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Patience() {}

  /**
   * Returns the first answer that is wanted. An {@link IOException} is an answer that is not.
   *
   * @param process what has to live until then
   */
  static <T> T await(String what, JavaProcess process, Callable<T> question, Predicate<T> wanted)
      throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      Object found;
      try {
        T answer = question.call();
        if (wanted.test(answer)) {
          return answer;
        }
        found = answer;
      } catch (IOException e) {
        found = e;
      }
      process.requireAlive();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "no %s within %s; last seen: %s; the log of process %d ends with:%n%s"
                .formatted(what, DEADLINE, found, process.pid(), process.logEnd()));
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
